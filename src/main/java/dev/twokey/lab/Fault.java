package dev.twokey.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The lab's faults by name, each with the requests that make it and those that take it back. */
public enum Fault {
  /** The disk limit is set above what any disk has. */
  DISK_ALARM("", _ -> List.of(limit("disk", "900000GB")), _ -> List.of(limit("disk", "default"))),
  /** The memory limit is set below what the broker uses. */
  MEMORY_ALARM("", _ -> List.of(limit("memory", "20MB")), _ -> List.of(limit("memory", "default"))),
  /** A unit is killed; off starts it. */
  KILL("rabbitmq-server", unit -> List.of(unit("kill", unit)), unit -> List.of(start(unit))),
  /** A unit is stopped in good order; off starts it. */
  STOP("rabbitmq-server", unit -> List.of(unit("stop", unit)), unit -> List.of(start(unit))),
  /** A unit hangs. */
  HANG("rabbitmq-server", unit -> List.of(unit("freeze", unit)), unit -> List.of(unit("thaw", unit))),
  /** The way from a backend to the broker refuses. */
  CUT("backend-1", relay -> List.of(relay(relay, "cut")), relay -> List.of(relay(relay, "pass"))),
  /** The way from a backend to the broker swallows everything. */
  BLACKHOLE(
      "backend-1",
      relay -> List.of(relay(relay, "blackhole")),
      relay -> List.of(relay(relay, "pass"))),
  /** The way from a backend to the broker takes two seconds. */
  DELAY(
      "backend-1",
      relay -> List.of(relay(relay, "delay").put("delay_ms", 2_000)),
      relay -> List.of(relay(relay, "pass"))),
  /** A unit can't resolve the broker's name, and loses the connection that it has. */
  DNS(
      "backend-1",
      unit -> List.of(name(unit), LabClient.request("relay.reset").put("relay", unit)),
      unit -> List.of(name(unit).put("address", "127.0.0.1"))),
  /** The management plug-in is switched off. */
  PLUGIN("", _ -> List.of(plugin(false)), _ -> List.of(plugin(true))),
  /** The broker's password is rotated, and nobody told the backend, which has to log in again. */
  PASSWORD(
      "backend-1",
      relay ->
          List.of(password(), LabClient.request("relay.reset").put("relay", relay)),
      _ -> List.of(password().put("restore", true)));

  private final String target;
  private final Function<String, List<ObjectNode>> on;
  private final Function<String, List<ObjectNode>> off;

  Fault(
      String target,
      Function<String, List<ObjectNode>> on,
      Function<String, List<ObjectNode>> off) {
    this.target = target;
    this.on = on;
    this.off = off;
  }

  /** The name on the command line. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The requests for the supervisor; an empty target means the fault's own. */
  public List<ObjectNode> requests(boolean inject, String wantedTarget) {
    String aim = wantedTarget.isEmpty() ? target : wantedTarget;
    return (inject ? on : off).apply(aim);
  }

  private static ObjectNode limit(String resource, String value) {
    return LabClient.request("broker.limit").put("resource", resource).put("value", value);
  }

  private static ObjectNode unit(String op, String unit) {
    return LabClient.request(op).put("unit", unit);
  }

  private static ObjectNode start(String unit) {
    return unit("start", unit).put("wait_seconds", 60);
  }

  private static ObjectNode relay(String relay, String mode) {
    return LabClient.request("relay.set").put("relay", relay).put("mode", mode);
  }

  private static ObjectNode name(String unit) {
    return unit("dns.set", unit).put("name", LabSystem.BROKER_NAME);
  }

  private static ObjectNode plugin(boolean enabled) {
    return LabClient.request("broker.plugin").put("enabled", enabled);
  }

  private static ObjectNode password() {
    return LabClient.request("broker.password").put("user", "app");
  }
}
