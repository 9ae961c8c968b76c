package dev.twokey.journal;

import java.time.Instant;
import java.util.List;

/**
 * The port to storage. Appends come from one thread, the loop's; reads may come from others.
 *
 * <p>A batch is durable when {@link #append} returns (one sync a batch, the group commit). Each
 * append of a batch stands for itself, but where one conflicts, every later append of the batch
 * that writes or pins a stream of it conflicts too, since it was decided on what did not come to
 * be.
 */
public interface JournalStore extends AutoCloseable {
  /** Stores a batch, and returns one result for each append, in order. */
  List<Appended> append(List<Append> batch);

  /** Returns events after a position, oldest first, at most {@code rowsMax}. */
  List<Recorded> after(long position, int rowsMax);

  /** Returns all events of a stream, oldest first. */
  List<Recorded> of(StreamId stream);

  /** Returns the streams that are not closed. */
  List<StreamId> open();

  /** Returns the streams that got an event since then, closed or not. */
  List<StreamId> touchedSince(Instant since);

  /** Returns the position and the hash of the newest event; position 0 in an empty journal. */
  Head head();

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
