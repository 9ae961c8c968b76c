package dev.twokey.checklist;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the newest readings say of an open task.
 *
 * @param task its key
 * @param lines for people: what was seen, or why it can't be told
 */
public record News(String task, Standing standing, List<String> lines) {
  /** How an open task stands. */
  public enum Standing {
    /** The check is normal, the cause holds, the action may be asked for. */
    HOLDS,
    /** The check is not normal yet, the cause is ruled out, the action's conditions don't hold. */
    FAILS,
    /** It can't be told. */
    UNKNOWN,
    /** A check that says nothing of normal: a person looks at it. */
    SHOWN
  }

  public News {
    requireNonNull(task, "task");
    requireNonNull(standing, "standing");
    lines = List.copyOf(lines);
  }
}
