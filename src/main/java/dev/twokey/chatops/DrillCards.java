package dev.twokey.chatops;

import dev.twokey.chat.Button.Style;
import dev.twokey.chat.Card;
import dev.twokey.chat.Tone;
import dev.twokey.gameday.DrillDraft;
import dev.twokey.gameday.Grading;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.operation.StepLog;
import dev.twokey.plan.DrillFacts;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The card of a drill from its start on: progress with the marks, then the report. */
public final class DrillCards {
  private final Operation operation;
  private final Facts facts;
  private final Instant now;
  private final DrillSteps steps;
  private final AuthorityParts who;

  private DrillCards(Operation operation, Facts facts, Instant now) {
    this.operation = operation;
    this.facts = facts;
    this.now = now;
    this.steps = new DrillSteps(operation, Grading.of(operation), now);
    this.who = new AuthorityParts(operation, facts, now);
  }

  /** Returns the card of a drill that runs or is undone. */
  public static Card running(Operation operation, Facts facts, Instant now) {
    return new DrillCards(operation, facts, now).running();
  }

  /** Returns the report of a drill that is over. */
  public static Card report(Operation operation, Facts facts, Instant now) {
    return new DrillReport(operation, facts, now).card();
  }

  /** Begins the card of a drill. */
  static CardDraft draft(Operation operation, Facts facts, Tone tone, String verdict) {
    DrillFacts drill = DrillParts.facts(operation.plan());
    String says = drill.says().isEmpty() ? "" : ": " + drill.says();
    return OperationCards.draft(operation, facts, tone, DrillParts.name(drill) + says, verdict);
  }

  private Card running() {
    boolean stuck = operation.phase() instanceof Phase.Resting;
    CardDraft card =
        draft(operation, facts, stuck ? Tone.BAD : Tone.ATTENTION, verdict())
            .aside(heals(), who.brief());
    early(card);
    card.progress(steps.progress());
    if (stuck) {
      stuck(card);
    } else if (operation.phase() instanceof Phase.Proving) {
      card.button(Buttons.of(new Press.Withdraw(operation.id()), "Withdraw", Style.PLAIN));
    } else if (operation.afterUndo().isEmpty() && operation.abort().isEmpty()) {
      String label = isBroken() ? "Stop and undo now" : "Stop";
      card.button(Buttons.of(new Press.Abort(operation.id()), label, Style.DANGER));
    }
    return card.foot(OperationCards.foot(operation, facts)).done();
  }

  private String verdict() {
    if (operation.phase() instanceof Phase.Proving) {
      return "STARTING";
    } else if (operation.phase() instanceof Phase.Resting) {
      return "THE UNDO DID NOT WORK YET";
    } else if (operation.afterUndo().isPresent()) {
      return steps.acted(DrillDraft.UNDO).isPresent()
          ? "UNDONE, waiting for the steady state"
          : "UNDOING";
    }
    return steps
        .injected()
        .map(at -> "INJECTED " + Words.since(at, now))
        .orElse(operation.abort().isPresent() ? "STOPPING" : "RUNNING, nothing is broken yet");
  }

  /** Says why the drill does not go on to its end. */
  private void early(CardDraft card) {
    Optional<Operation.Abort> abort = operation.abort();
    Optional<Problem> why = operation.afterUndo().flatMap(Operation.AfterUndo::why);
    if (abort.isPresent()) {
      String line =
          facts.name(abort.get().by(), now)
              + " "
              + Words.time(abort.get().at(), now)
              + ": “"
              + abort.get().reason()
              + "”";
      card.field("Stopped by", Tone.ATTENTION, List.of(line));
    } else if (why.isPresent()) {
      card.field("Ends early", Tone.ATTENTION, List.of(Words.sentence(why.get().what())));
    }
  }

  /** The undo is tried for ever; a person can see to it, and can take it over. */
  private void stuck(CardDraft card) {
    PlanParts plan = new PlanParts(operation.plan());
    card.says("The fault may still be there. The undo is tried again until it works.")
        .field("By hand", Tone.BAD, plan.undoByHand())
        .button(
            Buttons.asking(
                new Press.TakeOver(operation.id()),
                "Take over…",
                Style.DANGER,
                "Take over " + plan.targets(),
                "Twokey stops trying to undo it; you see to it that the fault is gone. It is on"
                    + " record.",
                "Take over",
                Buttons.reason("Why")));
  }

  /** Returns when the target's own timer undoes it, as long as that may be needed. */
  private String heals() {
    Optional<Instant> armed =
        steps
            .log(DrillDraft.ARM)
            .filter(l -> l.state() == StepLog.State.DONE)
            .flatMap(StepLog::acted);
    if (armed.isEmpty() || !isBroken() || steps.acted(DrillDraft.UNDO).isPresent()) {
      return "";
    }
    Instant fires = armed.get().plus(DrillParts.timer(operation.plan()));
    return "heals by itself " + Words.until(fires, now);
  }

  /** Returns whether the fault may be there: its injection was begun. */
  private boolean isBroken() {
    return steps.log(DrillDraft.INJECT).isPresent();
  }
}
