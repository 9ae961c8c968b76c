package dev.twokey.chatops;

import static dev.twokey.chatops.Cast.BEN;
import static dev.twokey.chatops.Cast.CHI;

import dev.twokey.action.Outcome;
import dev.twokey.chat.Card;
import dev.twokey.gameday.DrillDraft;
import dev.twokey.gameday.DrillRun;
import dev.twokey.guard.Judgement;
import dev.twokey.guard.Verdict;
import dev.twokey.operation.Ending;
import dev.twokey.operation.OperationEvent;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The card of a drill in each of its states. */
final class DrillScenes {
  private final Map<String, Card> cards = new LinkedHashMap<>();

  private DrillScenes() {}

  static Map<String, Card> all() {
    DrillScenes scenes = new DrillScenes();
    scenes.asking();
    scenes.running();
    scenes.over();
    return scenes.cards;
  }

  private void put(String name, DrillRun run) {
    cards.put("drill-" + name, OperationCards.card(run.state(), Cast.facts(), run.now()));
  }

  private void asking() {
    OperationEvent judged =
        new OperationEvent.Judged(
            List.of(
                Restart.allow("role", "ana is responder"),
                Restart.allow("lock", "lock free"),
                Restart.allow("backup_freshness", "newest backup 95 min old"),
                new Judgement("cooldown", new Verdict.NotAsked())),
            false);
    put(
        "confirming",
        DrillRun.asked("prod")
            .with(
                2,
                judged,
                new OperationEvent.ConfirmationAsked("KILL-PROD", DrillRun.T0.plusSeconds(600))));
    put(
        "approving",
        DrillRun.asked("prod")
            .with(
                2,
                judged,
                new OperationEvent.ApprovalAsked(
                    Restart.ONE_APPROVER, List.of(BEN, CHI), DrillRun.T0.plusSeconds(900))));
    put("refused", refused());
  }

  private static DrillRun refused() {
    Problem backup =
        new Problem(
            ErrorCode.BACKUP_STALE,
            "The newest backup is 31 h old, of 2026-11-21T07:02:11Z; the policy wants at most 24"
                + " h.",
            "Make a backup, then ask again.");
    Problem role =
        new Problem(
            ErrorCode.ROLE_MISSING,
            "ana doesn't have the role 'game_master', which prod asks for.",
            "Ask somebody who has it, or ask for the role in people.yaml.");
    return DrillRun.asked("prod")
        .with(
            2,
            new OperationEvent.Judged(
                List.of(
                    new Judgement("role", new Verdict.Deny(role)),
                    Restart.allow("lock", "lock free"),
                    new Judgement("backup_freshness", new Verdict.Deny(backup)),
                    new Judgement(
                        "confirmation",
                        new Verdict.NeedsConfirmation("KILL-PROD", "type KILL-PROD")),
                    new Judgement("approval", new Verdict.NeedsApproval(Restart.ONE_APPROVER))),
                false),
            new OperationEvent.Ended(Ending.REFUSED, Optional.empty(), Optional.of(role)));
  }

  private void running() {
    put("starting", DrillRun.asked().authorised().with(1));
    put("armed", DrillRun.armed().with(1));
    put("injected", DrillRun.armed().act(DrillDraft.INJECT, 1, false).with(2));
    put("detected", DrillRun.detected().with(37));
    put("undoing", DrillRun.detected().detect(6).undoing(2).with(9));
    put("stopped-undoing", DrillRun.detected().aborted(3).undoing(2).with(4));
    put("undo-does-not-work", DrillRun.detected().detect(6).undoFails(3));
  }

  private void over() {
    put("passed", withReadings().detect(6).undo(2, 31).disarm().end(Ending.SUCCEEDED));
    put(
        "deviated",
        DrillRun.armed()
            .act(DrillDraft.INJECT, 1, false)
            .named(4, DrillRun.OTHER)
            .named(5, DrillRun.TRUTH)
            .detect(0)
            .undo(2, 200)
            .disarm()
            .end(Ending.SUCCEEDED));
    put("stopped", DrillRun.detected().aborted(3).undo(2, 12).disarm().end(Ending.ABORTED));
    put(
        "not-steady",
        DrillRun.asked()
            .authorised()
            .look(DrillDraft.STEADY, 120, false)
            .end(
                Ending.FAILED,
                Optional.of(
                    new Problem(
                        ErrorCode.VERIFY_FAILED,
                        "'steady state before' was not verified in time: queues.ok does not hold.",
                        "Look at the target; the by-hand line is on the card."))));
    put(
        "taken-over",
        DrillRun.detected()
            .detect(6)
            .undoFails(3)
            .with(40)
            .end(
                Ending.TAKEN_OVER,
                DrillRun.problem("chi took it over: the host is being replaced")));
    put("inject-unknown", DrillRun.injectUnknown());
    Problem no =
        new Problem(
            ErrorCode.SYSTEM_REFUSED, "The host refuses to stop the unit.", "Look at its log.");
    put(
        "not-injected",
        DrillRun.armed()
            .act(DrillDraft.INJECT, 1, new Outcome.Refused(no), true)
            .undoBegins(Ending.FAILED, Optional.of(no))
            .undo(1, 3)
            .disarm()
            .end(Ending.FAILED));
  }

  /** A drill whose readings make a picture: the queue grows while nobody answers. */
  private static DrillRun withReadings() {
    DrillRun run = DrillRun.armed().read(0, started(true), depth(12));
    run.act(DrillDraft.INJECT, 1, false).read(2, started(false), Map.of());
    run.named(2, DrillRun.TRUTH);
    for (int i = 0; i < 8; i++) {
      run.read(2, started(false), i < 2 ? Map.of() : depth(40 + 55L * i));
    }
    return run.read(1, started(true), depth(431)).read(3, started(true), depth(120));
  }

  private static Map<String, Object> started(boolean yes) {
    return Map.of("started", yes, "answered", yes);
  }

  private static Map<String, Object> depth(long messages) {
    return Map.of("messages", messages, "consumers", 1L);
  }
}
