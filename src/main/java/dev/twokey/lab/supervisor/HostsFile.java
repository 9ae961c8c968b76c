package dev.twokey.lab.supervisor;

import dev.twokey.lab.text.DurableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The names that the process of one unit can resolve; its JVM reads the file at each look-up. */
final class HostsFile {
  private HostsFile() {}

  /** Gives a name an address on loopback, or takes the name away. */
  static void set(Path path, String name, Optional<String> address) {
    if (!name.matches("[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?")) {
      throw Request.invalid("name", "a host name of small letters");
    }
    if (address.isPresent() && !address.get().matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")) {
      throw Request.invalid("address", "an address on loopback");
    }
    List<String> lines = new ArrayList<>();
    for (String line : lines(path)) {
      if (!List.of(line.split("\\s+")).contains(name)) {
        lines.add(line);
      }
    }
    address.ifPresent(a -> lines.add(a + " " + name));
    DurableFile.write(path, String.join("\n", lines) + "\n");
  }

  private static List<String> lines(Path path) {
    try {
      return Files.readAllLines(path);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " can't be read", e);
    }
  }
}
