package dev.twokey.journal;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A journal in memory that keeps events as they are: no JSON, no chain. It answers as {@link
 * MemoryJournal} does, at a fraction of its cost, for those who play histories by the million. For
 * one thread.
 */
public final class BareJournal implements JournalStore {
  private static final String NO_HASH = "0".repeat(64);

  private final InstantSource clock;
  private final Function<List<Append>, MemoryJournal.Fault> faults;
  private final List<Recorded> read = new ArrayList<>();
  private final Map<StreamId, List<Recorded>> streams = new HashMap<>();
  private final Map<String, StreamId> openStreams = new TreeMap<>();
  private final Map<String, List<Recorded>> keys = new HashMap<>();
  private boolean exclusive;

  /**
   * Makes an empty one.
   *
   * @param faults asked once at each append
   */
  public BareJournal(InstantSource clock, Function<List<Append>, MemoryJournal.Fault> faults) {
    this.clock = clock;
    this.faults = faults;
  }

  @Override
  public List<Appended> append(List<Append> batch) {
    return faults.apply(batch).at(batch, this::store);
  }

  private List<Appended> store(List<Append> batch) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Set<StreamId> voided = new HashSet<>();
    return batch.stream().map(append -> store(append, now, voided)).toList();
  }

  private Appended store(Append append, Instant now, Set<StreamId> voided) {
    Optional<List<Recorded>> earlier =
        append.idempotencyKey().flatMap(key -> Optional.ofNullable(keys.get(key)));
    if (earlier.isPresent()) {
      append.writes().stream()
          .filter(write -> !write.events().isEmpty())
          .forEach(write -> voided.add(write.stream()));
      return new Appended.Duplicate(earlier.get());
    }
    for (Write write : append.writes()) {
      long version = of(write.stream()).size();
      if (voided.contains(write.stream()) || version != write.expectedVersion()) {
        append.writes().forEach(w -> voided.add(w.stream()));
        return new Appended.Conflict(write.stream(), version);
      }
    }
    List<Recorded> stored = new ArrayList<>();
    Instant decided = append.decided().orElse(now);
    boolean later = read.isEmpty() || decided.isAfter(read.getLast().at());
    Instant at = later ? decided : read.getLast().at();
    append.writes().forEach(write -> store(append, write, at, stored));
    if (!stored.isEmpty()) {
      append.idempotencyKey().ifPresent(key -> keys.put(key, List.copyOf(stored)));
    }
    return new Appended.Stored(stored);
  }

  private void store(Append append, Write write, Instant at, List<Recorded> stored) {
    long version = write.expectedVersion();
    for (Event event : write.events()) {
      Recorded recorded =
          new Recorded(read.size() + 1, write.stream(), ++version, at, append.actor(), event);
      read.add(recorded);
      stored.add(recorded);
      streams.computeIfAbsent(write.stream(), _ -> new ArrayList<>()).add(recorded);
    }
    if (write.closes() && !write.events().isEmpty()) {
      openStreams.remove(write.stream().toString());
    } else if (!write.events().isEmpty()) {
      openStreams.put(write.stream().toString(), write.stream());
    }
  }

  @Override
  public List<Recorded> after(long position, int rowsMax) {
    int from = (int) Math.min(Math.max(position, 0), read.size());
    return List.copyOf(read.subList(from, Math.min(read.size(), from + rowsMax)));
  }

  @Override
  public List<Recorded> of(StreamId stream) {
    return List.copyOf(streams.getOrDefault(stream, List.of()));
  }

  @Override
  public List<StreamId> open() {
    return List.copyOf(openStreams.values());
  }

  @Override
  public List<StreamId> touchedSince(Instant since) {
    Set<StreamId> touched = new LinkedHashSet<>();
    read.stream().filter(r -> !r.at().isBefore(since)).forEach(r -> touched.add(r.stream()));
    return List.copyOf(touched);
  }

  @Override
  public Head head() {
    return new Head(read.size(), NO_HASH);
  }

  @Override
  public Optional<String> hashAt(long position) {
    return Optional.empty(); // it has no chain
  }

  /** From now on there is one replica at a time. */
  public void exclusive() {
    exclusive = true;
  }

  @Override
  public boolean isExclusive() {
    return exclusive;
  }

  /** Returns whether something was stored with this key. */
  public boolean holdsKey(String key) {
    return keys.containsKey(key);
  }

  @Override
  public void close() {
    // what is in memory stays for the next replica
  }
}
