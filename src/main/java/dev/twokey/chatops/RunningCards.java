package dev.twokey.chatops;

import dev.twokey.chat.Button.Style;
import dev.twokey.chat.Card;
import dev.twokey.chat.Tone;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The card of an operation that was let run and is not over. */
final class RunningCards {
  private final Operation operation;
  private final Facts facts;
  private final Instant now;
  private final PlanParts plan;
  private final StepParts steps;
  private final AuthorityParts who;

  RunningCards(Operation operation, Facts facts, Instant now) {
    this.operation = operation;
    this.facts = facts;
    this.now = now;
    this.plan = new PlanParts(operation.plan());
    this.steps = new StepParts(operation, now);
    this.who = new AuthorityParts(operation, facts, now);
  }

  Card card() {
    return switch (operation.phase()) {
      case Phase.Proving proving -> proving(proving);
      case Phase.Doubtful doubtful -> doubtful(doubtful);
      case Phase.None _,
          Phase.Drafting _,
          Phase.Weighing _,
          Phase.Confirming _,
          Phase.Approving _,
          Phase.Acting _,
          Phase.Looking _,
          Phase.Resting _,
          Phase.Ended _ ->
          running();
    };
  }

  private Card proving(Phase.Proving proving) {
    return draft(Tone.NEUTRAL, "STARTING")
        .aside(who.brief())
        .says(
            "The evidence is read once more, then it starts; at the latest "
                + Words.time(proving.startBy(), now)
                + ".")
        .field("Will do", Tone.NEUTRAL, plan.willDo())
        .button(Buttons.of(new Press.Withdraw(operation.id()), "Withdraw", Style.PLAIN))
        .foot(OperationCards.foot(operation, facts))
        .done();
  }

  private Card running() {
    boolean undoing = operation.afterUndo().isPresent();
    Optional<Operation.Abort> abort = operation.abort();
    String verdict = undoing ? "UNDOING" : abort.isPresent() ? "STOPPING" : "RUNNING";
    CardDraft card =
        draft(
                undoing || abort.isPresent() ? Tone.ATTENTION : Tone.NEUTRAL,
                Words.dots(verdict, steps.where()))
            .aside(who.brief())
            .field("Will do", Tone.NEUTRAL, plan.willDo());
    abort.ifPresent(a -> card.field("Stopped by", Tone.ATTENTION, List.of(stopped(a))));
    card.progress(steps.progress());
    if (!undoing && abort.isEmpty()) {
      card.button(Buttons.of(new Press.Abort(operation.id()), "Stop", Style.DANGER));
    }
    return card.foot(OperationCards.foot(operation, facts)).done();
  }

  private String stopped(Operation.Abort abort) {
    return facts.name(abort.by(), now)
        + " "
        + Words.time(abort.at(), now)
        + ": “"
        + abort.reason()
        + "”; what was begun is finished first";
  }

  private Card doubtful(Phase.Doubtful doubtful) {
    String step = operation.step(doubtful.cursor()).title();
    boolean seen = doubtful.verified().startsWith("verified");
    CardDraft card =
        draft(Tone.BAD, "OUTCOME UNKNOWN")
            .aside(who.brief())
            .says(
                "Nobody knows what became of “"
                    + step
                    + "”. It is not repeated. A person must say.")
            .field("Seen", doubtful.verified())
            .field("Until then", plan.targets() + " stays locked: nothing else can change it")
            .field("By hand", Tone.NEUTRAL, plan.byHand())
            .progress(steps.progress())
            .button(
                Buttons.of(
                    new Press.SettleDone(operation.id()),
                    "Verified: it was done",
                    seen ? Style.PRIMARY : Style.PLAIN))
            .button(
                Buttons.of(new Press.SettleNotDone(operation.id()), "It was not done", Style.PLAIN))
            .button(takeOver());
    return card.foot(OperationCards.foot(operation, facts)).done();
  }

  private dev.twokey.chat.Button takeOver() {
    return Buttons.asking(
        new Press.TakeOver(operation.id()),
        "Take over…",
        Style.DANGER,
        "Take over " + plan.targets(),
        "This operation ends with its outcome unknown, and the lock is yours to look after. It is"
            + " on record.",
        "Take over",
        Buttons.reason("Why"));
  }

  private CardDraft draft(Tone tone, String verdict) {
    return OperationCards.draft(operation, facts, tone, OperationCards.title(operation), verdict);
  }
}
