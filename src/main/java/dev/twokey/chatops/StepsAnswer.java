package dev.twokey.chatops;

import dev.twokey.problem.ErrorCode;
import dev.twokey.runbook.TaskList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows a task list of a runbook: steps that people do. */
final class StepsAnswer {
  private final Setup setup;

  StepsAnswer(Setup setup) {
    this.setup = setup;
  }

  Routed route(String tasks) {
    Optional<TaskList> list = setup.runbooks().tasks(tasks);
    if (list.isEmpty()) {
      return Routed.refused(
          ErrorCode.NOT_FOUND,
          "The steps '" + tasks + "' are not in the runbooks any more.",
          "See /runbook.");
    }
    List<String> lines = new ArrayList<>();
    add(list.get().items(), "", lines);
    return new Routed.Answer(
        Optional.empty(), list.get().title(), lines, List.of(), Optional.empty());
  }

  private static void add(List<TaskList.Item> items, String indent, List<String> lines) {
    for (TaskList.Item item : items) {
      lines.add(indent + "[ ] " + item.text());
      add(item.items(), indent + "    ", lines);
    }
  }
}
