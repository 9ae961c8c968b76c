package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.lab.LabFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a bot on this JVM's lab: the shipped commands and runbooks, and the shipped
 * configuration with the lab's ports and paths. Both environments lie on the one lab. In staging
 * the runbooks' durations are a fiftieth.
 */
final class StoryFiles {
  private static final Path SHIPPED = Path.of("deploy", "lab", "config");
  private static final double TIME_SCALE = 0.02;

  private final Folders folders;
  private final LabFixture lab;

  private StoryFiles(Folders folders, LabFixture lab) {
    this.folders = folders;
    this.lab = lab;
  }

  /** Writes them into a folder that must be there; asks for the lab, so the first call is slow. */
  static StoryFiles in(Path folder) {
    LabFixture lab = LabFixture.get();
    Path home = Path.of("").toAbsolutePath();
    StoryFiles files =
        new StoryFiles(
            new Folders(
                folder,
                folder.resolve("config"),
                folder.resolve("runbooks"),
                home.resolve("commands"),
                folder.resolve("state")),
            lab);
    try {
      files.write();
      files.backup(Duration.ofHours(2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private void write() throws IOException {
    Files.createDirectories(folders.config().resolve("inventory"));
    StateFolder.make(folders);
    for (String file : new String[] {"people.yaml", "policy.yaml"}) {
      Files.copy(SHIPPED.resolve(file), folders.config().resolve(file));
    }
    Files.createDirectories(folders.runbooks());
    for (Path file : shippedRunbooks()) {
      Files.copy(file, folders.runbooks().resolve(file.getFileName()));
    }
    inventory("staging", "time_scale: " + TIME_SCALE + "\n");
    inventory("prod", "");
  }

  private static List<Path> shippedRunbooks() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("runbooks"))) {
      return files.toList();
    }
  }

  /** Rewrites one of the written files, before a bot reads it; the text must be in it. */
  StoryFiles edit(Path file, String text, String replacement) throws IOException {
    String before = Files.readString(file);
    assertThat(before).contains(text);
    Files.writeString(file, before.replace(text, replacement));
    return this;
  }

  private void inventory(String environment, String more) throws IOException {
    String name = "inventory/" + environment + ".yaml";
    String text =
        Files.readString(SHIPPED.resolve(name))
            .replace(".twokey/lab/" + environment, lab.directory().toString())
            .replaceAll(":2[12]672", ":" + lab.ports().amqp())
            .replaceAll(":3[12]672", ":" + lab.ports().management())
            .replaceAll(":3[12]673", ":" + lab.ports().http(1))
            .replaceAll(":3[12]674", ":" + lab.ports().http(2));
    Files.writeString(folders.config().resolve(name), more + text);
  }

  /** Writes that the newest full backup ended that long ago. */
  void backup(Duration age) throws IOException {
    long stop = Instant.now().minus(age).getEpochSecond();
    Files.writeString(
        lab.directory().resolve("pgbackrest-info.json"),
        """
        [{"name":"main","status":{"code":0,"message":"ok"},"cipher":"none",
          "db":[{"id":1,"repo-key":1,"version":"15"}],
          "backup":[{"label":"a-full","type":"full","prior":null,"error":false,
            "timestamp":{"start":%d,"stop":%d}}]}]
        """
            .formatted(stop - 3, stop));
  }

  Folders folders() {
    return folders;
  }

  LabFixture lab() {
    return lab;
  }
}
