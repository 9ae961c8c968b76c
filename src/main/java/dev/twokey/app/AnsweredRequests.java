package dev.twokey.app;

import dev.twokey.chatops.RequestEvent;
import dev.twokey.journal.Recorded;
import dev.twokey.timeline.Kind;
import dev.twokey.timeline.Mark;
import dev.twokey.timeline.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives the timeline text for requests that were answered at once, refused ones too. */
final class AnsweredRequests {
  private AnsweredRequests() {}

  static Optional<Told> tell(Recorded recorded) {
    if (!(recorded.event() instanceof RequestEvent.RequestAnswered answered)) {
      return Optional.empty();
    }
    return Optional.of(
        new Told(
            answered.incident(),
            Optional.of(answered.where()),
            answered.environment().orElse(""),
            answered.why().isPresent() ? Kind.REFUSAL : Kind.COMMAND,
            answered.text()
                + answered
                    .why()
                    .map(w -> " was refused: " + w.what())
                    .orElse(": " + answered.title()),
            evidence(answered),
            answered.why().isPresent() ? Set.of(Mark.REFUSED) : Set.of(),
            Optional.empty()));
  }

  private static List<String> evidence(RequestEvent.RequestAnswered answered) {
    List<String> lines = new ArrayList<>();
    answered
        .why()
        .ifPresent(why -> {
          lines.add(why.advice());
          lines.add("code " + why.code().label());
        });
    lines.add("by the account " + answered.account() + " in " + answered.where());
    lines.removeIf(String::isBlank);
    return lines;
  }
}
