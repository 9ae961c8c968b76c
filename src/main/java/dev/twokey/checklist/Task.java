package dev.twokey.checklist;

import static java.util.Objects.requireNonNull;

import dev.twokey.runbook.Link;
import dev.twokey.runbook.TaskList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One task as it was when its list was opened: an edit of the file changes nothing under way.
 *
 * @param key its place, such as {@code 2.1}
 * @param text for people, with its Markdown
 * @param link what it names; a person ticks it if there is none
 * @param parts whether tasks stand below it
 */
public record Task(String key, String text, Optional<Link> link, boolean parts) {
  public Task {
    requireNonNull(key, "key");
    requireNonNull(text, "text");
    requireNonNull(link, "link");
  }

  /** Returns all tasks of a list, each before those below it. */
  public static List<Task> of(TaskList list) {
    List<Task> tasks = new ArrayList<>();
    add(list.items(), "", tasks);
    return List.copyOf(tasks);
  }

  private static void add(List<TaskList.Item> items, String above, List<Task> tasks) {
    for (int i = 0; i < items.size(); i++) {
      TaskList.Item item = items.get(i);
      String key = above + (i + 1);
      tasks.add(new Task(key, item.text(), item.link(), !item.items().isEmpty()));
      add(item.items(), key + ".", tasks);
    }
  }

  /** Returns how deep it stands: 0 for a task that stands below no other. */
  public int level() {
    return (int) key.chars().filter(c -> c == '.').count();
  }

  /** Returns whether it stands below another. */
  public boolean isBelow(Task other) {
    return key.startsWith(other.key() + ".");
  }

  /** Returns whether it names something of this kind. */
  public boolean is(Link.Kind kind) {
    return link.filter(l -> l.kind() == kind).isPresent();
  }

  /** Returns the id that it names, in the whole folder; empty if it names nothing. */
  public String names() {
    return link.map(Link::id).orElse("");
  }

  /**
   * Returns whether it is ticked itself. One that only heads others, or says when they apply, is
   * done when they are.
   */
  public boolean isTicked() {
    return !parts || !(link.isEmpty() || is(Link.Kind.CAUSE));
  }
}
