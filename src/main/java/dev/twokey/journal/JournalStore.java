package dev.twokey.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The port to storage. Appends come from one thread, the loop's; reads may come from others.
 *
 * <p>A batch is durable when {@link #append} returns (one sync a batch, the group commit). Each
 * append of a batch stands for itself, but where one conflicts or can't be written, every later
 * append of the batch that writes or pins a stream of it conflicts too, since it was decided on
 * what did not come to be. The same goes for the streams to which a duplicate wanted to write. A
 * key is looked at before versions: a redelivered append is a duplicate, not a conflict.
 *
 * <p>Reads throw a {@link JournalException} when the store can't be read, or an event not be
 * understood.
 */
public interface JournalStore extends AutoCloseable {
  /**
   * Stores a batch, and returns one result for each append, in order. When the store fails, every
   * append of the batch is {@link Appended.Unwritable}, and the next call tries anew.
   */
  List<Appended> append(List<Append> batch);

  /** Returns events after a position, oldest first, at most {@code rowsMax}. */
  List<Recorded> after(long position, int rowsMax);

  /** Returns all events of a stream, oldest first. */
  List<Recorded> of(StreamId stream);

  /** Returns the streams whose last write didn't close them, sorted by name. */
  List<StreamId> open();

  /**
   * Returns the streams that got an event at that time or since, closed or not, in the order of
   * their first events.
   */
  List<StreamId> touchedSince(Instant since);

  /**
   * Returns the position and the hash of the newest event; position 0 in an empty journal. The loop
   * asks at each turn, so a store that is the only writer answers from memory.
   */
  Head head();

  /** Returns the hash of the event at a position, in hex; empty if there is none. */
  Optional<String> hashAt(long position);

  /**
   * Returns whether nobody else can write to it while this is open, so that what holds before it is
   * recorded can't be overtaken.
   */
  default boolean isExclusive() {
    return false;
  }

  @Override
  void close();

  /**
   * The end of the chain.
   *
   * @param position of the newest event
   * @param hash of the newest event, in hex; 64 zeros in an empty journal
   */
  record Head(long position, String hash) {}
}
