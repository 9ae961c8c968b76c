package dev.twokey.journal.sql;

import dev.twokey.journal.Admission;
import dev.twokey.journal.Append;
import dev.twokey.journal.Appended;
import dev.twokey.journal.EventCodec;
import dev.twokey.journal.JournalException;
import dev.twokey.journal.JournalStore;
import dev.twokey.journal.JournalVerifier;
import dev.twokey.journal.Leases;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.Row;
import dev.twokey.journal.StreamId;
import dev.twokey.journal.Verification;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal in one SQLite file with a write-ahead log; a batch is synced to the disk before
 * {@link #append} returns. One process at a time may have it.
 *
 * <p>{@link #append}, {@link #acquire} and {@link #erase} go one at a time and run in the calling
 * thread, which must be a platform thread (the loop's): SQLite's native code pins a virtual one.
 * Reads may come from any thread. Not for network file systems.
 *
 * <p>SQLite's native library is unpacked to {@code java.io.tmpdir}; where that may not hold
 * programs, start with {@code -Dorg.sqlite.tmpdir=FOLDER}.
 */
public final class SqliteJournal implements JournalStore, Leases {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteJournal.class);

  private static final String EVENTS = "SELECT " + Rows.COLUMNS + " FROM events ";

  private final Path file;
  private final EventCodec codec;
  private final InstantSource clock;
  private final RandomGenerator salts;
  private final FileGuard guard;
  private final Readers readers;
  private final ReentrantLock writing = new ReentrantLock();

  /** Null after a failure, until it can be opened again. */
  private @Nullable Writer writer;

  /** As of the last append: nobody else writes. Null where a failure left open what it is. */
  private volatile @Nullable Head head;

  private boolean closed;

  private SqliteJournal(
      Path file,
      EventCodec codec,
      InstantSource clock,
      RandomGenerator salts,
      FileGuard guard,
      Writer writer) {
    this.file = file;
    this.codec = codec;
    this.clock = clock;
    this.salts = salts;
    this.guard = guard;
    this.writer = writer;
    this.readers = new Readers(file);
  }

  /**
   * Opens a journal, and makes it where there is none: the file for its owner only, and so its
   * folder if that is missing too. Throws a {@link JournalException} that says why it can't be:
   * another process has it, it can't be written, it is another program's, or its end was cut off.
   *
   * @param salts gives the random text beside each payload: a {@link java.security.SecureRandom}
   */
  public static SqliteJournal open(
      Path file, EventCodec codec, InstantSource clock, RandomGenerator salts) {
    FileGuard guard = FileGuard.take(file);
    try {
      return new SqliteJournal(file, codec, clock, salts, guard, Writer.open(file));
    } catch (SQLException e) {
      release(guard);
      throw new JournalException(SqliteTrouble.onWrite(file, e), e);
    } catch (RuntimeException e) {
      release(guard);
      throw e;
    }
  }

  /**
   * Verifies the chain of a file, also one that is in use, and changes nothing. Throws a {@link
   * JournalException} if it can't be read.
   *
   * @param anchors heads that this journal once had, noted elsewhere
   */
  public static Verification verify(Path file, List<Head> anchors) {
    return verify(file, anchors, _ -> {});
  }

  /** The same, and hands each row to a reader on the way, oldest first. */
  public static Verification verify(Path file, List<Head> anchors, Consumer<Row> reader) {
    return walk(file, new JournalVerifier(anchors), reader);
  }

  /**
   * Returns the hash of the first event of a file, which names the journal; empty if it has none.
   * Throws a {@link JournalException} if it can't be read.
   */
  public static Optional<String> firstHash(Path file) {
    try (Connection connection = Connections.onlooker(file)) {
      return Rows.hashAt(connection, 1);
    } catch (SQLException e) {
      throw SqliteTrouble.onRead(file, e);
    }
  }

  /**
   * Hands all events of a file to a reader, oldest first, also of one that is in use, verifies the
   * chain on the way, and changes nothing. Throws a {@link JournalException} if it can't be read.
   *
   * @return what the verifier found; its head is the one that the events lead to
   */
  public static Verification read(Path file, EventCodec codec, Consumer<Recorded> reader) {
    return walk(file, new JournalVerifier(List.of()), row -> reader.accept(row.recorded(codec)));
  }

  private static Verification walk(Path file, JournalVerifier verifier, Consumer<Row> reader) {
    if (!Files.isRegularFile(file)) {
      throw new JournalException(
          new Problem(
              ErrorCode.JOURNAL_UNREADABLE,
              "There is no journal " + file + ".",
              "Name the file that Twokey was started with."));
    }
    try (Connection connection = Connections.onlooker(file);
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN"); // head and rows as of one moment
      try (ResultSet rows = statement.executeQuery(EVENTS + "ORDER BY position")) {
        while (rows.next()) {
          Row row = Rows.row(rows);
          verifier.add(row);
          reader.accept(row);
        }
      }
      return verifier.finish(Rows.head(connection));
    } catch (SQLException e) {
      throw SqliteTrouble.onRead(file, e);
    }
  }

  @Override
  public List<Appended> append(List<Append> batch) {
    long now = Row.micros(clock.instant());
    try {
      return write(to -> {
        Admission admission = to.append(batch, now, codec, salts);
        head = admission.head();
        return admission.answers();
      });
    } catch (JournalException e) {
      LOG.warn("{} appends were not written: {}", batch.size(), e.getMessage());
      return batch.stream().<Appended>map(append -> new Appended.Unwritable(e.problem())).toList();
    }
  }

  @Override
  public OptionalLong acquire(String name, ReplicaId holder, Duration timeToLive) {
    long now = Row.micros(clock.instant());
    long expiresAt = Row.micros(clock.instant().plus(timeToLive));
    try {
      return write(to ->
          to.inTransaction(
              () -> LeaseTable.acquire(to.connection(), name, holder, now, expiresAt)));
    } catch (JournalException e) {
      LOG.warn("the lease {} was not taken: {}", name, e.getMessage());
      return OptionalLong.empty();
    }
  }

  /**
   * Takes the text out of events for good; the chain stays whole. What had been in the write-ahead
   * log is overwritten too; backups are not. Throws a {@link JournalException} if that can't be
   * done.
   */
  public void erase(List<Long> positions) {
    write(to -> {
      int erased = to.erase(positions);
      LOG.info("the text of {} events was erased", erased);
      return erased;
    });
  }

  /** What to do with the writer. */
  private interface Writing<T> {
    T with(Writer writer) throws SQLException;
  }

  /** After a failure the connection is given up; the next write opens a new one. */
  private <T> T write(Writing<T> writing) {
    this.writing.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the journal " + file + " is closed (this is a bug)");
      }
      Writer now = writer == null ? Writer.open(file) : writer;
      writer = now;
      return writing.with(now);
    } catch (SQLException e) {
      giveUpWriter();
      throw new JournalException(SqliteTrouble.onWrite(file, e), e);
    } finally {
      this.writing.unlock();
    }
  }

  private void giveUpWriter() {
    Writer broken = writer;
    writer = null;
    head = null;
    if (broken != null) {
      try {
        broken.close();
      } catch (SQLException e) {
        LOG.warn("closing the broken connection to {} failed", file, e);
      }
    }
  }

  @Override
  public List<Recorded> after(long position, int rowsMax) {
    return events(
        "WHERE position > ? ORDER BY position LIMIT ?",
        query -> {
          query.setLong(1, position);
          query.setInt(2, rowsMax);
        });
  }

  @Override
  public List<Recorded> of(StreamId stream) {
    return events(
        "WHERE stream = ? ORDER BY version", query -> query.setString(1, stream.toString()));
  }

  @Override
  public List<StreamId> open() {
    return streams("SELECT stream FROM streams WHERE closed = 0 ORDER BY stream", query -> {});
  }

  @Override
  public List<StreamId> touchedSince(Instant since) {
    return streams(
        "SELECT stream FROM streams s WHERE touched_at >= ? ORDER BY"
            + " (SELECT position FROM events e WHERE e.stream = s.stream AND e.version = 1)",
        query -> query.setLong(1, Row.micros(since)));
  }

  @Override
  public Head head() {
    Head known = head;
    return known == null
        ? readers.read(connection ->
            Rows.head(connection).orElseThrow(() -> new SQLException("the head row is missing")))
        : known;
  }

  /** The file lock sees to that. */
  @Override
  public boolean isExclusive() {
    return true;
  }

  @Override
  public Optional<String> hashAt(long position) {
    return readers.read(connection -> Rows.hashAt(connection, position));
  }

  @Override
  public boolean alive(ReplicaId holder) {
    long now = Row.micros(clock.instant());
    return readers.read(connection -> LeaseTable.alive(connection, holder, now));
  }

  /** Sets the parameters of a query. */
  private interface Filling {
    void fill(PreparedStatement query) throws SQLException;
  }

  private List<Recorded> events(String where, Filling filling) {
    List<Row> rows =
        readers.read(connection -> {
          try (PreparedStatement query = connection.prepareStatement(EVENTS + where)) {
            filling.fill(query);
            return Rows.all(query);
          }
        });
    return rows.stream().map(row -> row.recorded(codec)).toList();
  }

  private List<StreamId> streams(String sql, Filling filling) {
    return readers.read(connection -> {
      try (PreparedStatement query = connection.prepareStatement(sql)) {
        filling.fill(query);
        return Rows.streams(query);
      }
    });
  }

  @Override
  public void close() {
    writing.lock();
    try {
      if (!closed) {
        closed = true;
        readers.close();
        giveUpWriter();
        release(guard);
      }
    } finally {
      writing.unlock();
    }
  }

  private static void release(FileGuard guard) {
    try {
      guard.close();
    } catch (IOException e) {
      LOG.warn("the lock of the journal could not be freed; the end of the process frees it", e);
    }
  }
}
