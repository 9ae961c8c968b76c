package dev.twokey.witness;

import static java.util.Objects.requireNonNull;

import dev.twokey.journal.JournalStore.Head;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A head of a journal at a time: what is signed.
 *
 * @param journal which: the hash of its first event
 * @param head position and hash
 * @param at when it was looked at
 */
public record Checkpoint(String journal, Head head, Instant at) {
  private static final String LABEL = "twokey.checkpoint.1";

  public Checkpoint {
    requireNonNull(journal, "journal");
    requireNonNull(head, "head");
    requireNonNull(at, "at");
  }

  /** Returns the bytes that are signed: five lines of text, each with its end. */
  public byte[] text() {
    return (LABEL + "\n" + journal + "\n" + head.position() + "\n" + head.hash() + "\n" + at + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
