package dev.twokey.witness;

import dev.twokey.engine.Input;
import dev.twokey.journal.JournalStore.Head;
import dev.twokey.problem.Problem;
import java.util.List;

/** What is to be noted of the journal's head. */
public sealed interface CheckpointInput extends Input {
  /**
   * A head was signed.
   *
   * @param closings what is over up to it, and is told with it
   */
  record Sign(SignedCheckpoint signed, List<Closing> closings) implements CheckpointInput {
    public Sign {
      closings = List.copyOf(closings);
    }
  }

  /** A sink has noted a head. */
  record Delivered(String sink, Head head) implements CheckpointInput {}

  /** A sink can't note heads. */
  record Failed(String sink, Problem why) implements CheckpointInput {}
}
