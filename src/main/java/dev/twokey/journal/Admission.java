package dev.twokey.journal;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Judges a batch of appends: which are stored, as which rows, and what each is answered. Every
 * store uses it, so all mean the same by a conflict. The store then writes the rows in one
 * transaction, or answers all with {@link Appended.Unwritable}.
 */
public final class Admission {
  private static final int SALT_LENGTH = 32;

  private final EventCodec codec;
  private final RandomGenerator salts;
  private final Ground ground;
  private final long now;
  private long newest;
  private final Map<StreamId, Change> changes = new LinkedHashMap<>();
  private final Map<String, List<Row>> newKeys = new HashMap<>();
  private final Set<StreamId> voided = new HashSet<>();
  private final List<Row> rows = new ArrayList<>();
  private final List<Appended> answers = new ArrayList<>();

  /**
   * What the store holds before the batch.
   *
   * @param head of the chain
   * @param at of the newest row, as in {@link Row#at}; 0 in an empty journal
   * @param versions of the streams of the batch; a stream that is left out has version 0
   * @param withKey rows of earlier appends with an idempotency key of the batch
   */
  public record Ground(
      JournalStore.Head head,
      long at,
      Map<StreamId, Long> versions,
      Map<String, List<Row>> withKey) {
    public Ground {
      requireNonNull(head, "head");
      versions = Map.copyOf(versions);
      withKey = Map.copyOf(withKey);
    }
  }

  /**
   * What a stream is after the batch.
   *
   * @param version its newest
   * @param closed whether its last write closed it
   */
  public record Change(long version, boolean closed) {}

  private Admission(EventCodec codec, RandomGenerator salts, Ground ground, long now) {
    this.codec = codec;
    this.salts = salts;
    this.ground = ground;
    this.now = now;
    this.newest = ground.at();
  }

  /**
   * Judges a batch.
   *
   * @param now the time, as in {@link Row#at}; the rows get it unless the newest row is later
   * @param salts gives the salts; unguessable, except in tests
   */
  public static Admission of(
      List<Append> batch, Ground ground, long now, EventCodec codec, RandomGenerator salts) {
    Admission admission = new Admission(codec, salts, ground, now);
    for (Append append : batch) {
      admission.answers.add(admission.judge(append));
    }
    return admission;
  }

  /** Returns one answer for each append, true once the rows are durable. */
  public List<Appended> answers() {
    return Collections.unmodifiableList(answers);
  }

  /** Returns what is to be written, in order. */
  public List<Row> rows() {
    return Collections.unmodifiableList(rows);
  }

  /** Returns the streams that got events. */
  public Map<StreamId, Change> changes() {
    return Collections.unmodifiableMap(changes);
  }

  /** Returns the head after the batch. */
  public JournalStore.Head head() {
    return rows.isEmpty()
        ? ground.head()
        : new JournalStore.Head(rows.getLast().position(), rows.getLast().hash());
  }

  private Appended judge(Append append) {
    try {
      Optional<List<Row>> earlier = append.idempotencyKey().flatMap(this::rowsWithKey);
      if (earlier.isPresent()) {
        append.writes().stream()
            .filter(write -> !write.events().isEmpty())
            .forEach(write -> voided.add(write.stream()));
        return new Appended.Duplicate(
            earlier.get().stream().map(row -> row.recorded(codec)).toList());
      }
      Optional<StreamId> moved = moved(append);
      if (moved.isPresent()) {
        voidStreams(append);
        return new Appended.Conflict(moved.get(), version(moved.get()));
      }
      return store(append, encode(append));
    } catch (JournalException e) {
      voidStreams(append);
      return new Appended.Unwritable(e.problem());
    }
  }

  private Optional<StreamId> moved(Append append) {
    return append.writes().stream()
        .filter(write ->
            voided.contains(write.stream()) || version(write.stream()) != write.expectedVersion())
        .map(Write::stream)
        .findFirst();
  }

  private void voidStreams(Append append) {
    append.writes().forEach(write -> voided.add(write.stream()));
  }

  private Optional<List<Row>> rowsWithKey(String key) {
    return Optional.ofNullable(newKeys.getOrDefault(key, ground.withKey().get(key)));
  }

  private long version(StreamId stream) {
    Change change = changes.get(stream);
    return change == null ? ground.versions().getOrDefault(stream, 0L) : change.version();
  }

  private List<List<EventCodec.Encoded>> encode(Append append) {
    codec.refuseSecret("The cause of an event", append.causation());
    append.idempotencyKey().ifPresent(key -> codec.refuseSecret("The key of an event", key));
    return append.writes().stream()
        .map(write -> write.events().stream().map(codec::write).toList())
        .toList();
  }

  private Appended store(Append append, List<List<EventCodec.Encoded>> encoded) {
    List<Recorded> recorded = new ArrayList<>();
    int first = rows.size();
    newest = Math.max(newest, append.decided().map(Row::micros).orElse(now));
    for (int i = 0; i < append.writes().size(); i++) {
      Write write = append.writes().get(i);
      for (int j = 0; j < write.events().size(); j++) {
        long version = write.expectedVersion() + j + 1;
        Row row = row(append, write.stream(), version, encoded.get(i).get(j));
        rows.add(row);
        recorded.add(
            new Recorded(
                row.position(),
                write.stream(),
                version,
                row.time(),
                row.actor(),
                write.events().get(j)));
      }
      if (!write.events().isEmpty()) {
        long version = write.expectedVersion() + write.events().size();
        changes.put(write.stream(), new Change(version, write.closes()));
      }
    }
    if (!recorded.isEmpty()) {
      append
          .idempotencyKey()
          .ifPresent(key -> newKeys.put(key, List.copyOf(rows.subList(first, rows.size()))));
    }
    return new Appended.Stored(recorded);
  }

  private Row row(Append append, StreamId stream, long version, EventCodec.Encoded event) {
    JournalStore.Head head = head();
    String salt = salt();
    Row row =
        new Row(
            head.position() + 1,
            stream.toString(),
            version,
            event.type(),
            newest,
            append.actor(),
            append.causation(),
            append.idempotencyKey(),
            Optional.of(event.payload()),
            Optional.of(salt),
            Chain.digest(salt, event.payload()),
            head.hash(),
            "");
    return row.withHash(Chain.hash(row));
  }

  private String salt() {
    byte[] bytes = new byte[SALT_LENGTH / 2];
    salts.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
