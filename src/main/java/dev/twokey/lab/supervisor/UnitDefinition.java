package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor knows of one unit, as it stands in {@code units.json}.
 *
 * <p>A value of {@code environment} that is {@code ${file:PATH}} is read at each start, so a unit
 * holds the password of the moment at which it was started.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnitDefinition(
    String name,
    String host,
    List<String> tags,
    List<String> command,
    Map<String, String> environment,
    String directory,
    String log,
    Readiness readiness,
    int stopGraceSeconds,
    @Nullable String data) {

  private static final int HASH_BYTES = 8;

  /** How it is seen that a unit works: {@code none}, {@code tcp} or {@code http} on loopback. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Readiness(Kind kind, int port, @Nullable String path) {
    /** The ways of looking. */
    public enum Kind {
      NONE,
      TCP,
      HTTP
    }

    /** Ready as soon as it runs. */
    public static Readiness none() {
      return new Readiness(Kind.NONE, 0, null);
    }

    /** Ready when its port takes a connection. */
    public static Readiness tcp(int port) {
      return new Readiness(Kind.TCP, port, null);
    }

    /** Ready when a GET is answered with a status below 500. */
    public static Readiness http(int port, String path) {
      return new Readiness(Kind.HTTP, port, path);
    }
  }

  /** Copies, and refuses what can't be run. */
  public UnitDefinition {
    if (!name.matches("[a-z][a-z0-9-]{0,40}")) {
      throw new IllegalArgumentException("a unit's name is not like worker-1: " + name);
    }
    if (command.isEmpty()) {
      throw new IllegalArgumentException("unit " + name + " has no command");
    }
    if (stopGraceSeconds < 1 || stopGraceSeconds > 60) {
      throw new IllegalArgumentException(
          "unit " + name + " has a grace that is not 1 to 60 seconds");
    }
    tags = List.copyOf(tags);
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /**
   * A hash of what would be started and where: who planned a change of one definition must not meet
   * another. It is the same in all JVMs.
   */
  String hash() {
    String text = host + "\n" + command + "\n" + new TreeMap<>(environment) + "\n" + directory;
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK (this is a bug)", e);
    }
  }

  Path logPath() {
    return Path.of(log);
  }
}
