package dev.twokey.journal.sql;

import dev.twokey.journal.JournalException;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says what an error of SQLite means for a person. */
final class SqliteTrouble {
  /** SQLite's extended codes keep the plain code in their lowest byte. */
  private static final int PLAIN_CODE = 0xff;

  private SqliteTrouble() {}

  static Problem onWrite(Path file, SQLException cause) {
    return switch (code(cause)) {
      case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CONSTRAINT, SQLITE_ERROR, SQLITE_SCHEMA ->
          new Problem(
              ErrorCode.JOURNAL_BROKEN,
              "The journal " + file + " is damaged: " + cause.getMessage() + ".",
              "Stop Twokey, keep the file, run `twokey journal verify`, and put a backup in"
                  + " place.");
      case SQLITE_FULL ->
          unwritable(file, cause, "Make room on its disk; Twokey goes on by itself.");
      case SQLITE_BUSY, SQLITE_LOCKED ->
          unwritable(file, cause, "End the other program that writes to it.");
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH ->
          unwritable(file, cause, "Make the file and its folder writable for Twokey.");
      default -> unwritable(file, cause, "Look at the disk; Twokey goes on by itself.");
    };
  }

  static JournalException onRead(Path file, SQLException cause) {
    return new JournalException(
        new Problem(
            ErrorCode.JOURNAL_UNREADABLE,
            "The journal " + file + " can't be read: " + cause.getMessage() + ".",
            "Look at the file, its rights and its disk."),
        cause);
  }

  private static Problem unwritable(Path file, SQLException cause, String advice) {
    return new Problem(
        ErrorCode.JOURNAL_UNWRITABLE,
        "The journal " + file + " can't be written: " + cause.getMessage() + ".",
        advice);
  }

  private static SQLiteErrorCode code(SQLException cause) {
    return cause instanceof SQLiteException sqlite
        ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PLAIN_CODE)
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }
}
