package dev.twokey.chatops;

import dev.twokey.journal.Recorded;
import dev.twokey.problem.Problem;
import dev.twokey.timeline.Kind;
import dev.twokey.timeline.Mark;
import dev.twokey.timeline.OtherEvents;
import dev.twokey.timeline.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells the timeline of requests that were answered at once: help, questions, and all refusals. */
public final class ToldRequests implements OtherEvents {
  @Override
  public Optional<Told> tell(Recorded recorded) {
    return recorded.event() instanceof RequestEvent event
        ? Optional.of(tell(event))
        : Optional.empty();
  }

  private static Told tell(RequestEvent event) {
    return switch (event) {
      case RequestEvent.RequestAnswered e -> answered(e);
    };
  }

  private static Told answered(RequestEvent.RequestAnswered e) {
    List<String> evidence = new ArrayList<>();
    evidence.add("answer: " + e.why().map(Problem::line).orElse(e.title()));
    e.why().ifPresent(why -> evidence.add("code " + why.code().label()));
    evidence.add("by the account " + e.account() + " in " + e.where());
    return new Told(
        e.incident(),
        Optional.of(e.where()),
        e.environment().orElse(""),
        e.why().isPresent() ? Kind.REFUSAL : Kind.COMMAND,
        (e.why().isPresent() ? "refused: " : "asked: ") + e.text(),
        evidence,
        e.why().isPresent() ? Set.of(Mark.REFUSED) : Set.of(),
        Optional.empty());
  }
}
