package dev.twokey.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** The lab's faults by name, each with the requests that make it and those that take it back. */
public enum Fault {
  /** The disk limit is set above what any disk has. */
  DISK_ALARM(""),
  /** The memory limit is set below what the broker uses. */
  MEMORY_ALARM(""),
  /** A unit is killed; off starts it. */
  KILL("rabbitmq-server"),
  /** A unit is stopped in good order; off starts it. */
  STOP("rabbitmq-server"),
  /** A unit hangs. */
  HANG("rabbitmq-server"),
  /** The way from a backend to the broker refuses. */
  CUT("backend-1"),
  /** The way from a backend to the broker swallows everything. */
  BLACKHOLE("backend-1"),
  /** Each piece on the way from a backend to the broker takes half a second. */
  DELAY("backend-1"),
  /** A backend can't resolve the broker's name, and loses the connection that it has. */
  DNS("backend-1"),
  /** The management plug-in is switched off. */
  PLUGIN(""),
  /** The password is rotated, nobody told the backend, and it loses the connection that it has. */
  PASSWORD("backend-1");

  private static final int DELAY_MILLIS = 500;

  private final String target;

  Fault(String target) {
    this.target = target;
  }

  /** The name on the command line. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The requests for the supervisor; an empty target means the fault's own. */
  public List<ObjectNode> requests(boolean on, String wantedTarget) {
    String aim = wantedTarget.isEmpty() ? target : wantedTarget;
    return switch (this) {
      case DISK_ALARM -> List.of(limit("disk", on ? "900000GB" : "default"));
      case MEMORY_ALARM -> List.of(limit("memory", on ? "20MB" : "default"));
      case KILL -> List.of(on ? unit("kill", aim) : start(aim));
      case STOP -> List.of(on ? unit("stop", aim) : start(aim));
      case HANG -> List.of(unit(on ? "freeze" : "thaw", aim));
      case CUT -> List.of(relay(aim, on ? "cut" : "pass"));
      case BLACKHOLE -> List.of(relay(aim, on ? "blackhole" : "pass"));
      case DELAY ->
          List.of(on ? relay(aim, "delay").put("delay_ms", DELAY_MILLIS) : relay(aim, "pass"));
      case DNS ->
          on ? List.of(name(aim), reset(aim)) : List.of(name(aim).put("address", "127.0.0.1"));
      case PLUGIN -> List.of(LabClient.request("broker.plugin").put("enabled", !on));
      case PASSWORD ->
          on ? List.of(password(), reset(aim)) : List.of(password().put("restore", true));
    };
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

  private static ObjectNode reset(String relay) {
    return LabClient.request("relay.reset").put("relay", relay);
  }

  private static ObjectNode name(String unit) {
    return unit("dns.set", unit).put("name", LabSystem.BROKER_NAME);
  }

  private static ObjectNode password() {
    return LabClient.request("broker.password").put("user", "app");
  }
}
