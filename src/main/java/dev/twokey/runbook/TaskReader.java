package dev.twokey.runbook;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Location;
import dev.twokey.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/** Collects task items under the headings of a file. */
final class TaskReader {
  private static final Pattern BOX = Pattern.compile("\\[[ xX]](?:\\s+|$)(.*)", Pattern.DOTALL);
  private static final Pattern ID = Pattern.compile("^`([a-z][a-z0-9_-]*(?:\\.[a-z][a-z0-9_]*)?)`");

  private final SourceText source;
  private final Problems problems;
  private final List<Draft.Tasks> lists = new ArrayList<>();
  private List<Draft.Task> items = new ArrayList<>();
  private String title = "";
  private Location at;
  private boolean reported;

  TaskReader(SourceText source, Problems problems) {
    this.source = source;
    this.problems = problems;
    this.at = new Location(source.file(), 1, 1);
  }

  /** Begins what stands under a heading. */
  void heading(String words, Location where) {
    close();
    title = words;
    at = where;
  }

  /** Takes the task items of a list. */
  void list(ListBlock list) {
    List<Draft.Task> found = tasks(list);
    if (title.isEmpty() && !found.isEmpty() && !reported) {
      reported = true;
      problems.error(
          source.at(list),
          ErrorCode.RUNBOOK_INVALID,
          "A task list has no heading, so nothing can name it.",
          "Put a heading above it.");
    }
    items.addAll(found);
  }

  /** Returns all lists; nothing may follow. */
  List<Draft.Tasks> lists() {
    close();
    return List.copyOf(lists);
  }

  private void close() {
    if (!items.isEmpty() && !title.isEmpty()) {
      lists.add(new Draft.Tasks(Ids.slug(title), title, at, items));
    }
    items = new ArrayList<>();
  }

  private List<Draft.Task> tasks(ListBlock list) {
    List<Draft.Task> found = new ArrayList<>();
    for (Node node = list.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof ListItem item && item.getFirstChild() instanceof Paragraph words) {
        Matcher box = BOX.matcher(source.raw(words));
        List<Draft.Task> inner = inner(item);
        if (box.matches()) {
          found.add(task(words, box.group(1), inner));
        } else {
          found.addAll(inner);
        }
      }
    }
    return found;
  }

  private Draft.Task task(Paragraph words, String text, List<Draft.Task> inner) {
    Matcher id = ID.matcher(text);
    return new Draft.Task(
        source.at(words),
        text.replace('\n', ' '),
        id.find() ? Optional.of(id.group(1)) : Optional.empty(),
        inner);
  }

  private List<Draft.Task> inner(ListItem item) {
    List<Draft.Task> found = new ArrayList<>();
    for (Node node = item.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof ListBlock list) {
        found.addAll(tasks(list));
      }
    }
    return found;
  }
}
