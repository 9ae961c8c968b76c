package dev.twokey.probe;

/**
 * One kind of question. It changes nothing (I12), and is called from virtual threads, many at a
 * time.
 */
public interface Probe {
  /** Returns its name, arguments and fields. */
  ProbeKind kind();

  /**
   * Asks. A failure of the outside world is an {@link Reading.Unreadable}, or a field such as
   * {@code answered: false} where the question is whether it answers; an exception is a bug.
   */
  Reading read(ProbeCall call, Cancellation cancellation);
}
