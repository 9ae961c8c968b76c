package dev.twokey.connector.pgbackrest;

import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Connection;
import dev.twokey.outside.Call;
import dev.twokey.outside.HostFile;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideProbe;
import dev.twokey.outside.ReadingShape;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeKind;
import dev.twokey.problem.ErrorCode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When the newest good backup ended. Whether it is young enough is for the guard to judge. */
final class BackupProbe extends OutsideProbe {
  private static final String KIND = "pgbackrest";
  private static final String CONNECTION = "connection";

  /** Some thousand backups; a real output has a few hundred bytes for each. */
  static final int BYTES_MOST = 4 * 1024 * 1024;

  BackupProbe(World world) {
    super(
        world,
        new ProbeKind(
            "backup.pgbackrest",
            List.of(
                Argument.optional(
                    CONNECTION,
                    ArgumentType.TEXT,
                    "a connection of kind pgbackrest; needed where there are several")),
            ReadingShape.of("backup.pgbackrest")
                .time("newest")
                .whole("status")
                .text("message")
                .done(),
            false,
            "When the newest good backup of the worst stanza ended; status 0 means that pgBackRest"
                + " finds nothing wrong."));
  }

  @Override
  protected Map<String, Object> ask(Call call) throws OutsideFailure {
    String file = call.fact(connection(call), "info");
    byte[] bytes =
        HostFile.read(
            file,
            "The backup information",
            BYTES_MOST,
            "Check the path of the connection, that Twokey may read it, and the job that writes"
                + " it.",
            call.limit());
    BackupState state = InfoJson.read(Path.of(file), bytes);
    Map<String, Object> values = new LinkedHashMap<>();
    state.newest().ifPresent(newest -> values.put("newest", newest));
    values.put("status", state.status());
    values.put("message", state.message());
    return values;
  }

  private static Connection connection(Call call) throws OutsideFailure {
    String wanted = call.text(CONNECTION, "");
    List<Connection> known =
        call.environment().connections().values().stream()
            .filter(c -> c.kind().equals(KIND))
            .filter(c -> wanted.isEmpty() || c.name().equals(wanted))
            .toList();
    if (known.size() == 1) {
      return known.getFirst();
    }
    String environment = call.environment().name();
    throw OutsideFailure.notAsked(
        ErrorCode.CONNECTION_UNKNOWN,
        wanted.isEmpty()
            ? environment + " has " + known.size() + " connections of kind " + KIND + "."
            : environment + " has no connection '" + wanted + "' of kind " + KIND + ".",
        known.isEmpty()
            ? "Add one with 'info' to inventory/" + environment + ".yaml."
            : "Name one of them as 'connection'.");
  }
}
