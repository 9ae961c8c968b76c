package dev.twokey.probe;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** A probe with systems to ask, in the three states that every probe must cope with. */
public interface ProbeFixture extends Closeable {
  /** Returns the probe. */
  Probe probe();

  /** Returns a call to a system that works. */
  ProbeCall healthy();

  /** Returns some fields of the reading of {@link #healthy}, at least one. */
  Map<String, Object> expected();

  /** Returns the fields that even a healthy system does not always give. */
  default Set<String> notAlwaysRead() {
    return Set.of();
  }

  /** Returns a call to a system that refuses at once, or is not there. */
  ProbeCall unreachable();

  /** Returns a call to a system that takes the question and never answers. */
  ProbeCall silent();

  /** Returns how many questions the silent system holds open now. */
  int waiting();

  /**
   * Returns whether a call holds something that a cancel can close. A file that never opens can't
   * be.
   */
  default boolean holds() {
    return true;
  }

  /** Returns all of the system that a change would change, as text. */
  String state() throws IOException;

  @Override
  void close() throws IOException;
}
