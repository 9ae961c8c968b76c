package dev.twokey.journal.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** Opens connections to the file, each for its purpose. */
final class Connections {
  /** How long a write waits for a foreign program that holds the database. */
  private static final int BUSY_MILLIS_MAX = 1_000;

  /** To this size the write-ahead log is cut back after a checkpoint. */
  private static final int LOG_BYTES_MAX = 64 * 1024 * 1024;

  /**
   * The more pages, the more often a page that changes with each batch is copied back only once.
   */
  private static final int LOG_PAGES_BETWEEN_CHECKPOINTS = 4_000;

  private static final int CACHE_KIBIBYTES_MAX = 16 * 1024;

  private Connections() {}

  /** A commit is durable when it returns: the log is synced. What is erased is overwritten. */
  static Connection writer(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS_MAX);
    config.setJournalSizeLimit(LOG_BYTES_MAX);
    config.setGetGeneratedKeys(false); // it would ask for a row id after each insert
    return open(
        config,
        file,
        "PRAGMA secure_delete = ON",
        "PRAGMA cache_size = -" + CACHE_KIBIBYTES_MAX,
        "PRAGMA wal_autocheckpoint = " + LOG_PAGES_BETWEEN_CHECKPOINTS);
  }

  /** For a file that can be made anew: a commit may be lost when the machine fails. */
  static Connection besides(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_MILLIS_MAX);
    return open(config, file);
  }

  /** Reads beside the writer. */
  static Connection reader(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS_MAX);
    return open(config, file, "PRAGMA query_only = ON");
  }

  /** Changes nothing on the disk, also where the last writer was killed. */
  static Connection onlooker(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS_MAX);
    config.setReadOnly(true);
    return open(config, file, "PRAGMA query_only = ON");
  }

  private static Connection open(SQLiteConfig config, Path file, String... pragmas)
      throws SQLException {
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try (Statement statement = connection.createStatement()) {
      for (String pragma : pragmas) {
        statement.execute(pragma);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
