package dev.twokey.guard;

import dev.twokey.action.Reach;
import dev.twokey.guard.Replicas.Taken;
import dev.twokey.inventory.Target;
import dev.twokey.plan.Plan;
import dev.twokey.plan.Step;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plan takes no more away at once than the policy allows: not more targets, no larger share of a
 * workload's ready instances, never so many that fewer than its quorum stay, never the last ready
 * one of several. An instance that is not ready is nothing that could be lost.
 */
final class BlastRadiusGuard implements Guard {
  private static final String NAME = "blast_radius";
  private static final Duration READ_WITHIN = Duration.ofSeconds(10);
  private static final int PERCENT = 100;

  @Override
  public String name() {
    return NAME;
  }

  private static String key(String workload) {
    return "guard|" + NAME + "|" + workload;
  }

  @Override
  public Map<String, ProbeCall> needs(Premises premises) {
    Map<String, ProbeCall> calls = new LinkedHashMap<>();
    if (premises.rules().blastRadius().isPresent()) {
      for (Taken taken : taken(premises.plan())) {
        calls.put(
            key(taken.workload()),
            new ProbeCall(
                "workload.instances",
                premises.environment(),
                Optional.empty(),
                Map.of("workload", taken.workload()),
                READ_WITHIN));
      }
    }
    return calls;
  }

  /** Returns what all steps together take away, as if none came back before the last. */
  private static List<Taken> taken(Plan plan) {
    Map<String, Taken> all = new LinkedHashMap<>();
    for (Step step : plan.draft().steps()) {
      List<Reach> reached = step instanceof Step.Act act ? plan.seen(act).reach() : List.of();
      for (Reach reach : reached) {
        Taken one =
            new Taken(reach.workload().name(), Set.copyOf(reach.instances()), reach.atOnce());
        all.merge(one.workload(), one, BlastRadiusGuard::together);
      }
    }
    return List.copyOf(all.values());
  }

  private static Taken together(Taken a, Taken b) {
    Set<String> instances = new HashSet<>(a.instances());
    instances.addAll(b.instances());
    int sum = a.atOnce() + b.atOnce();
    return new Taken(
        a.workload(), instances, instances.isEmpty() ? sum : Math.min(instances.size(), sum));
  }

  @Override
  public List<EvidenceLine> evidence(GuardFacts facts) {
    List<EvidenceLine> lines = new ArrayList<>();
    for (Taken taken : taken(facts.plan())) {
      Reading reading = facts.readings().get(key(taken.workload()));
      if (reading != null) {
        lines.add(new EvidenceLine(says(taken.workload(), reading), reading.at()));
      }
    }
    return lines;
  }

  private static String says(String workload, Reading reading) {
    return switch (reading) {
      case Reading.Unreadable(_, var why) ->
          "the instances of " + workload + " can't be read: " + why.what();
      case Reading.Observed observed ->
          Replicas.of(observed)
              .map(r ->
                  workload
                      + " has "
                      + r.ready()
                      + " of "
                      + r.total()
                      + " instances ready"
                      + r.quorum().map(q -> ", quorum " + q).orElse(""))
              .orElse("the instances of " + workload + " can't be read: no counts in the reading");
    };
  }

  @Override
  public Verdict judge(GuardFacts facts) {
    Optional<BlastRadius> limit = facts.rules().blastRadius();
    if (limit.isEmpty()) {
      return new Verdict.NotAsked();
    }
    List<Taken> taken = taken(facts.plan());
    int count = count(facts.plan(), taken);
    if (limit.get().countMax().filter(most -> count > most).isPresent()) {
      return deny(
          "It touches "
              + count
              + " things at once; the policy allows "
              + limit.get().countMax().get()
              + ".",
          "Plan it in smaller steps.");
    }
    List<String> says = new ArrayList<>();
    Set<String> unread = new LinkedHashSet<>();
    for (Taken one : taken) {
      Optional<Replicas> replicas = replicas(facts, one);
      if (replicas.isEmpty()) {
        unread.add("the instances of " + one.workload() + " can't be read");
        continue;
      }
      Optional<Verdict> refused = refused(one, replicas.get(), limit.get());
      if (refused.isPresent()) {
        return refused.get();
      }
      says.add(words(one, replicas.get()));
    }
    if (!unread.isEmpty()) {
      return UnknownEvidence.verdict(facts, "enough instances stay", unread);
    }
    return new Verdict.Allow(says.isEmpty() ? "takes no instance away" : String.join(", ", says));
  }

  /** Returns how many instances and other targets it touches at once. */
  private static int count(Plan plan, List<Taken> taken) {
    Set<String> workloads = new HashSet<>();
    taken.forEach(t -> workloads.add(t.workload()));
    long others =
        plan.targets().stream().map(Target::name).filter(n -> !workloads.contains(n)).count();
    return (int) others + taken.stream().mapToInt(Taken::atOnce).sum();
  }

  private static Optional<Replicas> replicas(GuardFacts facts, Taken taken) {
    return facts.readings().get(key(taken.workload())) instanceof Reading.Observed observed
        ? Replicas.of(observed)
        : Optional.empty();
  }

  private static Optional<Verdict> refused(Taken taken, Replicas replicas, BlastRadius limit) {
    int away = replicas.takenBy(taken);
    int left = replicas.ready() - away;
    if (away == 0) {
      return Optional.empty();
    } else if (replicas.quorum().filter(q -> left < q).isPresent()) {
      return Optional.of(
          deny(
              "It " + words(taken, replicas) + "; the quorum is " + replicas.quorum().get() + ".",
              "Bring more instances of " + taken.workload() + " up first."));
    } else if (replicas.total() == 1) {
      return Optional.empty();
    } else if (left == 0) {
      return Optional.of(
          deny(
              "It " + words(taken, replicas) + ": the last ready one is never taken away.",
              "Bring another instance of " + taken.workload() + " up first."));
    }
    return limit
        .shareMax()
        .filter(most -> away > most * replicas.ready())
        .map(most ->
            deny(
                "It "
                    + words(taken, replicas)
                    + "; the policy allows "
                    + Math.round(most * PERCENT)
                    + " %.",
                "Take fewer at a time, or wait until more instances are ready."));
  }

  private static Verdict deny(String what, String advice) {
    return new Verdict.Deny(new Problem(ErrorCode.BLAST_RADIUS, what, advice));
  }

  private static String words(Taken taken, Replicas replicas) {
    int away = replicas.takenBy(taken);
    String of = taken.workload();
    if (replicas.total() == 1 && away == 1) {
      return "touches the only instance of " + of + ", leaves 0 meanwhile";
    } else if (away == 0) {
      return "touches no ready instance of "
          + of
          + " ("
          + replicas.ready()
          + " of "
          + replicas.total()
          + " ready)";
    }
    return "touches "
        + away
        + " of "
        + replicas.ready()
        + " ready instances of "
        + of
        + (taken.instances().size() > taken.atOnce() ? " at a time" : "")
        + " ("
        + Math.round((double) PERCENT * away / replicas.ready())
        + " %), leaves "
        + (replicas.ready() - away);
  }
}
