package dev.twokey.journal;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A journal in memory for the simulator and fast tests: the same answers and the same chain as the
 * real one, the same run for the same seed, and faults on demand. What is read has gone through the
 * codec, and an event that does not come back equal fails the append. Several replicas may share
 * one. It lives as long as the object: closing it changes nothing.
 */
public final class MemoryJournal implements JournalStore, Leases {
  /** What happens at one call of {@link #append}. */
  public enum Fault {
    /** Nothing special. */
    NONE,
    /** The disk is full: nothing is stored, all is answered with "unwritable". */
    UNWRITABLE,
    /** The sync failed late: all is stored, and answered with "unwritable". */
    ANSWER_LOST,
    /** The process dies before anything is stored: {@link Crashed} is thrown. */
    CRASH_BEFORE,
    /** The process dies after all is stored: {@link Crashed} is thrown. */
    CRASH_AFTER;

    /** Lets it happen to an append. */
    List<Appended> at(List<Append> batch, Function<List<Append>, List<Appended>> store) {
      return switch (this) {
        case NONE -> store.apply(batch);
        case UNWRITABLE -> unwritable(batch);
        case ANSWER_LOST -> {
          var _ = store.apply(batch);
          yield unwritable(batch);
        }
        case CRASH_BEFORE -> throw new Crashed(this);
        case CRASH_AFTER -> {
          var _ = store.apply(batch);
          throw new Crashed(this);
        }
      };
    }

    private static List<Appended> unwritable(List<Append> batch) {
      Problem why =
          new Problem(
              ErrorCode.JOURNAL_UNWRITABLE,
              "The journal in memory was told to fail.",
              "Wait until the test lets it work again.");
      return batch.stream().<Appended>map(append -> new Appended.Unwritable(why)).toList();
    }
  }

