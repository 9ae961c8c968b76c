package dev.twokey.lab.supervisor;

import dev.twokey.lab.text.DurableFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts the process of a unit in a session of its own, with nothing but the unit's environment.
 */
final class Launcher {
  /** Every process of the lab carries these, so that one can be found whose start was not noted. */
  static final String UNIT_VARIABLE = "TWOKEY_LAB_UNIT";

  static final String DIRECTORY_VARIABLE = "TWOKEY_LAB_DIR";

  private static final long LOG_BYTES_MAX = 4L << 20;
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final Path directory;

  Launcher(Path directory) {
    this.directory = directory;
  }

  Run launch(UnitDefinition unit, Instant now) {
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(unit.command());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(new File(unit.directory()));
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", PATH);
    environment.put("LANG", "C.UTF-8");
    environment.put(UNIT_VARIABLE, unit.name());
    environment.put(DIRECTORY_VARIABLE, directory.toString());
    unit.environment().forEach((name, value) -> environment.put(name, resolve(value)));
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(unit.logPath().toFile()));
    try {
      makeRoom(unit.logPath());
      Process process = builder.start();
      return Run.ofChild(process, identity(process), now);
    } catch (IOException e) {
      throw new UncheckedIOException("unit " + unit.name() + " can't be started", e);
    }
  }

  /** A child that is gone already gets a start time that no process has. */
  private static ProcessTable.Identity identity(Process process) {
    return ProcessTable.read(process.pid())
        .map(ProcessTable.Entry::identity)
        .orElse(new ProcessTable.Identity(process.pid(), -1));
  }

  private static String resolve(String value) {
    if (value.startsWith("${file:") && value.endsWith("}")) {
      return DurableFile.read(Path.of(value.substring("${file:".length(), value.length() - 1)));
    }
    return value;
  }

  private static void makeRoom(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * The process of that unit which an earlier supervisor started and could not note down any more.
   */
  static Optional<ProcessTable.Identity> findUnnoted(Path directory, String unit) {
    return ProcessTable.all().stream()
        .filter(entry -> entry.session() == entry.identity().pid() && !entry.zombie())
        .filter(entry -> {
          Map<String, String> environment =
              ProcessTable.environment(entry.identity().pid()).orElse(Map.of());
          return unit.equals(environment.get(UNIT_VARIABLE))
              && directory.toString().equals(environment.get(DIRECTORY_VARIABLE));
        })
        .map(ProcessTable.Entry::identity)
        .min(Comparator.comparingLong(ProcessTable.Identity::startTicks));
  }
}
