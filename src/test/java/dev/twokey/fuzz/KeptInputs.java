package dev.twokey.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The inputs that once showed a mistake, by target. */
final class KeptInputs {
  static final Path FOLDER = Path.of("src/test/resources/fuzz");

  private KeptInputs() {}

  /** Returns the names of the folders. */
  static List<String> folders() throws IOException {
    if (!Files.isDirectory(FOLDER)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  /** Returns texts by file name; bytes that are no text are replaced, as for Jazzer's inputs. */
  static Map<String, String> of(String target) throws IOException {
    Map<String, String> inputs = new TreeMap<>();
    Path folder = FOLDER.resolve(target);
    if (!Files.isDirectory(folder)) {
      return inputs;
    }
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        inputs.put(
            file.getFileName().toString(),
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      }
    }
    return inputs;
  }
}
