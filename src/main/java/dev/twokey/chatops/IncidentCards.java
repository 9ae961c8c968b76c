package dev.twokey.chatops;

import dev.twokey.chat.Button.Style;
import dev.twokey.chat.Card;
import dev.twokey.chat.Tone;
import dev.twokey.incident.Incident;
import java.time.Instant;
import java.util.Optional;

/** The card of an incident. */
public final class IncidentCards {
  private IncidentCards() {}

  /** Returns the card of an incident as it is now. */
  public static Card card(Incident incident, Facts facts, Instant now) {
    return switch (incident) {
      case Incident.None(var id) ->
          new CardDraft(Optional.empty(), Tone.NEUTRAL, "incident " + id, "not declared").done();
      case Incident.Open open -> said(open, open(open, facts, now), facts, now);
      case Incident.Closed closed -> said(closed.was(), closed(closed, facts, now), facts, now);
    };
  }

  private static Card said(Incident.Open open, Card card, Facts facts, Instant now) {
    return open.automatic()
        ? card
        : card.answering(
            Words.said(facts.name(open.by(), now), "/incident open " + open.title(), open.at()));
  }

  private static Card open(Incident.Open open, Facts facts, Instant now) {
    String by =
        open.automatic()
            ? "by Twokey, for what " + facts.name(open.by(), now) + " asked"
            : "by " + facts.name(open.by(), now) + " " + Words.time(open.at(), now);
    return new CardDraft(
            Optional.of(facts.tag(open.environment())),
            open.automatic() ? Tone.ATTENTION : Tone.BAD,
            open.title(),
            "OPEN INCIDENT")
        .aside("since " + Words.since(open.faultStarted(), now))
        .field("Opened", by)
        .field("Timeline", "all that is typed in this channel · /incident note TEXT adds to it")
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
                + (was.automatic() ? "Twokey for " : "")
                + facts.name(was.by(), now)
                + ", closed by "
                + facts.name(closed.by(), now))
        .button(Buttons.typing("/export " + was.id(), "Export the timeline", Style.PRIMARY))
        .foot("incident " + was.id(), facts.record())
        .done();
  }
}
