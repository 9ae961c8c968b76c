package dev.twokey.journal.sql;

import dev.twokey.journal.Admission;
import dev.twokey.journal.Append;
import dev.twokey.journal.EventCodec;
import dev.twokey.journal.JournalStore.Head;
import dev.twokey.journal.Row;
import dev.twokey.journal.StreamId;
import dev.twokey.journal.Write;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The one connection that writes. After an {@link SQLException} it is to be closed. */
final class Writer implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement last;
  private final PreparedStatement versionOf;
  private final PreparedStatement isKnown;
  private final PreparedStatement withKey;
  private final PreparedStatement addEvent;
  private final PreparedStatement setStream;
  private final PreparedStatement setHead;
  private final PreparedStatement erase;

  private Writer(Connection connection) throws SQLException {
    this.connection = connection;
    last =
        connection.prepareStatement(
            "SELECT head.position, head.hash, coalesce(events.at, 0) FROM head"
                + " LEFT JOIN events ON events.position = head.position");
    versionOf = connection.prepareStatement("SELECT version FROM streams WHERE stream = ?");
    isKnown = connection.prepareStatement("SELECT 1 FROM events WHERE idempotency_key = ? LIMIT 1");
    withKey =
        connection.prepareStatement(
            "SELECT " + Rows.COLUMNS + " FROM events WHERE idempotency_key = ? ORDER BY position");
    addEvent =
        connection.prepareStatement(
            "INSERT INTO events (" + Rows.COLUMNS + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)");
    setStream =
        connection.prepareStatement(
            "INSERT INTO streams (stream, version, closed, touched_at) VALUES (?,?,?,?)"
                + " ON CONFLICT (stream) DO UPDATE SET version = excluded.version,"
                + " closed = excluded.closed, touched_at = excluded.touched_at");
    setHead = connection.prepareStatement("UPDATE head SET position = ?, hash = ?");
    erase =
        connection.prepareStatement(
            "UPDATE events SET payload = NULL, salt = NULL"
                + " WHERE position = ? AND payload IS NOT NULL");
  }

  static Writer open(Path file) throws SQLException {
    Connection connection = Connections.writer(file);
    try {
      Schema.bringUpToDate(file, connection);
      Schema.refuseCutEnd(file, connection);
      return new Writer(connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  Connection connection() {
    return connection;
  }

  /** Judges and stores a batch in one transaction. Durable when it returns. */
  Admission append(List<Append> batch, long now, EventCodec codec, RandomGenerator salts)
      throws SQLException {
    return inTransaction(() -> {
      Admission admission = Admission.of(batch, ground(batch), now, codec, salts);
      store(admission);
      return admission;
    });
  }

  /** Returns how many texts there were. What lay in the log goes with its cut. */
  int erase(List<Long> positions) throws SQLException {
    int erased =
        inTransaction(() -> {
          int count = 0;
          for (long position : positions) {
            erase.setLong(1, position);
            count += erase.executeUpdate();
          }
          return count;
        });
    execute("PRAGMA wal_checkpoint(TRUNCATE)");
    return erased;
  }

  /** What to do between BEGIN and COMMIT. */
  interface Body<T> {
    T run() throws SQLException;
  }

  <T> T inTransaction(Body<T> body) throws SQLException {
    execute("BEGIN IMMEDIATE");
    try {
      T result = body.run();
      execute("COMMIT");
      return result;
    } catch (SQLException | RuntimeException e) {
      try {
        execute("ROLLBACK");
      } catch (SQLException alreadyRolledBack) {
        e.addSuppressed(alreadyRolledBack);
      }
      throw e;
    }
  }

  private Admission.Ground ground(List<Append> batch) throws SQLException {
    Map<StreamId, Long> versions = new HashMap<>();
    Map<String, List<Row>> earlier = new HashMap<>();
    for (Append append : batch) {
      for (Write write : append.writes()) {
        if (!versions.containsKey(write.stream())) {
          versions.put(write.stream(), version(write.stream()));
        }
      }
      Optional<String> key = append.idempotencyKey();
      if (key.isPresent() && isKnown(key.get())) {
        withKey.setString(1, key.get());
        earlier.put(key.get(), Rows.all(withKey));
      }
    }
    try (ResultSet found = last.executeQuery()) {
      if (!found.next()) {
        throw new SQLException("the head row is missing");
      }
      Head head = new Head(found.getLong(1), found.getString(2));
      return new Admission.Ground(head, found.getLong(3), versions, earlier);
    }
  }

  /** Nearly every key is new, and this costs a third of asking for its rows. */
  private boolean isKnown(String key) throws SQLException {
    isKnown.setString(1, key);
    try (ResultSet found = isKnown.executeQuery()) {
      return found.next();
    }
  }

  private long version(StreamId stream) throws SQLException {
    versionOf.setString(1, stream.toString());
    try (ResultSet found = versionOf.executeQuery()) {
      return found.next() ? found.getLong(1) : 0;
    }
  }

  private void store(Admission admission) throws SQLException {
    for (Row row : admission.rows()) {
      add(row);
    }
    if (admission.rows().isEmpty()) {
      return;
    }
    for (Map.Entry<StreamId, Admission.Change> change : admission.changes().entrySet()) {
      setStream.setString(1, change.getKey().toString());
      setStream.setLong(2, change.getValue().version());
      setStream.setBoolean(3, change.getValue().closed());
      setStream.setLong(4, admission.rows().getLast().at());
      setStream.executeUpdate();
    }
    setHead.setLong(1, admission.head().position());
    setHead.setString(2, admission.head().hash());
    setHead.executeUpdate();
  }

  private void add(Row row) throws SQLException {
    addEvent.setLong(1, row.position());
    addEvent.setString(2, row.stream());
    addEvent.setLong(3, row.version());
    addEvent.setString(4, row.type());
    addEvent.setLong(5, row.at());
    addEvent.setString(6, row.actor());
    addEvent.setString(7, row.causation());
    addEvent.setString(8, row.idempotencyKey().orElse(null));
    addEvent.setString(9, row.payload().orElse(null));
    addEvent.setString(10, row.salt().orElse(null));
    addEvent.setString(11, row.digest());
    addEvent.setString(12, row.prev());
    addEvent.setString(13, row.hash());
    addEvent.executeUpdate();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
