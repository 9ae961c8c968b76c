package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.DurableFile;
import dev.twokey.lab.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All relays of one environment; their modes survive a restart of the supervisor. */
final class Relays implements AutoCloseable {
  private final Path path;
  private final Map<String, Relay> relays = new LinkedHashMap<>();

  Relays(Collection<RelayDefinition> definitions, Path path) {
    this.path = path;
    definitions.forEach(
        d -> relays.put(d.name(), new Relay(d.name(), d.listenPort(), d.targetPort())));
  }

  /** Opens each relay in the mode that it had. */
  void open() {
    JsonNode kept = load();
    for (Relay relay : relays.values()) {
      JsonNode was = kept.get(relay.name());
      relay.set(
          was == null
              ? Relay.Setting.PASS
              : new Relay.Setting(
                  Relay.Mode.valueOf(was.path("mode").asText()), was.path("delay_ms").asInt()));
    }
  }

  Relay get(String name) {
    Relay relay = relays.get(name);
    if (relay == null) {
      throw new Refusal(
          Refusal.Code.RELAY_UNKNOWN, "there is no relay " + name, "Ask relay.list for the names.");
    }
    return relay;
  }

  List<Relay> all() {
    return List.copyOf(relays.values());
  }

  synchronized ObjectNode set(String name, Relay.Setting setting) {
    Relay relay = get(name);
    relay.set(setting);
    ObjectNode kept = Json.object();
    for (Relay each : relays.values()) {
      ObjectNode node = kept.putObject(each.name());
      node.put("mode", each.setting().mode().name());
      node.put("delay_ms", each.setting().delayMillis());
    }
    DurableFile.write(path, Json.line(kept));
    return relay.shown();
  }

  @Override
  public void close() {
    relays.values().forEach(Relay::close);
  }

  private JsonNode load() {
    try {
      return Files.exists(path) ? Json.MAPPER.readTree(path.toFile()) : Json.object();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " is not what the supervisor wrote", e);
    }
  }
}
