package dev.twokey.chatops;

import dev.twokey.chat.Conversation;
import dev.twokey.chat.Inbound;
import dev.twokey.checklist.Checklist;
import dev.twokey.checklist.ChecklistDecider;
import dev.twokey.checklist.ChecklistEvent;
import dev.twokey.checklist.ChecklistInput;
import dev.twokey.checklist.Task;
import dev.twokey.checklist.TaskRef;
import dev.twokey.diagnosis.Diagnosis;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.runbook.Link;
import dev.twokey.runbook.Runbook;
import dev.twokey.runbook.TaskList;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens the task lists of runbooks, and does what their tasks name. */
final class ChecklistVerb {
  private final Setup setup;
  private final Board board;
  private final InstantSource clock;
  private final Supplier<String> ids;

  ChecklistVerb(Setup setup, Board board, InstantSource clock, Supplier<String> ids) {
    this.setup = setup;
    this.board = board;
    this.clock = clock;
    this.ids = ids;
  }

  /** Who asks for a list, and where. */
  record Asker(PersonId by, Account account, Conversation where, String environment) {}

  /** Opens a list that a diagnosis offers, in the environment of that. */
  Routed fromDiagnosis(Inbound.Click click, PersonId by, String diagnosis, String list) {
    return board
        .diagnosis(diagnosis)
        .flatMap(Diagnosis::question)
        .map(q -> new Asker(by, click.by(), click.where(), q.environment()))
        .map(asker -> open(asker, list, Optional.empty()))
        .orElseGet(() -> Routed.refused(Desk.meaningless()));
  }

  /** Opens a list; one that is open in this channel is gone on with. */
  Routed open(Asker asker, String list, Optional<TaskRef> above) {
    Optional<TaskList> tasks = setup.runbooks().tasks(list);
    if (tasks.isEmpty()) {
      return Routed.refused(
          ErrorCode.NOT_FOUND,
          "The list '" + list + "' is not in the runbooks any more.",
          "See /runbook.");
    }
    String runbook =
        setup
            .runbooks()
            .runbook(list.substring(0, list.indexOf('.')))
            .map(Runbook::title)
            .orElse("");
    ChecklistEvent.Opening opening =
        new ChecklistEvent.Opening(
            asker.by(),
            asker.account(),
            asker.where(),
            asker.environment(),
            list,
            tasks.get().title(),
            runbook,
            above,
            setup.demo());
    String id = alreadyOpen(asker, list).map(Checklist::id).orElseGet(ids);
    return Routed.To.of(ChecklistDecider.stream(id), new ChecklistInput.Open(opening));
  }

  private Optional<Checklist> alreadyOpen(Asker asker, String list) {
    return board.openChecklists(asker.where()).stream()
        .filter(c ->
            c.opened()
                .map(Checklist.Opened::opening)
                .filter(o -> o.list().equals(list))
                .filter(o -> o.environment().equals(asker.environment()))
                .isPresent())
        .findFirst();
  }

  /** Asks for the action of a task, or opens the list that it names. */
  Routed doTask(Inbound.Click click, PersonId by, String list, String key) {
    Optional<Checklist> found = board.checklist(list).filter(c -> c.opened().isPresent());
    Optional<Task> task = found.flatMap(c -> c.task(key));
    if (task.isEmpty()) {
      return Routed.refused(Desk.meaningless());
    } else if (!found.get().ready().contains(task.get())) {
      return Routed.refused(
          ErrorCode.STATE_WRONG,
          "This task can't be done now: it is done, left out, or not seen to apply.",
          "Look at the newest card of the list.");
    } else if (task.get().is(Link.Kind.TASKS)) {
      String environment = found.get().opened().orElseThrow().opening().environment();
      return open(
          new Asker(by, click.by(), click.where(), environment),
          task.get().names(),
          Optional.of(new TaskRef(list, key)));
    } else if (task.get().is(Link.Kind.ACTION)) {
      return new MitigateVerb(board, clock, ids).route(setup, click, by, found.get(), task.get());
    }
    return Routed.refused(Desk.meaningless());
  }
}
