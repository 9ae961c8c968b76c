package dev.twokey.checklist;

import static java.util.Objects.requireNonNull;

import dev.twokey.chat.Conversation;
import dev.twokey.diagnosis.Sample;
import dev.twokey.diagnosis.Samples;
import dev.twokey.diagnosis.Wave;
import dev.twokey.journal.Event;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens to a checklist. */
public sealed interface ChecklistEvent extends Event {
  /**
   * It was opened.
   *
   * @param opening by whom, where and which
   * @param tasks as the file had them
   * @param incident the one that it belongs to
   * @param watchUntil when Twokey stops reading for it
   */
  record ListOpened(
      Opening opening, List<Task> tasks, Optional<String> incident, Instant watchUntil)
      implements ChecklistEvent {
    public ListOpened {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * What a person wants to work through.
   *
   * @param list the id of the task list in the whole folder
   * @param title of the list
   * @param runbook its title
   * @param above the task for which it is done; that is ticked when this is done
   */
  record Opening(
      PersonId by,
      Account account,
      Conversation where,
      String environment,
      String list,
      String title,
      String runbook,
      Optional<TaskRef> above,
      boolean demo) {
    public Opening {
      requireNonNull(by, "by");
      requireNonNull(account, "account");
      requireNonNull(where, "where");
      requireNonNull(above, "above");
    }
  }

  /** A task is done. {@code by} is empty if Twokey saw it; {@code evidence} is what shows it. */
  record TaskTicked(String task, Optional<PersonId> by, List<String> evidence)
      implements ChecklistEvent {
    public TaskTicked {
      evidence = List.copyOf(evidence);
    }
  }

  /** A task is open again. */
  record TaskReopened(String task, PersonId by) implements ChecklistEvent {}

  /** A person left a task out, with all below it. */
  record TaskSkipped(String task, PersonId by, String reason) implements ChecklistEvent {}

  /** What a task is for does not hold: it is not needed, with all below it. */
  record TaskNotNeeded(String task, List<String> evidence) implements ChecklistEvent {
    public TaskNotNeeded {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * Readings came, or what is to be read was found out anew.
   *
   * @param samples the new readings
   * @param seen since when causes hold that must hold for a while
   * @param forget older readings are not needed any more, but the last of each
   * @param news what all readings say
   * @param next what is read next; empty if nothing is
   */
  record ListRead(
      List<Sample> samples,
      Map<String, Samples.Seen> seen,
      Instant forget,
      List<News> news,
      Optional<Wave> next)
      implements ChecklistEvent {
    public ListRead {
      samples = List.copyOf(samples);
      seen = Map.copyOf(seen);
      news = List.copyOf(news);
    }
  }

  /** Nothing is read any more; people may go on. */
  record WatchEnded(String why) implements ChecklistEvent {}

  /** Twokey reads again. */
  record WatchResumed(PersonId by, Instant until) implements ChecklistEvent {}

  /** It is over. {@code by} is empty if all was done; {@code open} counts what was left. */
  record ListClosed(Optional<PersonId> by, String reason, int open) implements ChecklistEvent {}

  /** An input of that person had no effect. */
  record ListRefused(PersonId by, String input, Problem why) implements ChecklistEvent {
    @Override
    public Optional<Problem> refusal() {
      return Optional.of(why);
    }
  }
}
