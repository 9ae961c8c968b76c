package dev.twokey.journal.sql;

import dev.twokey.journal.ReplicaId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/** The statements over the table of leases. Times are microseconds, as in the events. */
final class LeaseTable {
  /** One statement: a free, expired or own lease is taken; the token grows with each new holder. */
  private static final String ACQUIRE =
      "INSERT INTO leases (name, host, epoch, token, expires_at) VALUES (?1, ?2, ?3, 1, ?4)"
          + " ON CONFLICT (name) DO UPDATE SET"
          + " token = token + (host <> ?2 OR epoch <> ?3), host = ?2, epoch = ?3, expires_at = ?4"
          + " WHERE (host = ?2 AND epoch = ?3) OR expires_at <= ?5"
          + " RETURNING token";

  private LeaseTable() {}

  static OptionalLong acquire(
      Connection connection, String name, ReplicaId holder, long now, long expiresAt)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ACQUIRE)) {
      statement.setString(1, name);
      statement.setString(2, holder.host());
      statement.setLong(3, holder.epoch());
      statement.setLong(4, expiresAt);
      statement.setLong(5, now);
      try (ResultSet taken = statement.executeQuery()) {
        return taken.next() ? OptionalLong.of(taken.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  static boolean alive(Connection connection, ReplicaId holder, long now) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT 1 FROM leases WHERE host = ? AND epoch = ? AND expires_at > ?")) {
      query.setString(1, holder.host());
      query.setLong(2, holder.epoch());
      query.setLong(3, now);
      try (ResultSet found = query.executeQuery()) {
        return found.next();
      }
    }
  }
}
