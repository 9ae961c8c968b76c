package dev.twokey.connector.host;

import dev.twokey.inventory.Entry;
import dev.twokey.inventory.EntryKind;
import dev.twokey.outside.Call;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.Place;
import dev.twokey.problem.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks from the place of a workload's instance, through the transport to its host. */
final class HostPlace implements Place {
  private static final String BROKER = "rabbitmq";

  @Override
  public Map<String, Object> ask(Call call, String probe, String from) throws OutsideFailure {
    Entry workload =
        Hosts.workloadOf(call.environment(), from)
            .orElseThrow(() ->
                OutsideFailure.notAsked(
                    ErrorCode.TARGET_UNKNOWN,
                    "No workload of "
                        + call.environment().name()
                        + " has the instance '"
                        + from
                        + "'.",
                    "Name an instance from the inventory's workloads."));
    HostTransport transport =
        Hosts.instances(call, workload).stream()
            .filter(instance -> instance.name().equals(from))
            .findFirst()
            .orElseThrow()
            .transport();
    Entry service = call.entry("service");
    return switch (probe) {
      case "tcp.connect" -> {
        mustBeBroker(call, service, probe);
        yield Attempts.connected(transport.attempt(from, probe, Map.of()));
      }
      case "dns.resolve" -> {
        mustBeBroker(call, service, probe);
        yield Attempts.resolved(transport.attempt(from, probe, Map.of()));
      }
      case "amqp.handshake" -> {
        mustBeBroker(call, service, probe);
        yield Attempts.shaken(transport.attempt(from, probe, Map.of()));
      }
      case "http.get" -> Attempts.got(transport.attempt(from, probe, page(call, service, from)));
      default -> throw notFromThere(probe, service, from);
    };
  }

  /** An instance is configured for one broker; it is asked with that configuration. */
  private static void mustBeBroker(Call call, Entry service, String probe) throws OutsideFailure {
    if (!call.connection(service, "connection").kind().equals(BROKER)) {
      throw notFromThere(probe, service, "an instance");
    }
  }

  private static Map<String, String> page(Call call, Entry service, String from)
      throws OutsideFailure {
    Map<String, String> with = new LinkedHashMap<>();
    with.put("path", call.text("path"));
    boolean itself =
        call.environment()
            .entry(EntryKind.WORKLOAD, service.name())
            .filter(workload -> Hosts.unitsOf(workload).contains(from))
            .isPresent();
    if (!itself) {
      with.put(
          "to", service.text("unit").orElseThrow(() -> notFromThere("http.get", service, from)));
    }
    return with;
  }

  private static OutsideFailure notFromThere(String probe, Entry service, String from) {
    return OutsideFailure.notAsked(
        ErrorCode.CONFIG_INVALID,
        probe + " of " + service.name() + " can't be asked from " + from + ".",
        "Leave 'from' out, or give the service a 'unit' that its host knows.");
  }
}
