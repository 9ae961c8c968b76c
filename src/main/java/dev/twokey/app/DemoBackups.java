package dev.twokey.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Writes what pgBackRest would say of the demo's database: a full backup that is two hours old. */
final class DemoBackups {
  private static final Duration AGE = Duration.ofHours(2);
  private static final Duration TOOK = Duration.ofSeconds(3);

  private DemoBackups() {}

  static void write(Folders folders) throws IOException {
    Instant stop = Instant.now().minus(AGE);
    String text =
        String.format(
            Locale.ROOT,
            """
            [{"name":"main","status":{"code":0,"message":"ok"},"cipher":"none","db":[{"id":1,"repo-key":1,"version":"15"}],
              "backup":[{"label":"demo-full","type":"full","prior":null,"error":false,
                "timestamp":{"start":%d,"stop":%d}}]}]
            """,
            stop.minus(TOOK).getEpochSecond(),
            stop.getEpochSecond());
    for (String environment : new String[] {"staging", "prod"}) {
      Path folder = folders.base().resolve(Path.of(".twokey", "lab", environment));
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("pgbackrest-info.json"), text);
    }
  }
}
