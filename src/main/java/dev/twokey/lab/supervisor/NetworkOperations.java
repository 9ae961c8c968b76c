package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.Json;
import java.nio.file.Files;
import java.nio.file.Path;

/** Operations on relays and names, and the attempts that are made in the place of a unit. */
final class NetworkOperations {
  private final Units units;
  private final Relays relays;
  private final Path directory;

  NetworkOperations(Units units, Relays relays, Path directory) {
    this.units = units;
    this.relays = relays;
    this.directory = directory;
  }

  void addTo(Operations operations) {
    Ask ask = new Ask(units, directory);
    operations.read("ask", ask::answer);
    operations.read("relay.list", _ -> list());
    operations.change("relay.set", this::set);
    operations.change("relay.reset", this::reset);
    operations.change("dns.set", this::name);
  }

  private ObjectNode list() {
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("relays");
    relays.all().forEach(relay -> list.add(relay.shown()));
    return answer;
  }

  private ObjectNode set(Request request) {
    Relay.Mode mode =
        switch (request.text("mode")) {
          case "pass" -> Relay.Mode.PASS;
          case "cut" -> Relay.Mode.CUT;
          case "delay" -> Relay.Mode.DELAY;
          case "blackhole" -> Relay.Mode.BLACKHOLE;
          default -> throw Request.invalid("mode", "pass, cut, delay or blackhole");
        };
    long delay = request.number("delay_ms", 0, 0, Relay.DELAY_MILLIS_MAX);
    if (mode == Relay.Mode.DELAY && delay == 0) {
      throw Request.invalid("delay_ms", "from 1 to " + Relay.DELAY_MILLIS_MAX);
    }
    return relays.set(request.text("relay"), new Relay.Setting(mode, (int) delay));
  }

  private ObjectNode reset(Request request) {
    Relay relay = relays.get(request.text("relay"));
    relay.reset();
    return relay.shown();
  }

  private ObjectNode name(Request request) {
    Unit unit = units.get(request.text("unit"));
    Path hosts = directory.resolve("hosts").resolve(unit.definition().name());
    if (!Files.exists(hosts)) {
      throw Request.invalid("unit", "a unit with names of its own");
    }
    String name = request.text("name");
    HostsFile.set(hosts, name, request.optionalText("address"));
    ObjectNode answer = Json.object();
    answer.put("unit", unit.definition().name());
    answer.put("name", name);
    request.optionalText("address").ifPresent(address -> answer.put("address", address));
    return answer;
  }
}
