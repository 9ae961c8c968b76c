package dev.twokey.connector.pgbackrest;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.problem.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the output of {@code pgbackrest info --output=json}. pgBackRest exits with 0 even where a
 * stanza is missing or its repository can't be read, so only the codes inside count. What does not
 * have the documented form is unreadable: a number is never guessed.
 */
final class InfoJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The end of the year 9999: a time after it is no time. */
  private static final long SECONDS_MOST = 253_402_300_799L;

  private final Path file;

  private InfoJson(Path file) {
    this.file = file;
  }

  static BackupState read(Path file, byte[] bytes) throws OutsideFailure {
    return new InfoJson(file).read(bytes);
  }

  private BackupState read(byte[] bytes) throws OutsideFailure {
    JsonNode stanzas = parse(bytes);
    if (!stanzas.isArray()) {
      throw wrong("it is no list of stanzas");
    } else if (stanzas.isEmpty()) {
      return new BackupState(Optional.empty(), BackupState.NO_STANZA, "no stanza is set up");
    }
    BackupState worst = stanza(stanzas.get(0));
    for (int i = 1; i < stanzas.size(); i++) {
      worst = worst.worse(stanza(stanzas.get(i)));
    }
    return worst;
  }

  private JsonNode parse(byte[] bytes) throws OutsideFailure {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw wrong("it is no JSON");
    }
  }

  private BackupState stanza(JsonNode stanza) throws OutsideFailure {
    String name = stanza.path("name").asText("");
    if (name.isEmpty()) {
      throw wrong("a stanza has no name");
    }
    long code = code(stanza.path("status"), name);
    StringBuilder message = new StringBuilder(message(stanza));
    for (JsonNode repository : stanza.path("repo")) {
      long its = code(repository.path("status"), name);
      if (its != 0) {
        code = code == 0 ? its : code;
        String says = message(repository);
        message.append(message.indexOf(says) < 0 ? ": " + says : "");
      }
    }
    return new BackupState(newest(stanza, name), code, "stanza " + name + ": " + message);
  }

  private static String message(JsonNode of) {
    return of.path("status").path("message").asText("no message");
  }

  private long code(JsonNode status, String stanza) throws OutsideFailure {
    JsonNode code = status.path("code");
    if (!code.isIntegralNumber() || !code.canConvertToLong()) {
      throw wrong("the stanza " + stanza + " has no status code");
    }
    return code.longValue();
  }

  /** A backup that pgBackRest itself marks as damaged is none. */
  private Optional<Instant> newest(JsonNode stanza, String name) throws OutsideFailure {
    Optional<Instant> newest = Optional.empty();
    for (JsonNode backup : stanza.path("backup")) {
      Instant stop = stop(backup, name);
      boolean good = !backup.path("error").asBoolean(false);
      if (good && newest.map(stop::isAfter).orElse(true)) {
        newest = Optional.of(stop);
      }
    }
    return newest;
  }

  private Instant stop(JsonNode backup, String stanza) throws OutsideFailure {
    JsonNode stop = backup.path("timestamp").path("stop");
    boolean whole = stop.isIntegralNumber() && stop.canConvertToLong();
    if (!whole || stop.longValue() <= 0 || stop.longValue() > SECONDS_MOST) {
      throw wrong("a backup of the stanza " + stanza + " has no time at which it ended");
    }
    return Instant.ofEpochSecond(stop.longValue());
  }

  private OutsideFailure wrong(String why) {
    return OutsideFailure.failed(
        ErrorCode.PROBE_FAILED,
        "The backup information in " + file + " can't be understood: " + why + ".",
        "Write the output of `pgbackrest info --output=json` into it, as a whole: to another name"
            + " first, then rename.");
  }
}
