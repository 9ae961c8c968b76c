package dev.twokey.journal.sql;

import dev.twokey.journal.Chain;
import dev.twokey.journal.JournalStore.Head;
import dev.twokey.journal.Row;
import dev.twokey.journal.StreamId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of the tables to values. */
final class Rows {
  static final String COLUMNS =
      "position, stream, version, type, at, actor, causation, idempotency_key, payload, salt,"
          + " digest, prev, hash";

  private Rows() {}

  /** Reads one row. A column that was made empty by force reads as an empty text. */
  static Row row(ResultSet rows) throws SQLException {
    return new Row(
        rows.getLong(1),
        text(rows, 2),
        rows.getLong(3),
        text(rows, 4),
        rows.getLong(5),
        text(rows, 6),
        text(rows, 7),
        Optional.ofNullable(rows.getString(8)),
        Optional.ofNullable(rows.getString(9)),
        Optional.ofNullable(rows.getString(10)),
        text(rows, 11),
        text(rows, 12),
        text(rows, 13));
  }

  /** Reads all rows of a query over {@link #COLUMNS}. */
  static List<Row> all(PreparedStatement query) throws SQLException {
    try (ResultSet found = query.executeQuery()) {
      List<Row> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(row(found));
      }
      return rows;
    }
  }

  static Optional<Head> head(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("SELECT position, hash FROM head WHERE one = 1");
        ResultSet found = query.executeQuery()) {
      return found.next()
          ? Optional.of(new Head(found.getLong(1), text(found, 2)))
          : Optional.empty();
    }
  }

  static Optional<String> hashAt(Connection connection, long position) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT hash FROM events WHERE position = ?")) {
      query.setLong(1, position);
      try (ResultSet found = query.executeQuery()) {
        return found.next() ? Optional.of(text(found, 1)) : Optional.empty();
      }
    }
  }

  /** Returns the end of the chain as the events have it. */
  static Head lastRow(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT position, hash FROM events ORDER BY position DESC LIMIT 1");
        ResultSet found = query.executeQuery()) {
      return found.next() ? new Head(found.getLong(1), text(found, 2)) : new Head(0, Chain.GENESIS);
    }
  }

  /** Reads the first column of a query as streams. */
  static List<StreamId> streams(PreparedStatement query) throws SQLException {
    try (ResultSet found = query.executeQuery()) {
      List<StreamId> streams = new ArrayList<>();
      while (found.next()) {
        streams.add(StreamId.parse(text(found, 1)));
      }
      return streams;
    }
  }

  private static String text(ResultSet rows, int column) throws SQLException {
    String value = rows.getString(column);
    return value == null ? "" : value;
  }
}
