package dev.twokey.guard;

import dev.twokey.chat.Audience;
import dev.twokey.chat.Conversation;
import dev.twokey.inventory.Environment;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where something may be asked for and shown. Production is never asked for where people of another
 * team read along.
 */
public final class ChannelGuard implements Guard {
  private static final String NAME = "channel";
  private static final String KEY = "guard|" + NAME;

  /** The argument of the probe, such as {@code slack:C0123456}. */
  public static final String CHANNEL = "channel";

  /** The field of the reading: a word of {@link Audience}. */
  public static final String AUDIENCE = "audience";

  /** The probe that asks a chat platform who reads along. */
  public static final String PROBE = "chat.audience";

  private static final Duration READ_WITHIN = Duration.ofSeconds(5);

  @Override
  public String name() {
    return NAME;
  }

  /** Twokey's own console is read by its people alone. */
  private static boolean asks(Premises premises) {
    boolean production =
        premises
            .inventory()
            .environment(premises.environment())
            .map(Environment::production)
            .orElse(true);
    return production && !premises.where().isOwn();
  }

  @Override
  public Map<String, ProbeCall> needs(Premises premises) {
    return asks(premises)
        ? Map.of(
            KEY,
            new ProbeCall(
                PROBE,
                premises.environment(),
                Optional.empty(),
                Map.of(CHANNEL, premises.where().top().toString()),
                READ_WITHIN))
        : Map.of();
  }

  @Override
  public List<EvidenceLine> evidence(GuardFacts facts) {
    Reading reading = facts.readings().get(KEY);
    if (reading == null) {
      return List.of();
    }
    String channel = "the channel " + facts.premises().where().top();
    String says =
        switch (audience(reading)) {
          case OURS -> channel + " is the team's alone";
          case OTHERS -> channel + " is shared with another team";
          case UNKNOWN -> "who reads along in " + channel + " can't be told";
        };
    return List.of(new EvidenceLine(says, reading.at()));
  }

  private static Audience audience(Reading reading) {
    Object word =
        reading instanceof Reading.Observed observed ? observed.values().get(AUDIENCE) : "";
    for (Audience audience : Audience.values()) {
      if (audience.word().equals(word)) {
        return audience;
      }
    }
    return Audience.UNKNOWN;
  }

  @Override
  public Verdict judge(GuardFacts facts) {
    Conversation where = facts.premises().where();
    String environment = facts.premises().environment();
    Set<String> only = facts.rules().channels();
    Optional<Problem> elsewhere = elsewhere(environment, only, where);
    if (elsewhere.isPresent()) {
      return new Verdict.Deny(elsewhere.get());
    } else if (!asks(facts.premises())) {
      return only.isEmpty()
          ? new Verdict.NotAsked()
          : new Verdict.Allow("asked for in " + where.top());
    }
    Reading reading = facts.readings().get(KEY);
    return switch (reading == null ? Audience.UNKNOWN : audience(reading)) {
      case OURS -> new Verdict.Allow("asked for in " + where.top() + ", the team's alone");
      case OTHERS -> new Verdict.Deny(shared(environment, only));
      case UNKNOWN ->
          UnknownEvidence.verdict(
              facts,
              "another team reads along in " + where.top(),
              Set.of("the platform does not say"));
    };
  }

  /** Returns why something of an environment can't be asked for there; empty if it can. */
  public static Optional<Problem> elsewhere(
      String environment, Set<String> only, Conversation where) {
    return only.isEmpty() || only.contains(where.top().toString())
        ? Optional.empty()
        : Optional.of(
            new Problem(
                ErrorCode.CHANNEL_REFUSED,
                "The policy lets this be asked for and shown in certain channels of "
                    + environment
                    + " only, and "
                    + where.top()
                    + " is none of them.",
                "Type it in " + names(only) + "."));
  }

  /** Returns why something of production can't be asked for where another team reads along. */
  public static Problem shared(String environment, Set<String> only) {
    return new Problem(
        ErrorCode.CHANNEL_REFUSED,
        "This channel is shared with another team, so nothing of "
            + environment
            + " is asked for or shown in it.",
        only.isEmpty()
            ? "Type it in a channel of your team alone, or in the console."
            : "Type it in " + names(only) + ".");
  }

  private static String names(Set<String> only) {
    return String.join(" or ", only.stream().sorted().toList());
  }
}
