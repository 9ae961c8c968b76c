package dev.twokey.chatops;

import dev.twokey.chat.Button;
import dev.twokey.chat.Button.Style;
import dev.twokey.chat.Card;
import dev.twokey.chat.Tone;
import dev.twokey.gameday.DrillDraft;
import dev.twokey.gameday.Grading;
import dev.twokey.gameday.Report;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.operation.StepLog;
import dev.twokey.plan.DrillFacts;
import dev.twokey.plan.Step;
import dev.twokey.problem.DurationText;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The card of a drill from its start on: progress with the marks, then the report. */
public final class DrillCards {
  private final Operation operation;
  private final DrillFacts drill;
  private final Facts facts;
  private final Instant now;
  private final Report report;
  private final AuthorityParts who;

  private DrillCards(Operation operation, Facts facts, Instant now) {
    this.operation = operation;
    this.drill = DrillParts.facts(operation.plan());
    this.facts = facts;
    this.now = now;
    this.report = Grading.of(operation);
    this.who = new AuthorityParts(operation, facts, now);
  }

  /** Returns the card of a drill that runs or is undone. */
  public static Card running(Operation operation, Facts facts, Instant now) {
    return new DrillCards(operation, facts, now).running();
  }

  /** Returns the report of a drill that is over. */
  public static Card report(Operation operation, Facts facts, Instant now) {
    return new DrillCards(operation, facts, now).report();
  }

  // ---- while it runs

  private Card running() {
    boolean undoing = operation.afterUndo().isPresent();
    boolean resting = operation.phase() instanceof Phase.Resting;
    CardDraft card =
        draft(resting ? Tone.BAD : Tone.ATTENTION, verdict()).aside(heals(), who.brief());
    operation
        .abort()
        .ifPresent(a ->
            card.field(
                "Stopped by",
                Tone.ATTENTION,
                List.of(
                    facts.name(a.by(), now)
                        + " "
                        + Words.time(a.at(), now)
                        + ": “"
                        + a.reason()
                        + "”")));
    operation
        .afterUndo()
        .flatMap(Operation.AfterUndo::why)
        .ifPresent(
            why -> card.field("Ends early", Tone.ATTENTION, List.of(Words.sentence(why.what()))));
    card.progress(progress());
    if (resting) {
      stuck(card);
    } else if (!undoing && operation.abort().isEmpty() && operation.isRunning()) {
      card.button(
          Buttons.of(
              new Press.Abort(operation.id()),
              isBroken() ? "Stop and undo now" : "Stop",
              Style.DANGER));
    } else if (operation.phase() instanceof Phase.Proving) {
      card.button(Buttons.of(new Press.Withdraw(operation.id()), "Withdraw", Style.PLAIN));
    }
    return card.foot(OperationCards.foot(operation, facts)).done();
  }