  /** The replica that called is dead from here on. */
  public static final class Crashed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Crashed(Fault fault) {
      super("the replica crashed in an append: " + fault);
    }
  }

  private record Lease(ReplicaId holder, long token, Instant expiresAt) {}

  private final EventCodec codec;
  private final InstantSource clock;
  private final RandomGenerator salts;
  private final Function<List<Append>, Fault> faults;
  private final List<Row> rows = new ArrayList<>();
  private final List<Recorded> read = new ArrayList<>();
  private final Map<StreamId, List<Recorded>> streams = new HashMap<>();
  private final Map<String, StreamId> openStreams = new TreeMap<>();
  private final Map<String, List<Row>> keys = new HashMap<>();
  private final Map<String, Lease> leases = new HashMap<>();
  private volatile boolean exclusive;

  /** A journal without faults. */
  public MemoryJournal(EventCodec codec, InstantSource clock) {
    this(codec, clock, 1, batch -> Fault.NONE);
  }

  /**
   * A journal with faults.
   *
   * @param seed of the salts
   * @param faults asked once at each append
   */
  public MemoryJournal(
      EventCodec codec, InstantSource clock, long seed, Function<List<Append>, Fault> faults) {
    this.codec = codec;
    this.clock = clock;
    this.salts = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.faults = faults;
  }

  @Override
  public synchronized List<Appended> append(List<Append> batch) {
    return faults.apply(batch).at(batch, this::store);
  }

  private List<Appended> store(List<Append> batch) {
    Admission admission =
        Admission.of(batch, ground(batch), Row.micros(clock.instant()), codec, salts);
    Map<Long, Recorded> back = new HashMap<>();
    for (Row row : admission.rows()) {
      Recorded recorded = row.recorded(codec);
      rows.add(row);
      back.put(row.position(), recorded);
      read.add(recorded);
      streams.computeIfAbsent(recorded.stream(), id -> new ArrayList<>()).add(recorded);
      row.idempotencyKey()
          .ifPresent(key -> keys.computeIfAbsent(key, k -> new ArrayList<>()).add(row));
    }
    admission.answers().forEach(answer -> proveRoundTrip(answer, back));
    admission
        .changes()
        .forEach((stream, change) -> {
          if (change.closed()) {
            openStreams.remove(stream.toString());
          } else {
            openStreams.put(stream.toString(), stream);
          }
        });
    return admission.answers();
  }

  private static void proveRoundTrip(Appended answer, Map<Long, Recorded> back) {
    if (answer instanceof Appended.Stored stored) {
      for (Recorded recorded : stored.events()) {
        if (!recorded.equals(back.get(recorded.position()))) {
          throw new AssertionError(
              "an event doesn't come back from JSON as it was: "
                  + recorded
                  + " became "
                  + back.get(recorded.position()));
        }
      }
    }
  }

  private Admission.Ground ground(List<Append> batch) {
    Map<StreamId, Long> versions = new HashMap<>();
    Map<String, List<Row>> earlier = new HashMap<>();
    for (Append append : batch) {
      append
          .writes()
          .forEach(write ->
              versions.put(
                  write.stream(), (long) streams.getOrDefault(write.stream(), List.of()).size()));
      append
          .idempotencyKey()
          .filter(keys::containsKey)
          .ifPresent(key -> earlier.put(key, List.copyOf(keys.get(key))));
    }
    long at = rows.isEmpty() ? 0 : rows.getLast().at();
    return new Admission.Ground(head(), at, versions, earlier);
  }

  @Override
  public synchronized List<Recorded> after(long position, int rowsMax) {
    int from = (int) Math.min(Math.max(position, 0), read.size());
    return List.copyOf(read.subList(from, Math.min(read.size(), from + rowsMax)));
  }

  @Override
  public synchronized List<Recorded> of(StreamId stream) {
    return List.copyOf(streams.getOrDefault(stream, List.of()));
  }

  @Override
  public synchronized List<StreamId> open() {
    return List.copyOf(openStreams.values());
  }

  @Override
  public synchronized List<StreamId> touchedSince(Instant since) {
    return rows.stream()
        .filter(row -> row.at() >= Row.micros(since))
        .map(Row::stream)
        .distinct()
        .map(StreamId::parse)
        .toList();
  }

  @Override
  public synchronized Head head() {
    return rows.isEmpty()
        ? new Head(0, Chain.GENESIS)
        : new Head(rows.getLast().position(), rows.getLast().hash());
  }

  @Override
  public synchronized Optional<String> hashAt(long position) {
    return rows.stream().filter(row -> row.position() == position).map(Row::hash).findFirst();
  }

  /** Returns all rows, for those who verify the chain. */
  public synchronized List<Row> rows() {
    return List.copyOf(rows);
  }

  /** Verifies the chain. */
  public synchronized Verification verify() {
    JournalVerifier verifier = new JournalVerifier(List.of());
    rows.forEach(verifier::add);
    return verifier.finish(Optional.of(head()));
  }

  @Override
  public synchronized OptionalLong acquire(String name, ReplicaId holder, Duration timeToLive) {
    Instant now = clock.instant();
    Lease held = leases.get(name);
    boolean own = held != null && held.holder().equals(holder);
    if (held != null && !own && held.expiresAt().isAfter(now)) {
      return OptionalLong.empty();
    }
    long token = held == null ? 1 : own ? held.token() : held.token() + 1;
    leases.put(name, new Lease(holder, token, now.plus(timeToLive)));
    return OptionalLong.of(token);
  }

  @Override
  public synchronized boolean alive(ReplicaId holder) {
    Instant now = clock.instant();
    return leases.values().stream()
        .anyMatch(lease -> lease.holder().equals(holder) && lease.expiresAt().isAfter(now));
  }

  /** From now on there is one replica at a time. */
  public void exclusive() {
    exclusive = true;
  }

  /** Returns whether something was stored with this key. */
  public synchronized boolean holdsKey(String key) {
    return keys.containsKey(key);
  }

  @Override
  public boolean isExclusive() {
    return exclusive;
  }

  @Override
  public void close() {
    // what is in memory stays for the next replica
  }
}
