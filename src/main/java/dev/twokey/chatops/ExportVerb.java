package dev.twokey.chatops;

import dev.twokey.incident.Incident;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.util.List;
import java.util.Optional;

/** {@code /export [INCIDENT]}: the incident's timeline as a file; without a name the channel's. */
final class ExportVerb implements Verb {
  private final Board board;

  ExportVerb(Board board) {
    this.board = board;
  }

  @Override
  public Routed route(Invocation in) {
    Optional<String> incident = in.argument("incident").or(() -> board.incidentOf(in.where()));
    if (incident.isEmpty() || board.incident(incident.get()).isEmpty()) {
      return Routed.refused(
          ErrorCode.INCIDENT_UNKNOWN,
          incident
              .map(i -> "There is no incident " + i + ".")
              .orElse("No incident is open in this channel."),
          "Write /export INCIDENT with the id that stands on the incident's card.");
    }
    Optional<Problem> hidden =
        environment(board.incident(incident.get()).orElseThrow())
            .flatMap(e ->
                Rooms.hidden(
                    in.setup().policy(), in.setup().inventory(), e, in.where(), in.audience()));
    if (hidden.isPresent()) {
      return Routed.refused(hidden.get());
    }
    return new Routed.File(
        new Routed.Answer(
            Optional.empty(),
            "Export of incident " + incident.get(),
            List.of("The timeline is attached as Markdown and JSON."),
            List.of(),
            Optional.empty()),
        incident.get());
  }

  private static Optional<String> environment(Incident incident) {
    return switch (incident) {
      case Incident.None _ -> Optional.empty();
      case Incident.Open open -> Optional.of(open.environment());
      case Incident.Closed closed -> Optional.of(closed.was().environment());
    };
  }
}
