package dev.twokey.operation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of one step so far.
 *
 * @param cursor which step
 * @param state how far it is
 * @param began when it began first
 * @param acted when its change ended
 * @param ended when it was over: verified, held, failed
 * @param line the newest words on it
 * @param tries how often its change was begun; more than 1 only in the undo
 */
public record StepLog(
    Phase.Cursor cursor,
    State state,
    Instant began,
    Optional<Instant> acted,
    Optional<Instant> ended,
    String line,
    int tries) {
  /** How far a step is. */
  public enum State {
    ACTING,
    LOOKING,
    DONE,
    FAILED,
    UNKNOWN
  }

  public StepLog {
    requireNonNull(cursor, "cursor");
    requireNonNull(state, "state");
    requireNonNull(began, "began");
    requireNonNull(acted, "acted");
    requireNonNull(ended, "ended");
    requireNonNull(line, "line");
  }

  StepLog acting() {
    return new StepLog(cursor, State.ACTING, began, acted, ended, line, tries + 1);
  }

  StepLog acted(Instant at, String text) {
    return new StepLog(cursor, state, began, Optional.of(at), ended, text, tries);
  }

  StepLog looking(String text) {
    return new StepLog(cursor, State.LOOKING, began, acted, ended, text, tries);
  }

  StepLog unknown(String text) {
    return new StepLog(
        cursor, State.UNKNOWN, began, acted, ended, text.isEmpty() ? line : text, tries);
  }

  StepLog says(String text) {
    return new StepLog(cursor, state, began, acted, ended, text.isEmpty() ? line : text, tries);
  }

  StepLog over(State how, Instant at, String text) {
    return new StepLog(
        cursor, how, began, acted, Optional.of(at), text.isEmpty() ? line : text, tries);
  }
}
