package dev.twokey.journal.sql;

import dev.twokey.chat.ChatPlatform.MessageRef;
import dev.twokey.chat.Conversation;
import dev.twokey.chatops.Deliveries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands where, in a small database beside the journal, so that the journal keeps one writer.
 * It is written behind, by one thread; what a crash loses of it, or the whole file, costs a look on
 * the platform or an edit that changes nothing. Safe for threads.
 */
public final class DeliveryFile implements Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryFile.class);
  private static final int CLOSE_SECONDS_MAX = 5;
  private static final String TABLE =
      "CREATE TABLE IF NOT EXISTS deliveries (marker TEXT PRIMARY KEY, platform TEXT NOT NULL,"
          + " channel TEXT NOT NULL, thread TEXT, message TEXT NOT NULL, digest TEXT NOT NULL)";
  private static final String OLDEST =
      "DELETE FROM deliveries WHERE rowid NOT IN"
          + " (SELECT rowid FROM deliveries ORDER BY rowid DESC LIMIT "
          + KEPT_MAX
          + ")";
  private static final String PUT =
      "INSERT OR REPLACE INTO deliveries (marker, platform, channel, thread, message, digest)"
          + " VALUES (?, ?, ?, ?, ?, ?)";

  private final Map<String, Delivered> kept = new ConcurrentHashMap<>();
  private final ExecutorService writing =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("twokey-deliveries").factory());
  private final Connection connection;
  private boolean failing;

  private DeliveryFile(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens the file, and makes it if it is not there or damaged. Where even that fails, as on a
   * read-only disk, the deliveries are kept until the process ends.
   */
  public static Deliveries open(Path file) {
    try {
      return read(file);
    } catch (SQLException damaged) {
      LOG.warn("{} can't be used ({}); it is made anew", file, damaged.getMessage());
    }
    try {
      Files.deleteIfExists(file);
      return read(file);
    } catch (SQLException | IOException e) {
      LOG.warn("what stands in the chats can't be kept for the next start", e);
      return Deliveries.inMemory();
    }
  }

  private static DeliveryFile read(Path file) throws SQLException {
    Connection connection = Connections.besides(file);
    try (Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
      statement.execute(OLDEST);
      DeliveryFile opened = new DeliveryFile(connection);
      try (ResultSet rows = statement.executeQuery("SELECT * FROM deliveries")) {
        while (rows.next()) {
          opened.kept.put(rows.getString("marker"), delivered(rows));
        }
      }
      return opened;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static Delivered delivered(ResultSet row) throws SQLException {
    @Nullable String thread = row.getString("thread");
    Conversation where =
        new Conversation(
            row.getString("platform"), row.getString("channel"), Optional.ofNullable(thread));
    return new Delivered(new MessageRef(where, row.getString("message")), row.getString("digest"));
  }

  @Override
  public Optional<Delivered> of(String marker) {
    return Optional.ofNullable(kept.get(marker));
  }

  @Override
  public void put(String marker, Delivered delivered) {
    kept.put(marker, delivered);
    MessageRef message = delivered.message();
    write(
        PUT,
        marker,
        message.where().platform(),
        message.where().channel(),
        message.where().thread().orElse(null),
        message.id(),
        delivered.digest());
  }

  @Override
  public void remove(String marker) {
    kept.remove(marker);
    write("DELETE FROM deliveries WHERE marker = ?", marker);
  }

  private void write(String statement, @Nullable String... values) {
    writing.execute(() -> {
      try (PreparedStatement prepared = connection.prepareStatement(statement)) {
        for (int i = 0; i < values.length; i++) {
          prepared.setString(i + 1, values[i]);
        }
        prepared.executeUpdate();
        failing = false;
      } catch (SQLException e) {
        if (!failing) {
          LOG.warn("what stands in the chats can't be kept for the next start", e);
        }
        failing = true;
      }
    });
  }

  /** Writes what waits, for at most some seconds, and closes the file. */
  @Override
  public void close() {
    writing.shutdown();
    try {
      if (!writing.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
        writing.shutdownNow();
      }
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      LOG.warn("the file of what stands in the chats could not be closed", e);
    }
  }
}
