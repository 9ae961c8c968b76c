package dev.twokey.journal.sql;

import dev.twokey.journal.JournalException;
import dev.twokey.journal.JournalStore.Head;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Brings a file to the newest schema. The files {@code schema-1.sql}, {@code schema-2.sql} and so
 * on are run once each, in one transaction each; {@code PRAGMA user_version} says how far it is.
 */
final class Schema {
  private static final int NEWEST = 1;

  private static final int APPLICATION_ID = 0x544B4559;

  private Schema() {}

  /** Throws a {@link JournalException} for a file of another program or of a newer Twokey. */
  static void bringUpToDate(Path file, Connection writer) throws SQLException {
    int version = number(writer, "PRAGMA user_version");
    boolean empty = number(writer, "SELECT count(*) FROM sqlite_master") == 0;
    if (!empty && number(writer, "PRAGMA application_id") != APPLICATION_ID) {
      throw refuse(file, "is a database of another program");
    } else if (version > NEWEST) {
      throw refuse(
          file, "has the schema " + version + ", this Twokey knows schemas up to " + NEWEST);
    }
    for (int next = version + 1; next <= NEWEST; next++) {
      try (Statement statement = writer.createStatement()) {
        statement.executeUpdate(
            "BEGIN IMMEDIATE;\n"
                + script("schema-" + next + ".sql")
                + "PRAGMA user_version = "
                + next
                + ";\nCOMMIT;");
      }
    }
  }

  /**
   * The whole chain takes seconds to verify, so a start looks at its end only: a journal of which
   * head row and last row disagree is not written to.
   */
  static void refuseCutEnd(Path file, Connection writer) throws SQLException {
    Optional<Head> head = Rows.head(writer);
    Head last = Rows.lastRow(writer);
    if (head.isEmpty() || !head.get().equals(last)) {
      String said = head.map(h -> h.position() + " " + h.hash()).orElse("nothing");
      throw new JournalException(
          new Problem(
              ErrorCode.JOURNAL_BROKEN,
              "The journal "
                  + file
                  + " ends at "
                  + last.position()
                  + " "
                  + last.hash()
                  + ", but its head row says "
                  + said
                  + ".",
              "Keep the file, run `twokey journal verify`, and put a backup in place."));
    }
  }

  private static int number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  private static String script(String name) {
    try (InputStream in = Schema.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar (this is a bug)");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JournalException refuse(Path file, String what) {
    return new JournalException(
        new Problem(
            ErrorCode.JOURNAL_UNREADABLE,
            "The file " + file + " " + what + ".",
            "Name another file, or start the Twokey that wrote it."));
  }
}
