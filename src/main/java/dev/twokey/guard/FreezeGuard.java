package dev.twokey.guard;

import dev.twokey.action.Risk;
import dev.twokey.approval.Rule;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Nothing is changed in a freeze, whichever way it was asked for, unless those sign who can make an
 * exception. Where two freezes hold at once, both count.
 */
final class FreezeGuard implements Guard {
  static final String NAME = "freeze";

  private static final Duration READ_WITHIN = Duration.ofSeconds(10);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  /** A freeze that holds now. */
  private record Holding(String reason, Instant until, Optional<Exemption> exemption) {
    String words() {
      return reason + " until " + TIME.format(until);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, ProbeCall> needs(Premises premises) {
    Map<String, ProbeCall> calls = new LinkedHashMap<>();
    if (binds(premises)) {
      for (FreezeCalendar calendar : calendars(premises)) {
        calls.put(
            key(calendar),
            new ProbeCall(
                "calendar.events",
                premises.environment(),
                Optional.empty(),
                calendar.source().with(),
                READ_WITHIN));
      }
    }
    return calls;
  }

  private static String key(FreezeCalendar calendar) {
    FreezeCalendar.Source source = calendar.source();
    return "guard|" + NAME + "|" + source.words() + "|" + Integer.toHexString(source.hashCode());
  }

  private static List<FreezeCalendar> calendars(Premises premises) {
    return premises.policy().calendars().stream()
        .filter(c -> c.environments().contains(premises.environment()))
        .toList();
  }

  private static boolean binds(Premises premises) {
    return GuardFacts.kind(premises.plan()) == RuleKind.DRILL
        || premises.plan().draft().risk() != Risk.READ;
  }

  @Override
  public List<EvidenceLine> evidence(GuardFacts facts) {
    List<EvidenceLine> lines = new ArrayList<>();
    if (binds(facts.premises())) {
      for (FreezeCalendar calendar : calendars(facts.premises())) {
        Reading reading = facts.readings().get(key(calendar));
        if (reading != null) {
          String name = "the freeze calendar " + calendar.source().words();
          lines.add(new EvidenceLine(says(name, reading, facts.now()), reading.at()));
        }
      }
    }
    return lines;
  }

  private static String says(String name, Reading reading, Instant now) {
    return switch (reading) {
      case Reading.Unreadable(_, var why) -> name + " can't be read: " + why.what();
      case Reading.Observed observed ->
          FreezeEvents.of(observed)
              .map(events -> name + " has " + words(events, now))
              .orElse(name + " can't be read: no events in the reading");
    };
  }

  private static String words(FreezeEvents events, Instant now) {
    return events
        .at(now)
        .map(e -> e.summary() + " until " + TIME.format(events.free(now)))
        .or(() ->
            events
                .next(now)
                .map(e -> "nothing until " + TIME.format(e.start()) + ": " + e.summary()))
        .orElse("nothing soon");
  }

  @Override
  public Verdict judge(GuardFacts facts) {
    String environment = facts.premises().environment();
    Policy policy = facts.premises().policy();
    boolean asked =
        policy.freezes().stream().anyMatch(f -> f.environments().contains(environment))
            || !calendars(facts.premises()).isEmpty();
    if (!binds(facts.premises()) || !asked) {
      return new Verdict.NotAsked();
    }
    List<Holding> holding = new ArrayList<>();
    policy.freezes().stream()
        .filter(f -> f.covers(environment, facts.now()))
        .forEach(f -> holding.add(new Holding(f.reason(), f.until(), f.exemption())));
    List<String> unread = new ArrayList<>();
    for (FreezeCalendar calendar : calendars(facts.premises())) {
      Optional<FreezeEvents> events = events(facts, calendar);
      if (events.isEmpty()) {
        unread.add("the freeze calendar " + calendar.source().words() + " can't be read");
      }
      events
          .flatMap(e -> e.at(facts.now()).map(event -> holding(event, e, calendar, facts.now())))
          .ifPresent(holding::add);
    }
    return verdict(facts, holding, unread);
  }

  private static Holding holding(
      FreezeEvents.Event event, FreezeEvents events, FreezeCalendar calendar, Instant now) {
    return new Holding(event.summary(), events.free(now), calendar.exemption());
  }

  private static Optional<FreezeEvents> events(GuardFacts facts, FreezeCalendar calendar) {
    return facts.readings().get(key(calendar)) instanceof Reading.Observed observed
        ? FreezeEvents.of(observed)
        : Optional.empty();
  }

  private static Verdict verdict(GuardFacts facts, List<Holding> holding, List<String> unread) {
    String environment = facts.premises().environment();
    List<Holding> hard = holding.stream().filter(h -> h.exemption().isEmpty()).toList();
    if (!hard.isEmpty()) {
      return refused(environment, hard);
    }
    if (!unread.isEmpty()) {
      Verdict unknown =
          UnknownEvidence.verdict(facts, environment + " is frozen now", Set.copyOf(unread));
      if (unknown instanceof Verdict.Deny || holding.isEmpty()) {
        return unknown;
      }
    }
    return holding.isEmpty()
        ? new Verdict.Allow("no freeze")
        : exempt(environment, holding, unread, facts.rules().approval());
  }

  private static Verdict refused(String environment, List<Holding> hard) {
    Instant until = hard.stream().map(Holding::until).max(Comparator.naturalOrder()).orElseThrow();
    return new Verdict.Deny(
        new Problem(
            ErrorCode.FROZEN,
            environment + " is frozen: " + words(hard) + ". Nobody can make an exception.",
            "Ask again after "
                + TIME.format(until)
                + ". If it can't wait, end the freeze where it stands (policy.yaml or its"
                + " calendar), or give it an exemption: {of: ROLE}."));
  }

  private static Verdict exempt(
      String environment, List<Holding> holding, List<String> unread, Optional<Rule> usual) {
    String also = unread.isEmpty() ? "" : " (" + String.join(", ", unread) + ")";
    List<Rule.Demand> demands =
        holding.stream()
            .map(h ->
                h.exemption()
                    .orElseThrow()
                    .demand("against the freeze of " + environment + ": " + h.words() + also))
            .toList();
    return new Verdict.NeedsApproval(Exemption.rule(demands, usual));
  }

  private static String words(List<Holding> holding) {
    return holding.stream().map(Holding::words).collect(Collectors.joining(", "));
  }
}