  private String verdict() {
    if (operation.phase() instanceof Phase.Proving) {
      return "STARTING";
    } else if (operation.phase() instanceof Phase.Resting) {
      return "THE UNDO DID NOT WORK YET";
    } else if (operation.afterUndo().isPresent()) {
      return acted(DrillDraft.UNDO).isPresent()
          ? "UNDONE, waiting for the steady state"
          : "UNDOING";
    }
    return injected()
        .map(at -> "INJECTED " + Words.clock(Duration.between(at, now)) + " ago")
        .orElse(operation.abort().isPresent() ? "STOPPING" : "RUNNING, nothing is broken yet");
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

  /** Returns when the target's own timer undoes it, as long as it may. */
  private String heals() {
    boolean undone =
        operation.log().stream()
            .anyMatch(l -> l.cursor().lastly() && l.state() == StepLog.State.DONE);
    Optional<Instant> armed =
        log(DrillDraft.ARM).filter(l -> l.state() == StepLog.State.DONE).flatMap(StepLog::acted);
    if (undone || armed.isEmpty() || !isBroken()) {
      return "";
    }
    return "heals by itself in "
        + Words.clock(Duration.between(now, armed.get().plus(drill.lasts())));
  }

  private Card.Progress progress() {
    StepParts parts = new StepParts(operation, now);
    List<Card.Step> steps = new ArrayList<>();
    for (boolean lastly : new boolean[] {false, true}) {
      List<Step> planned = operation.steps(lastly);
      for (int i = 0; i < planned.size(); i++) {
        Phase.Cursor cursor = new Phase.Cursor(lastly, i);
        steps.add(
            new Card.Step(
                text(planned.get(i)), parts.state(cursor), note(planned.get(i), cursor, parts)));
      }
    }
    return new Card.Progress(steps, parts.progress().line());
  }

  private String text(Step step) {
    return switch (step.id()) {
      case DrillDraft.STEADY -> "steady state before";
      case DrillDraft.ARM -> "timer armed on the target: it undoes the fault by itself";
      case DrillDraft.INJECT -> "inject: " + DrillParts.how(operation.plan(), DrillDraft.INJECT);
      case DrillDraft.DETECT -> "detect: “" + Words.words(drill.cause()) + "” must be named";
      case DrillDraft.WAIT -> "wait for the recovery";
      case DrillDraft.UNDO ->
          "undo: " + DrillParts.how(operation.plan(), DrillDraft.UNDO) + ", then steady again";
      case DrillDraft.DISARM -> "timer taken away";
      default -> step.title();
    };
  }

  private String note(Step step, Phase.Cursor cursor, StepParts parts) {
    Optional<StepLog> log = operation.log(cursor);
    if (log.isEmpty() || parts.state(cursor) != Card.StepState.DONE) {
      return parts.note(cursor);
    }
    return switch (step.id()) {
      case DrillDraft.DETECT -> Words.dots(after(report.detectedAfter()), named());
      case DrillDraft.UNDO ->
          Words.dots(
              acted(DrillDraft.UNDO).map(at -> Words.time(at, now)).orElse(""),
              report
                  .recoveredAfter()
                  .map(d -> "steady " + after(report.recoveredAfter()))
                  .orElse(""));
      default -> log.get().acted().or(log.get()::ended).map(at -> Words.time(at, now)).orElse("");
    };
  }

  private static String after(Optional<Duration> after) {
    return after.map(d -> "+" + DurationText.of(d)).orElse("");
  }

  // ---- when it is over

  private Card report() {
    CardDraft card =
        draft(
                switch (report.grade()) {
                  case PASSED -> Tone.GOOD;
                  case DEVIATED, ABORTED, RUNNING -> Tone.ATTENTION;
                },
                switch (report.grade()) {
                  case PASSED -> "PASSED, all as expected";
                  case DEVIATED -> "DEVIATED: " + Words.count(report.findings().size(), "finding");
                  case ABORTED -> injected().isPresent() ? "STOPPED" : "NOT INJECTED";
                  case RUNNING -> "RUNNING";
                })
            .aside(ended(), took());
    why().ifPresent(why -> card.says(Words.sentence(why.what())).field("You can", why.advice()));
    injected()
        .ifPresent(at -> {
          card.field("Injected", Words.time(at, now));
          card.field("Detected", detected());
          card.field("First cause", firstCause());
          card.field("Recovered", recovered());
        });
    card.field("Findings", Tone.ATTENTION, report.findings());
    card.field("Who", Tone.NEUTRAL, who.lines());
    DrillChart.of(operation, report).ifPresent(card::detail);
    card.detail(steps());
    return card.button(again()).foot(OperationCards.foot(operation, facts)).done();
  }

  private Optional<Problem> why() {
    return operation.phase() instanceof Phase.Ended(_, var why, _) ? why : Optional.empty();
  }

  private String detected() {
    return report
        .detectedAfter()
        .map(d -> DurationText.of(d) + " after the inject" + atMost(drill.detectedWithin()))
        .orElse("not within " + DurationText.of(drill.detectedWithin()));
  }

  private String named() {
    String first = String.join(", ", report.firstCauses().stream().map(Words::words).toList());
    return first.isEmpty() ? "" : "named: " + first;
  }

  private String firstCause() {
    if (report.firstCauses().isEmpty()) {
      return "";
    }
    String first = String.join(", ", report.firstCauses().stream().map(Words::words).toList());
    return first
        + (report.rightCauseFirst()
            ? " (right)"
            : " (wrong: it was " + Words.words(drill.cause()) + ")");
  }

  private String recovered() {
    return report
        .recoveredAfter()
        .map(d ->
            "steady "
                + DurationText.of(d)
                + " after the undo"
                + acted(DrillDraft.UNDO).map(at -> " at " + Words.time(at, now)).orElse("")
                + atMost(drill.recoveredWithin()))
        .orElse("not seen");
  }

  private static String atMost(Duration limit) {
    return " (at most " + DurationText.of(limit) + ")";
  }

  private String ended() {
    return operation.phase() instanceof Phase.Ended(_, _, var at) ? Words.time(at, now) : "";
  }

  private String took() {
    Optional<Instant> began = operation.log().stream().map(StepLog::began).min(Instant::compareTo);
    return operation.phase() instanceof Phase.Ended(_, _, var at)
        ? began.map(b -> "took " + Words.span(b, at)).orElse("")
        : "";
  }

  private Card.Detail steps() {
    List<List<String>> rows =
        progress().steps().stream()
            .map(s ->
                List.of(
                    s.text(),
                    Words.words(s.state().name()).toLowerCase(java.util.Locale.ROOT),
                    s.note()))
            .toList();
    return new Card.Detail.Table("Steps", List.of("step", "state", "when"), rows);
  }

  private Optional<Button> again() {
    return Buttons.typing(operation.request().text().strip(), "Run it again", Style.PLAIN);
  }

  // ---- small parts

  private CardDraft draft(Tone tone, String verdict) {
    String says = drill.says().isEmpty() ? "" : ": " + drill.says();
    return OperationCards.draft(operation, facts, tone, DrillParts.name(drill) + says, verdict);
  }

  private Optional<Instant> injected() {
    return mark("inject");
  }

  private Optional<Instant> mark(String name) {
    return report.marks().stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .flatMap(Report.Mark::at);
  }

  /** Returns whether the fault may be there: its injection was begun. */
  private boolean isBroken() {
    return log(DrillDraft.INJECT).isPresent();
  }

  private Optional<Instant> acted(String step) {
    return log(step).filter(l -> l.state() != StepLog.State.ACTING).flatMap(StepLog::acted);
  }

  private Optional<StepLog> log(String step) {
    return operation.log().stream()
        .filter(l -> operation.step(l.cursor()).id().equals(step))
        .findFirst();
  }
}
