package dev.twokey.app;

import dev.twokey.engine.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every two seconds whether a file of the configuration, a runbook or a command is another
 * than before. Asking is used, not the notices of the operating system, which are silent on network
 * disks and for replaced folders.
 */
final class FilesWatch {
  private static final Logger LOG = LoggerFactory.getLogger(FilesWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final int FILES_MAX = 2_000;

  private final Folders folders;
  private final Runner runner;
  private final InstantSource clock;
  private final Runnable look;
  private final Runnable changed;
  private Map<Path, String> known;

  /**
   * Makes one; what the files are now counts as known.
   *
   * @param look called at each turn
   * @param changed called after a change that no other has followed for one turn
   */
  FilesWatch(Folders folders, Runner runner, InstantSource clock, Runnable look, Runnable changed) {
    this.folders = folders;
    this.runner = runner;
    this.clock = clock;
    this.look = look;
    this.changed = changed;
    this.known = seen();
  }

  /** Begins. */
  void start() {
    later(known);
  }

  private void later(Map<Path, String> before) {
    runner.at(clock.instant().plus(EVERY), () -> turn(before));
  }

  /** A change counts when it is the same at two turns: editors write in several steps. */
  private void turn(Map<Path, String> before) {
    Map<Path, String> now = before;
    try {
      look.run();
      now = seen();
      if (!now.equals(known) && now.equals(before)) {
        known = now;
        changed.run();
      }
    } catch (RuntimeException e) {
      LOG.error("the files could not be looked at (this is a bug)", e);
    }
    later(now);
  }

  private Map<Path, String> seen() {
    Map<Path, String> seen = new TreeMap<>();
    for (Path folder :
        List.of(
            folders.config(),
            folders.config().resolve("inventory"),
            folders.commands(),
            folders.runbooks())) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(f -> f.toString().endsWith(".yaml") || f.toString().endsWith(".md"))
            .limit(FILES_MAX)
            .forEach(f -> seen.put(f, stamp(f)));
      } catch (IOException e) {
        seen.put(folder, e.getClass().getSimpleName()); // told when the files are read
      }
    }
    return seen;
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return is.lastModifiedTime() + " " + is.size() + " " + is.fileKey();
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    }
  }
}
