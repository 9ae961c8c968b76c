package dev.twokey.witness;

import static java.util.Objects.requireNonNull;

import dev.twokey.journal.JournalStore.Head;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A head that was noted outside of the journal, so that a journal which was rewritten or put back
 * can be told.
 *
 * @param journal the hash of the journal's first event; empty where a person noted the head alone
 * @param head its hash may be the first digits, at least {@link #DIGITS}
 */
public record Witness(Optional<String> journal, Head head) {
  /** How many digits of a hash are noted at least. */
  public static final int DIGITS = 16;

  private static final Pattern LINE =
      Pattern.compile(
          "twokey-witness journal=([0-9a-f]{64}) position=([0-9]{1,18}) hash=([0-9a-f]{64})\\b");

  private static final Pattern SHORT =
      Pattern.compile("#?([0-9]{1,18})\\s+([0-9a-f]{" + DIGITS + ",64})(?:\\s.*)?");

  public Witness {
    requireNonNull(journal, "journal");
    requireNonNull(head, "head");
  }

  /** Returns the line that stands for a checkpoint elsewhere. */
  public static String line(SignedCheckpoint signed) {
    Checkpoint checkpoint = signed.checkpoint();
    return "twokey-witness journal="
        + checkpoint.journal()
        + " position="
        + checkpoint.head().position()
        + " hash="
        + checkpoint.head().hash()
        + " at="
        + checkpoint.at()
        + " key="
        + signed.key()
        + " signature="
        + signed.signature();
  }

  /** Returns a head as people note it: position and first digits. */
  public static String digits(Head head) {
    return "#" + head.position() + " " + head.hash().substring(0, DIGITS);
  }

  /**
   * Reads one: a line of a sink, whatever stands before it there, or a position and at least 16
   * digits as a person notes them. Empty if it is neither.
   */
  public static Optional<Witness> read(String line) {
    Matcher whole = LINE.matcher(line);
    if (whole.find()) {
      return Optional.of(
          new Witness(
              Optional.of(whole.group(1)),
              new Head(Long.parseLong(whole.group(2)), whole.group(3))));
    }
    Matcher noted = SHORT.matcher(line.strip());
    return noted.matches()
        ? Optional.of(
            new Witness(Optional.empty(), new Head(Long.parseLong(noted.group(1)), noted.group(2))))
        : Optional.empty();
  }
}
