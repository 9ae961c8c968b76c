package dev.twokey.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Says yes to everything and does nothing. Each test of a conformance suite must see that. */
final class DoNothingJournal implements JournalStore, Leases {
  @Override
  public List<Appended> append(List<Append> batch) {
    return batch.stream().<Appended>map(append -> new Appended.Stored(List.of())).toList();
  }

  @Override
  public List<Recorded> after(long position, int rowsMax) {
    return List.of();
  }

  @Override
  public List<Recorded> of(StreamId stream) {
    return List.of();
  }

  @Override
  public List<StreamId> open() {
    return List.of();
  }

  @Override
  public List<StreamId> touchedSince(Instant since) {
    return List.of();
  }

  @Override
  public Head head() {
    return new Head(0, "0".repeat(64));
  }

  @Override
  public Optional<String> hashAt(long position) {
    return Optional.empty();
  }

  @Override
  public OptionalLong acquire(String name, ReplicaId holder, Duration timeToLive) {
    return OptionalLong.of(1);
  }

  @Override
  public boolean alive(ReplicaId holder) {
    return true;
  }

  @Override
  public void close() {
    // nothing is its trade
  }
}
