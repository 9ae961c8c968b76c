package dev.twokey.checklist;

import static java.util.Objects.requireNonNull;

import dev.twokey.checklist.ChecklistEvent.Opening;
import dev.twokey.checklist.News.Standing;
import dev.twokey.diagnosis.Samples;
import dev.twokey.diagnosis.Wave;
import dev.twokey.people.PersonId;
import dev.twokey.runbook.Link;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The state of one checklist.
 *
 * @param id of its stream
 * @param opened what is worked through; empty before it was opened
 * @param marks of tasks that are not open any more, by their keys
 * @param samples the readings that still count
 * @param news what they say of open tasks, by their keys
 * @param wave what is read next; empty if nothing is
 * @param watching whether Twokey reads; it stops after a while
 * @param stopped why it does not; empty while it does
 * @param changed what is to be read must be found out anew
 * @param since when a task was ticked, left out or opened last: a check counts if it was read then
 *     or later
 * @param closed how it ended
 */
public record Checklist(
    String id,
    Optional<Opened> opened,
    Map<String, Mark> marks,
    Samples samples,
    Map<String, News> news,
    Optional<Wave> wave,
    boolean watching,
    String stopped,
    boolean changed,
    Instant since,
    Optional<Closing> closed) {
  /**
   * What is worked through.
   *
   * @param until when Twokey stops reading for it
   */
  public record Opened(
      Opening opening, List<Task> tasks, Optional<String> incident, Instant at, Instant until) {
    public Opened {
      tasks = List.copyOf(tasks);
    }
  }

  /** How a list ended. {@code by} is empty if all was done. */
  public record Closing(Optional<PersonId> by, String reason, Instant at) {}

  public Checklist {
    requireNonNull(id, "id");
    marks = java.util.Collections.unmodifiableMap(new TreeMap<>(marks));
    news = java.util.Collections.unmodifiableMap(new TreeMap<>(news));
  }

  static Checklist none(String id) {
    return new Checklist(
        id,
        Optional.empty(),
        Map.of(),
        Samples.NONE,
        Map.of(),
        Optional.empty(),
        false,
        "",
        false,
        Instant.EPOCH,
        Optional.empty());
  }

  /** Returns this as one that must be looked at anew. */
  Checklist changes() {
    return new Checklist(
        id, opened, marks, samples, news, wave, watching, stopped, true, since, closed);
  }

  /** Returns all tasks in order. */
  public List<Task> tasks() {
    return opened.map(Opened::tasks).orElse(List.of());
  }

  /** Returns a task. */
  public Optional<Task> task(String key) {
    return tasks().stream().filter(t -> t.key().equals(key)).findFirst();
  }

  /** Returns what became of a task, by its own mark or that of one above it that was left out. */
  public Optional<Mark> mark(Task task) {
    Optional<Mark> own = Optional.ofNullable(marks.get(task.key()));
    return own.or(() ->
        tasks().stream()
            .filter(task::isBelow)
            .flatMap(above -> Optional.ofNullable(marks.get(above.key())).stream())
            .filter(m -> m.how() != Mark.How.DONE)
            .findFirst());
  }

  /** Returns whether a task is done or left out; of one that heads others, whether they all are. */
  public boolean isSettled(Task task) {
    return mark(task).isPresent()
        || (!task.isTicked()
            && tasks().stream()
                .filter(t -> t.isBelow(task) && t.isTicked())
                .allMatch(t -> mark(t).isPresent()));
  }

  /** Returns the tasks that are counted: those that are ticked themselves. */
  public List<Task> counted() {
    return tasks().stream().filter(Task::isTicked).toList();
  }

  /** Returns how many of them are settled. */
  public int settled() {
    return (int) counted().stream().filter(this::isSettled).count();
  }

  /** Returns whether nothing is left to do. */
  public boolean isDone() {
    return opened.isPresent() && settled() == counted().size();
  }

  /** Returns whether it is open for work. */
  public boolean isOpen() {
    return opened.isPresent() && closed.isEmpty();
  }

  /** Returns what the newest readings say of a task. */
  public Optional<News> news(Task task) {
    return Optional.ofNullable(news.get(task.key()));
  }

  private boolean holds(Task cause) {
    return news(cause).filter(n -> n.standing() == Standing.HOLDS).isPresent();
  }

  /** Returns the causes on which a task depends and that are not seen to hold. */
  List<Task> doubts(Task task) {
    return tasks().stream()
        .filter(t -> t.is(Link.Kind.CAUSE) && (t.equals(task) || task.isBelow(t)))
        .filter(t -> !holds(t))
        .toList();
  }

  /** Returns the tasks that can be worked on now: open, and no cause says that they don't apply. */
  public List<Task> ready() {
    return isOpen()
        ? counted().stream().filter(t -> !isSettled(t) && doubts(t).isEmpty()).toList()
        : List.of();
  }

  /**
   * Returns the next task in order: the only one that Twokey itself may tick. A cause that does not
   * hold, or can't be told yet, stands before what is below it.
   */
  public Optional<Task> next() {
    return tasks().stream()
        .filter(t -> !isSettled(t))
        .filter(t -> t.isTicked() || (t.is(Link.Kind.CAUSE) && !holds(t)))
        .findFirst();
  }
}
