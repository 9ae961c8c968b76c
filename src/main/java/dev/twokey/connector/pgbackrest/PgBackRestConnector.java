package dev.twokey.connector.pgbackrest;

import dev.twokey.outside.World;
import dev.twokey.probe.Probe;
import java.util.List;

/**
 * The probe of pgBackRest's backups. Connections have the kind {@code pgbackrest} and the fact
 * {@code info}: the path of a file with the output of {@code pgbackrest info --output=json}, which
 * a timer on the backup host writes anew.
 */
public final class PgBackRestConnector {
  private PgBackRestConnector() {}

  /** Returns the probes. */
  public static List<Probe> probes(World world) {
    return List.of(new BackupProbe(world));
  }
}
