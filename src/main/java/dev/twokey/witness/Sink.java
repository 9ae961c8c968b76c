package dev.twokey.witness;

import dev.twokey.problem.Problem;
import java.util.Optional;

/** A place outside of the journal's store where heads are noted, one line each. */
public interface Sink {
  /** Returns what it is called in events and messages, such as {@code file /mnt/witness}. */
  String name();

  /** Notes a line; returns why that failed. Blocks for some seconds at most. */
  Optional<Problem> write(String line);

  /** Returns the newest head that is noted there. Blocks for some seconds at most. */
  Newest newest();

  /** What a sink knows of its newest head. */
  sealed interface Newest {
    /** It was this. */
    record Found(Witness witness) implements Newest {}

    /** It has none yet. */
    record Nothing() implements Newest {}

    /** It can't be asked now. */
    record Unreadable(Problem why) implements Newest {}

    /** It takes heads and never gives them back. */
    record NotKept() implements Newest {}
  }
}
