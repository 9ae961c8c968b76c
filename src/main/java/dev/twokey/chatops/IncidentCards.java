package dev.twokey.chatops;

import dev.twokey.chat.Button.Style;
import dev.twokey.chat.Card;
import dev.twokey.chat.Tone;
import dev.twokey.incident.Halt;
import dev.twokey.incident.Incident;
import dev.twokey.problem.DurationText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The card of an incident, and that of the halt switch. */
public final class IncidentCards {
  private IncidentCards() {}

  /** Returns the card of an incident as it is now. */
  public static Card card(Incident incident, Facts facts, Instant now) {
    return switch (incident) {
      case Incident.None(var id) ->
          new CardDraft(Optional.empty(), Tone.NEUTRAL, "incident " + id, "not declared").done();
      case Incident.Open open -> open(open, facts, now);
      case Incident.Closed closed -> closed(closed, facts, now);
    };
  }

  private static Card open(Incident.Open open, Facts facts, Instant now) {
    return new CardDraft(
            Optional.of(facts.tag(open.environment())), Tone.BAD, open.title(), "OPEN INCIDENT")
        .aside(
            "since " + Words.time(open.faultStarted(), now), Words.span(open.faultStarted(), now))
        .field("Opened", "by " + facts.name(open.by(), now) + " " + Words.time(open.at(), now))
        .field("Here", "all that is typed in this channel belongs to its timeline")
        .field("Go on", "/incident note TEXT · /diagnose SERVICE · /incident close")
        .button(Buttons.typing("/incident close", "Close it", Style.PLAIN))
        .foot("incident " + open.id(), facts.record())
        .done();
  }

  private static Card closed(Incident.Closed closed, Facts facts, Instant now) {
    Incident.Open was = closed.was();
    return new CardDraft(
            Optional.of(facts.tag(was.environment())), Tone.GOOD, was.title(), "CLOSED")
        .aside("lasted " + Words.span(was.faultStarted(), closed.at()))
        .field(
            "Lasted",
            "from " + Words.time(was.faultStarted(), now) + " to " + Words.time(closed.at(), now))
        .field(
            "Who",
            "opened by "
                + facts.name(was.by(), now)
                + ", closed by "
                + facts.name(closed.by(), now))
        .button(Buttons.typing("/export " + was.id(), "Export the timeline", Style.PRIMARY))
        .foot("incident " + was.id(), facts.record())
        .done();
  }

  /** Returns the card of the halt switch. */
  public static Card halt(Halt halt, Facts facts, Instant now) {
    if (halt.halts().isEmpty()) {
      return new CardDraft(Optional.empty(), Tone.GOOD, "halt", "nothing is halted")
          .says("Changes are possible again. What was stopped stays stopped: ask for it again.")
          .foot(facts.record())
          .done();
    }
    CardDraft card =
        new CardDraft(
                Optional.empty(),
                Tone.BAD,
                "halt",
                "HALTED: "
                    + Words.and(halt.halts().keySet().stream().map(IncidentCards::scope).toList()))
            .says("No change starts there. Undo, verification and reads go on.");
    halt.halts()
        .forEach(
            (scope, halting) -> card.field(scope(scope), Tone.NEUTRAL, lines(halting, facts, now)));
    card.field(
        "Release",
        "two people release it, or the first on call alone after "
            + DurationText.of(Halt.ALONE_AFTER));
    return card.foot(facts.record()).done();
  }

  private static List<String> lines(Halt.Halting halting, Facts facts, Instant now) {
    String reason = halting.reason().isBlank() ? "no reason given" : "“" + halting.reason() + "”";
    return List.of(
        "by " + facts.name(halting.by(), now) + " " + Words.time(halting.at(), now) + ": " + reason,
        halting
            .released()
            .map(p -> facts.name(p, now) + " signed the release; one more has to")
            .orElse(""));
  }

  /** Returns a scope in words, such as {@code drills in staging}. */
  private static String scope(String scope) {
    int colon = scope.indexOf(':');
    if (colon < 0) {
      return "everything";
    }
    String name = scope.substring(colon + 1);
    return switch (scope.substring(0, colon)) {
      case "environment" -> "all changes in " + name;
      case "drills" -> "drills in " + name;
      default -> scope;
    };
  }
}
