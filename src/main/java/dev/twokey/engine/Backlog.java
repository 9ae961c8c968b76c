package dev.twokey.engine;

import dev.twokey.journal.Append;
import dev.twokey.journal.JournalEvent;
import dev.twokey.journal.Write;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What holds before it is recorded, from the first append that failed to the first that works
 * again: kept in order, to be recorded first.
 */
final class Backlog {
  /** How long after a failure the next append is tried. */
  static final Duration RETRY = Duration.ofSeconds(1);

  private static final String SELF = "twokey";

  private final Instant since;
  private final Problem why;
  private final List<Kept> kept = new ArrayList<>();
  private long refused;
  private volatile boolean due;

  /** A decision that holds, and the letter that it was decided on. */
  record Kept(Letter letter, Append append, Answer answer) {}

  Backlog(Instant since, Problem why) {
    this.since = since;
    this.why = why;
  }

  int size() {
    return kept.size();
  }

  void keep(Letter letter, Append append, Answer answer) {
    kept.add(new Kept(letter, append, answer));
  }

  List<Kept> kept() {
    return kept;
  }

  /** What is stored already, its answer alone lost, needs not be stored again. */
  void dropStored(Cells cells) {
    kept.removeIf(k ->
        k.append().writes().stream()
            .allMatch(w ->
                cells.get(w.stream()).recordedVersion()
                    >= w.expectedVersion() + w.events().size()));
  }

  /** Returns all that is to be stored; last an event that says what this was. */
  List<Append> appends(Cells cells) {
    Write outage =
        new Write(
            JournalEvent.OUTAGES,
            cells.get(JournalEvent.OUTAGES).version(),
            List.of(new JournalEvent.Outage(since, why, kept.size(), refused)),
            true);
    return Stream.concat(
            kept.stream().map(Kept::append),
            Stream.of(new Append(SELF, "journal", Optional.empty(), List.of(outage))))
        .toList();
  }

  /** The next append is to be tried now; called from the alarm's thread. */
  void ring() {
    due = true;
  }

  /** Returns whether the next append is to be tried now, once for each alarm. */
  boolean takeDue() {
    boolean now = due;
    due = false;
    return now;
  }

  /** Returns what was answered to the same delivery before; null if it is new. */
  @Nullable Answer answered(Letter letter) {
    if (letter instanceof Letter.Asked asked && asked.key().isPresent()) {
      for (Kept earlier : kept) {
        if (earlier.append().idempotencyKey().equals(asked.key())) {
          return earlier.answer();
        }
      }
    }
    return null;
  }

  /** Returns why an input is refused now; those of Twokey itself are not counted. */
  Problem refuse(Letter.Asked asked) {
    refused += asked.actor().equals(SELF) ? 0 : 1;
    return new Problem(
        why.code(),
        "Nothing was done, since nothing can be recorded. " + why.what(),
        why.advice() + " Checks, /halt and the undo of a fault go on meanwhile.");
  }
}
