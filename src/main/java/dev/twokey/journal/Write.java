package dev.twokey.journal;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What one append does to one stream.
 *
 * @param stream which
 * @param expectedVersion how many events the stream must have now; the append conflicts otherwise
 * @param events what is added; none means "must not have moved" (a pin)
 * @param closes whether nothing is expected to follow; a closed stream is not folded at start; a
 *     later write opens it again unless it closes too, and a pin changes nothing
 */
public record Write(StreamId stream, long expectedVersion, List<Event> events, boolean closes) {
  public Write {
    requireNonNull(stream, "stream");
    events = List.copyOf(events);
    if (expectedVersion < 0) {
      throw new IllegalArgumentException(
          "expectedVersion must not be negative, was " + expectedVersion);
    }
  }

  /** Returns a write that only demands that the stream did not move. */
  public static Write pin(StreamId stream, long expectedVersion) {
    return new Write(stream, expectedVersion, List.of(), false);
  }
}
