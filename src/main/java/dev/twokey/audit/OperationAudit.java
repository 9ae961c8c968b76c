package dev.twokey.audit;

import dev.twokey.audit.Finding.Kind;
import dev.twokey.audit.OperationRecord.Found;
import dev.twokey.guard.Policy;
import dev.twokey.journal.Erased;
import dev.twokey.journal.Recorded;
import dev.twokey.operation.Authority;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.OperationEvent.Authorised;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * I2 and I3 from the record alone: each operation that began a change has exactly one authority,
 * which the record supports, and began each step once. Keeps what is not over, and counts.
 */
final class OperationAudit {
  private final Map<String, OperationRecord> open = new HashMap<>();
  private final Map<String, Integer> kinds = new TreeMap<>();
  private final Map<String, Optional<Policy>> glassPolicies = new HashMap<>();
  private final RosterRecord rosters;
  private final Findings defects;
  private int began;
  private int erased;
  private int withoutRoster;

  OperationAudit(RosterRecord rosters, Findings defects) {
    this.rosters = rosters;
    this.defects = defects;
  }

  void add(Recorded recorded) {
    String id = recorded.stream().id();
    if (!recorded.stream().family().equals("operation")) {
      return;
    }
    OperationRecord op = open.computeIfAbsent(id, OperationRecord::new);
    switch (recorded.event()) {
      case Erased _ -> op.erase();
      case OperationEvent.StepBegan step when !step.cursor().lastly() -> began(op, step, recorded);
      case OperationEvent.StepBegan step when !op.hasBegun() ->
          defects.add(
              recorded.position(),
              Kind.AUTHORITY,
              "operation " + id + " began to undo '" + step.step() + "' without having done it");
      case OperationEvent.Ended _ -> {
        open.remove(id);
        glassPolicies.remove(id);
      }
      case OperationEvent event -> add(op, event, recorded);
      default ->
          defects.add(
              recorded.position(),
              Kind.UNREADABLE,
              "a record of another family stands in operation " + id);
    }
  }

  private void add(OperationRecord op, OperationEvent event, Recorded recorded) {
    op.add(event, recorded);
    if (event instanceof OperationEvent.GlassBroken) {
      glassPolicies.put(op.id(), rosters.policy());
    } else if (event instanceof OperationEvent.Planned planned
        && !op.hash().equals(planned.hash())) {
      defects.add(
          recorded.position(),
          Kind.PLAN_CHANGED,
          "the plan of operation "
              + op.id()
              + " has the hash "
              + op.hash()
              + ", recorded was "
              + planned.hash());
    }
  }

  private void began(OperationRecord op, OperationEvent.StepBegan step, Recorded recorded) {
    boolean first = !op.hasBegun();
    if (op.begins(step.cursor().index())) {
      defects.add(
          recorded.position(),
          Kind.STEP_TWICE,
          "operation " + op.id() + " began '" + step.step() + "' a second time");
    }
    if (!first) {
      return;
    }
    began++;
    if (op.erased()) {
      erased++;
      return;
    }
    if (op.authorities().size() != 1) {
      defects.add(
          recorded.position(),
          Kind.AUTHORITY,
          "operation "
              + op.id()
              + " began '"
              + step.step()
              + "' "
              + (op.authorities().isEmpty()
                  ? "without an authority"
                  : "with " + op.authorities().size() + " authorities"));
      return;
    }
    judge(op, op.authorities().getFirst(), recorded);
  }

  private void judge(OperationRecord op, Found<Authorised> given, Recorded step) {
    List<String> why = new ArrayList<>();
    op.requested()
        .filter(r -> !r.actor().equals(r.event().request().by().id()))
        .ifPresent(r ->
            why.add(
                "it was asked for in the name of "
                    + r.event().request().by()
                    + " by "
                    + r.actor()));
    if (op.requested().isEmpty()) {
      why.add("nobody asked for it");
    }
    if (op.planned().filter(p -> p.position() < given.position()).isEmpty()) {
      why.add("it was given before there was a plan");
    } else {
      AuthorityCheck check = new AuthorityCheck(op, given, step.at(), rosters.roster());
      why.addAll(check.objections(glassPolicies.getOrDefault(op.id(), Optional.empty())));
    }
    if (why.isEmpty()) {
      kinds.merge(word(given.event().authority()), 1, Integer::sum);
      withoutRoster += rosters.roster().isEmpty() ? 1 : 0;
    }
    for (String objection : why) {
      defects.add(
          step.position(),
          Kind.UNSUPPORTED,
          "operation "
              + op.id()
              + " began on the authority at #"
              + given.position()
              + ", but "
              + objection);
    }
  }

  private static String word(Authority authority) {
    return switch (authority) {
      case Authority.NotAsked _ -> "that no rule asked a key for";
      case Authority.Confirmed _ -> "confirmed";
      case Authority.Approved _ -> "signed by others";
      case Authority.BrokenGlass _ -> "by broken glass";
    };
  }

  /** Says what was proven and what not. */
  void tell(List<String> proven, List<String> unproven) {
    int good = kinds.values().stream().mapToInt(Integer::intValue).sum();
    List<String> each = new ArrayList<>();
    kinds.forEach((kind, count) -> each.add(count + " " + kind));
    proven.add(
        began == 0
            ? "two keys: no operation began a change"
            : "two keys: "
                + good
                + " of "
                + began
                + " operations that began a change had exactly one authority that the record"
                + " supports"
                + (each.isEmpty() ? "" : ": " + String.join(", ", each)));
    if (erased > 0) {
      unproven.add("two keys of " + erased + " operations: texts of them were erased");
    }
    if (withoutRoster > 0) {
      unproven.add(
          "roles of "
              + withoutRoster
              + " operations: they can't be checked before "
              + (rosters.since().isEmpty()
                  ? "a roster is accepted, and none was"
                  : "#" + rosters.since().getAsLong() + ", where the first roster was accepted"));
    }
  }
}
