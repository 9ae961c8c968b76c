package dev.twokey.lab.supervisor;

import dev.twokey.lab.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole of {@code units.json}: what one environment is made of. */
public record LabDefinition(
    String environment,
    List<UnitDefinition> units,
    List<RelayDefinition> relays,
    @Nullable BrokerDefinition broker) {
  /** Copies. */
  public LabDefinition {
    units = List.copyOf(units);
    relays = List.copyOf(relays);
  }

  /** Reads the file that {@code lab up} wrote. */
  public static LabDefinition read(Path path) {
    try {
      return Json.MAPPER.readValue(path.toFile(), LabDefinition.class);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " can't be read as a lab", e);
    }
  }
}
