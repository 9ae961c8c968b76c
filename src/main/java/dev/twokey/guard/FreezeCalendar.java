package dev.twokey.guard;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A calendar in which each event is a time in which nothing is changed. It is read anew for each
 * plan; what stands in it is not accepted by anybody, so whoever can write it can end a freeze.
 *
 * @param environments where
 * @param source where it is read
 * @param exemption who can make an exception together; empty means nobody
 */
public record FreezeCalendar(
    Set<String> environments, Source source, Optional<Exemption> exemption) {
  public FreezeCalendar {
    environments = Set.copyOf(environments);
    requireNonNull(source, "source");
    requireNonNull(exemption, "exemption");
  }

  /** Where a calendar is read. */
  public sealed interface Source {
    /** Returns the arguments of the probe that reads it. */
    Map<String, Object> with();

    /** Returns its name for people. */
    String words();
  }

  /** A file of this host, by its whole path. */
  public record OfFile(String path) implements Source {
    public OfFile {
      requireNonNull(path, "path");
    }

    @Override
    public Map<String, Object> with() {
      return Map.of("file", path);
    }

    @Override
    public String words() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /** A page of a connection of the environment. */
  public record OfConnection(String connection, String path) implements Source {
    public OfConnection {
      requireNonNull(connection, "connection");
      requireNonNull(path, "path");
    }

    @Override
    public Map<String, Object> with() {
      return Map.of("connection", connection, "path", path);
    }

    /** The path may be what protects the calendar, so it is shown nowhere. */
    @Override
    public String words() {
      return connection;
    }
  }
}
