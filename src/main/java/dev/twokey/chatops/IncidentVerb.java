package dev.twokey.chatops;

import dev.twokey.incident.IncidentDecider;
import dev.twokey.incident.IncidentInput;
import dev.twokey.problem.ErrorCode;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code /incident open TITLE}, {@code /incident note TEXT}, {@code /incident started TIME}, {@code
 * /incident close}.
 */
final class IncidentVerb implements Verb {
  private static final int TEXT_MAX = 2_000;

  private final Board board;

  IncidentVerb(Board board) {
    this.board = board;
  }

  @Override
  public Routed route(Invocation in) {
    String what = in.argument("do").orElse("");
    String text = in.argument("text").orElse("");
    if (text.length() > TEXT_MAX) {
      return Routed.refused(
          ErrorCode.LIMIT_EXCEEDED,
          "The text has " + text.length() + " characters, the limit is " + TEXT_MAX + ".",
          "Shorten it.");
    } else if (text.isBlank() && !what.equals("close")) {
      return Routed.refused(
          ErrorCode.ARGUMENT_MISSING,
          "/incident " + what + " needs a text.",
          switch (what) {
            case "open" -> "Say what is wrong in a few words.";
            case "started" -> TimeWords.HOW;
            default -> "Write what should be on record.";
          });
    } else if (what.equals("open")) {
      return Routed.To.of(
          IncidentDecider.stream(in.id()),
          new IncidentInput.Open(
              text, in.environmentName(), in.by(), in.where().top(), in.setup().demo()));
    }
    if (what.equals("started")) {
      return started(in, text);
    }
    Optional<String> incident = board.incidentOf(in.where());
    if (incident.isEmpty()) {
      return none();
    }
    return Routed.To.saying(
        IncidentDecider.stream(incident.get()),
        what.equals("note")
            ? new IncidentInput.Note(in.by(), text)
            : new IncidentInput.Close(in.by()),
        board.environmentOf(in.where()).orElseGet(in::environmentName),
        (what.equals("note") ? "Noted in the incident " : "Closed: the incident ")
            + incident.get());
  }

  /** The fault's time is often found out after the end, so the last incident here is meant then. */
  private Routed started(Invocation in, String text) {
    Optional<String> incident =
        board
            .incidentOf(in.where())
            .or(() -> board.lastClosedIn(in.where()).map(c -> c.was().id()));
    Optional<Instant> time = TimeWords.read(text, in.now());
    if (incident.isEmpty()) {
      return none();
    } else if (time.isEmpty()) {
      return Routed.refused(
          ErrorCode.ARGUMENT_INVALID, "'" + Words.cut(text, 60) + "' is no time.", TimeWords.HOW);
    }
    return Routed.To.of(
        IncidentDecider.stream(incident.get()), new IncidentInput.DateFault(in.by(), time.get()));
  }

  private static Routed none() {
    return Routed.refused(
        ErrorCode.INCIDENT_UNKNOWN,
        "No incident is open in this channel.",
        "Open one with /incident open TITLE.");
  }
}
