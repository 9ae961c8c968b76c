package dev.twokey.runbook;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes task lists: finds out what each item names. */
final class TaskLinker {
  private static final Set<Link.Kind> KINDS =
      EnumSet.of(
          Link.Kind.CHECK,
          Link.Kind.CAUSE,
          Link.Kind.ACTION,
          Link.Kind.DRILL,
          Link.Kind.TASKS,
          Link.Kind.RUNBOOK);

  private TaskLinker() {}

  static Map<String, TaskList> link(Draft draft, Links links) {
    Map<String, TaskList> lists = new LinkedHashMap<>();
    for (Draft.Tasks tasks : draft.taskLists()) {
      String id = draft.id() + "." + tasks.name();
      lists.put(
          tasks.name(),
          new TaskList(
              id, tasks.title(), tasks.at().line(), items(draft, tasks.items(), id, links)));
    }
    return lists;
  }

  private static List<TaskList.Item> items(
      Draft draft, List<Draft.Task> tasks, String above, Links links) {
    List<TaskList.Item> items = new ArrayList<>();
    for (Draft.Task task : tasks) {
      String key = above + "/" + (items.size() + 1);
      Optional<Link> link =
          task.names().flatMap(n -> links.find(draft, n, task.at().plus(0, 4), KINDS));
      items.add(
          new TaskList.Item(
              key, task.at().line(), task.text(), link, items(draft, task.items(), key, links)));
    }
    return items;
  }
}
