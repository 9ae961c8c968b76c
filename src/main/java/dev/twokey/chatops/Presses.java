package dev.twokey.chatops;

import dev.twokey.approval.Review;
import dev.twokey.chat.Inbound;
import dev.twokey.checklist.ChecklistDecider;
import dev.twokey.checklist.ChecklistInput;
import dev.twokey.diagnosis.Diagnosis;
import dev.twokey.operation.OperationDecider;
import dev.twokey.operation.OperationInput;
import dev.twokey.people.PersonId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns a pressed button into what it means. The stored state decides whether it still counts. */
final class Presses {
  private final Setup setup;
  private final Board board;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /** Routes a text as if it had been typed. */
  interface Typed {
    Routed route(String text, Inbound inbound, PersonId by);
  }

  Presses(Setup setup, Board board, InstantSource clock, Supplier<String> ids) {
    this.setup = setup;
    this.board = board;
    this.clock = clock;
    this.ids = ids;
  }

  Routed route(Inbound.Click click, PersonId by, Typed typed) {
    Optional<Press> press = Buttons.decode(click.button());
    if (press.isEmpty()) {
      return Routed.refused(Desk.meaningless());
    }
    String reason = click.inputs().getOrDefault("reason", "");
    return switch (press.get()) {
      case Press.Approve(var operation, var hash) ->
          to(operation, sign(click, by, hash, true, reason));
      case Press.Deny(var operation, var hash) ->
          to(operation, sign(click, by, hash, false, reason));
      case Press.Confirm(var operation, var hash) ->
          to(
              operation,
              new OperationInput.Confirm(
                  by, hash, click.inputs().getOrDefault("phrase", ""), click.proof().byPasskey()));
      case Press.Withdraw(var operation) ->
          to(operation, new OperationInput.Abort(by, "withdrawn"));
      case Press.Abort(var operation) ->
          to(
              operation,
              new OperationInput.Abort(by, reason.isBlank() ? "stopped from the card" : reason));
      case Press.BreakGlass(var operation, _) ->
          to(
              operation,
              new OperationInput.BreakGlass(
                  by, click.inputs().getOrDefault("code", ""), reason, click.proof().byPasskey()));
      case Press.SettleDone(var operation) -> to(operation, new OperationInput.Settle(by, true));
      case Press.SettleNotDone(var operation) ->
          to(operation, new OperationInput.Settle(by, false));
      case Press.TakeOver(var operation) ->
          to(
              operation,
              new OperationInput.TakeOver(
                  by, reason.isBlank() ? "taken over from the card" : reason));
      case Press.Mitigate(var diagnosis, var action) ->
          new MitigateVerb(board, clock, ids).route(setup, click, by, diagnosis, action);
      case Press.Steps(var diagnosis, var tasks) ->
          lists().fromDiagnosis(click, by, diagnosis, tasks);
      case Press.Tick(var list, var task) -> list(list, new ChecklistInput.Tick(by, task));
      case Press.Reopen(var list, var task) -> list(list, new ChecklistInput.Reopen(by, task));
      case Press.Skip(var list, var task) -> list(list, new ChecklistInput.Skip(by, task, reason));
      case Press.DoTask(var list, var task) -> lists().doTask(click, by, list, task);
      case Press.Watch(var list) -> list(list, new ChecklistInput.Watch(by));
      case Press.CloseList(var list) -> list(list, new ChecklistInput.Close(by, reason));
      case Press.CheckAgain(var diagnosis) -> again(diagnosis, click, by, typed);
      case Press.ApproveTrust _,
          Press.DenyTrust _,
          Press.AskTrustAgain _,
          Press.ApproveGrant _,
          Press.DenyGrant _,
          Press.EndGrant _ ->
          new TrustPresses(clock).route(press.get(), click, by, reason);
      case Press.RunCommand(var text) -> typed.route(text, click, by);
      case Press.ShowPlan(var operation) -> new PlanAnswer(board).route(operation);
    };
  }

  private Routed again(String diagnosis, Inbound.Click click, PersonId by, Typed typed) {
    Optional<Diagnosis> found = board.diagnosis(diagnosis);
    if (found.isEmpty() || found.get().question().isEmpty()) {
      return Routed.refused(Desk.meaningless());
    }
    var question = found.get().question().get();
    return typed.route("/diagnose " + question.subject() + " " + question.environment(), click, by);
  }

  private OperationInput sign(
      Inbound.Click click, PersonId by, String hash, boolean approves, String reason) {
    return new OperationInput.Sign(
        new Review(
            by, click.by(), approves, hash, reason, clock.instant(), click.proof().byPasskey()));
  }

  private ChecklistVerb lists() {
    return new ChecklistVerb(setup, board, clock, ids);
  }

  private static Routed list(String list, ChecklistInput input) {
    return Routed.To.of(ChecklistDecider.stream(list), input);
  }

  private static Routed to(String operation, OperationInput input) {
    return Routed.To.of(OperationDecider.stream(operation), input);
  }
}
