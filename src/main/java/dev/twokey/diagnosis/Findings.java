package dev.twokey.diagnosis;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a diagnosis found, in words and facts that need no catalog to be shown: it stands in the journal as it was said.
 *
 * @param verdict the whole in one word
 * @param causes in the order of the runbooks
 * @param checks in the order of the runbooks
 * @param impacts what is broken for users while a cause holds; rows that are not affected are kept
 * @param forbidden what must not be done now
 * @param read how many readings were made
 * @param wanted how many were wanted
 * @param took the time from the question to this answer
 * @param at when it was said
 * @param sources the runbooks with their versions, such as {@code rabbitmq-down.md @ 8c1d2e}
 */
public record Findings(
    Verdict verdict,
    List<CauseFinding> causes,
    List<CheckFinding> checks,
    List<ImpactFinding> impacts,
    List<String> forbidden,
    int read,
    int wanted,
    Duration took,
    Instant at,
    List<String> sources) {
  /** The whole in one word. */
  public enum Verdict {
    /** Every check that the verdict needs was read, and no cause holds. */
    HEALTHY,
    /** At least one cause holds. */
    FAULTY,
    /** No cause holds as far as is known, and something could not be read. */
    CANNOT_TELL
  }

  /** Whether a cause holds. */
  public enum Holding {
    HOLDS,
    RULED_OUT,
    CANNOT_TELL
  }

  /**
   * A cause.
   *
   * @param id in the whole folder
   * @param holding whether it holds
   * @param says one line per item that holds
   * @param why it can't be told
   * @param waits how long its window still is, if only samples are missing
   * @param offers what to do
   */
  public record CauseFinding(
      String id,
      Holding holding,
      List<String> says,
      Set<String> why,
      Optional<Window> waits,
      List<OfferFinding> offers) {
    public CauseFinding {
      requireNonNull(id, "id");
      requireNonNull(holding, "holding");
      says = List.copyOf(says);
      why = java.util.Collections.unmodifiableSet(new TreeSet<>(why));
      requireNonNull(waits, "waits");
      offers = List.copyOf(offers);
    }

    /** Returns its name in its file. */
    public String name() {
      return id.substring(id.indexOf('.') + 1);
    }
  }

  /** How long samples are wanted, and how long there are some. */
  public record Window(Duration wanted, Duration soFar) {}

  /**
   * Something to do about a cause.
   *
   * @param id of an action, a task list or a runbook
   * @param kind which of them
   * @param title for the button
   * @param risk word of the action's risk; empty for the others
   */
  public record OfferFinding(String id, OfferKind kind, String title, String risk) {}

  /** What an offer is. */
  public enum OfferKind {
    ACTION,
    TASK_LIST,
    RUNBOOK
  }

  /**
   * A check.
   *
   * @param id in the whole folder
   * @param ok whether all is normal: {@code ok}, {@code not ok}, {@code can't tell}, {@code read}, {@code skipped}
   * @param lines one per item
   * @param why what could not be read
   * @param took the slowest of its readings
   * @param at the oldest of its readings
   */
  public record CheckFinding(
      String id, String ok, List<String> lines, Set<String> why, Duration took, Optional<Instant> at) {
    public CheckFinding {
      lines = List.copyOf(lines);
      why = java.util.Collections.unmodifiableSet(new TreeSet<>(why));
    }
  }

  /** A row of an impact table. {@code severity} is its word; {@code NONE} means not affected. */
  public record ImpactFinding(String subsystem, String effect, String severity, String note) {}

  public Findings {
    requireNonNull(verdict, "verdict");
    causes = List.copyOf(causes);
    checks = List.copyOf(checks);
    impacts = List.copyOf(impacts);
    forbidden = List.copyOf(forbidden);
    requireNonNull(took, "took");
    requireNonNull(at, "at");
    sources = List.copyOf(sources);
  }

  /** Returns the causes that hold. */
  public List<CauseFinding> holding(Holding holding) {
    return causes.stream().filter(c -> c.holding() == holding).toList();
  }
}
