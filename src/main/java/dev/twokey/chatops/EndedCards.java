package dev.twokey.chatops;

import dev.twokey.approval.Review;
import dev.twokey.chat.Card;
import dev.twokey.chat.Tone;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.operation.StepLog;
import dev.twokey.plan.Step;
import dev.twokey.plan.Verification;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The card of an operation that is over: what came of it, who, when, how long, and what to do now.
 */
final class EndedCards {
  private static final String UNCHANGED = "Nothing was changed.";

  private final Operation operation;
  private final Facts facts;
  private final Instant now;
  private final AuthorityParts who;

  EndedCards(Operation operation, Facts facts, Instant now) {
    this.operation = operation;
    this.facts = facts;
    this.now = now;
    this.who = new AuthorityParts(operation, facts, now);
  }

  Card card(Phase.Ended ended) {
    CardDraft card =
        switch (ended.ending()) {
          case SUCCEEDED ->
              draft(Tone.GOOD, isVerified() ? "DONE and verified" : "DONE, not verified");
          case REFUSED -> refused(ended);
          case DENIED -> denied(ended);
          case EXPIRED -> unchanged("EXPIRED", ended);
          case WITHDRAWN -> unchanged("WITHDRAWN", ended);
          case SUPERSEDED -> unchanged("SUPERSEDED", ended);
          case FAILED -> told(draft(Tone.BAD, "FAILED"), ended);
          case ABORTED -> told(draft(Tone.ATTENTION, "STOPPED"), ended);
          case NOT_DONE -> told(draft(Tone.ATTENTION, "NOT DONE"), ended);
          case TAKEN_OVER -> told(draft(Tone.ATTENTION, "TAKEN OVER, outcome unknown"), ended);
        };
    steps(card);
    card.field("Who", Tone.NEUTRAL, who.lines());
    card.aside(Words.time(ended.at(), now), took(ended));
    switch (ended.ending()) {
      case SUCCEEDED, TAKEN_OVER -> {}
      case REFUSED, DENIED, EXPIRED, WITHDRAWN, SUPERSEDED, FAILED, ABORTED, NOT_DONE ->
          card.button(OperationCards.again(operation));
    }
    return card.foot(OperationCards.foot(operation, facts)).done();
  }

  private CardDraft refused(Phase.Ended ended) {
    CardDraft card = draft(Tone.BAD, "REFUSED");
    Set<String> reasons = new LinkedHashSet<>();
    Set<String> advice = new LinkedHashSet<>();
    GuardParts guards = new GuardParts(operation.judgements());
    List<Problem> all = new ArrayList<>(guards.denials());
    ended.why().filter(why -> !all.contains(why)).ifPresent(why -> all.addFirst(why));
    all.forEach(why -> {
      reasons.add(why.what());
      advice.add(why.advice());
    });
    return card.says(reasons.toArray(String[]::new))
        .field("You can", advice.toArray(String[]::new))
        .field("Also needed", Words.dots(guards.stillNeeded()))
        .field("Also checked", Tone.NEUTRAL, guards.checked())
        .says(UNCHANGED);
  }

  private CardDraft denied(Phase.Ended ended) {
    Optional<Review> denial =
        operation.reviews().stream().filter(r -> !r.approves()).reduce((_, last) -> last);
    CardDraft card =
        draft(
            Tone.ATTENTION,
            "DENIED" + denial.map(d -> " by " + facts.name(d.by(), now)).orElse(""));
    denial.ifPresent(d -> card.field("Reason", "“" + d.reason() + "”"));
    return card.field("You can", ended.why().map(Problem::advice).orElse("")).says(UNCHANGED);
  }

  private CardDraft unchanged(String verdict, Phase.Ended ended) {
    return draft(Tone.NEUTRAL, verdict)
        .says(ended.why().map(why -> Words.sentence(why.what())).orElse(""))
        .field("You can", ended.why().map(Problem::advice).orElse(""))
        .says(UNCHANGED);
  }

  private CardDraft told(CardDraft card, Phase.Ended ended) {
    card.says(ended.why().map(why -> Words.sentence(why.what())).orElse(""))
        .field("You can", ended.why().map(Problem::advice).orElse(""));
    if (!operation.changed()) {
      return card.says(UNCHANGED);
    }
    PlanParts plan = new PlanParts(operation.plan());
    return card.field("Undo", Tone.NEUTRAL, plan.undo())
        .field("By hand", Tone.NEUTRAL, plan.byHand());
  }

  private void steps(CardDraft card) {
    if (!operation.log().isEmpty()) {
      card.progress(new StepParts(operation, now).progress());
    }
  }

  private boolean isVerified() {
    return operation.plan().draft().steps().stream()
        .allMatch(s -> !(s instanceof Step.Act act && act.verify() instanceof Verification.None));
  }

  private String took(Phase.Ended ended) {
    return operation.log().stream()
        .map(StepLog::began)
        .min(Instant::compareTo)
        .map(began -> "took " + Words.span(began, ended.at()))
        .orElse("");
  }

  private CardDraft draft(Tone tone, String verdict) {
    return OperationCards.draft(operation, facts, tone, OperationCards.title(operation), verdict);
  }
}
