package dev.twokey.connector.rabbitmq;

import com.fasterxml.jackson.databind.JsonNode;
import dev.twokey.inventory.Access;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Connection;
import dev.twokey.outside.Call;
import dev.twokey.outside.HttpAnswer;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideProbe;
import dev.twokey.outside.ReadingShape;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The nodes with their alarms and what they are about. Sizes are bytes. */
final class NodesProbe extends OutsideProbe {
  private static final String PATH =
      "/api/nodes?columns=name,running,disk_free_alarm,mem_alarm,disk_free,disk_free_limit,"
          + "mem_used,mem_limit";
  private static final String ALARMS = "/api/health/checks/alarms";

  NodesProbe(World world) {
    super(
        world,
        new ProbeKind(
            "rabbitmq.nodes",
            List.of(Argument.required("service", ArgumentType.SERVICE, "the broker")),
            ReadingShape.of("rabbitmq.nodes")
                .list(
                    "nodes",
                    ReadingShape.of("node")
                        .text("name")
                        .flag("running", "disk_alarm", "memory_alarm")
                        .whole("disk_free", "disk_free_limit", "memory_used", "memory_limit"))
                .done(),
            false,
            "The broker's nodes with their alarms. An alarm blocks all publishers. Sizes are"
                + " bytes."));
  }

  @Override
  protected Map<String, Object> ask(Call call) throws OutsideFailure {
    Connection broker = Broker.ofService(call).connection();
    JsonNode answer = Management.get(call, broker, PATH);
    HttpAnswer health = Management.send(call, broker, Access.READ, "GET", ALARMS);
    List<Map<String, Object>> nodes = new ArrayList<>();
    for (JsonNode from : answer) {
      Map<String, Object> node = node(from);
      if (Boolean.TRUE.equals(node.get("running"))) {
        correct(node, health);
      }
      nodes.add(node);
    }
    return Map.of("nodes", nodes);
  }

  /**
   * Sets the alarms of a running node to what the broker's own check says now: the list of nodes
   * lags by the statistics interval. Sizes that belong to another moment are left out. A broker
   * without that check changes nothing.
   */
  private static void correct(Map<String, Object> node, HttpAnswer health) {
    if (health.status() != 200 && health.status() != 503) {
      return;
    }
    Optional<JsonNode> said = Management.tree(health).filter(t -> t.path("status").isTextual());
    if (said.isEmpty() || (health.status() == 503 && !said.get().path("alarms").isArray())) {
      return;
    }
    Set<String> alarms = new HashSet<>();
    for (JsonNode alarm : said.get().path("alarms")) {
      if (alarm.path("node").asText().equals(node.get("name"))) {
        alarms.add(alarm.path("resource").asText());
      }
    }
    correct(node, "disk_alarm", alarms.contains("disk space"), "disk_free", "disk_free_limit");
    correct(node, "memory_alarm", alarms.contains("memory"), "memory_used", "memory_limit");
  }

  private static void correct(
      Map<String, Object> node, String alarm, boolean now, String... sizes) {
    Object before = node.put(alarm, now);
    if (before != null && !before.equals(now)) {
      node.keySet().removeAll(List.of(sizes));
    }
  }

  private static Map<String, Object> node(JsonNode from) {
    Map<String, Object> node = new LinkedHashMap<>();
    Json.text(from, "name", node, "name");
    Json.flag(from, "running", node, "running");
    Json.flag(from, "disk_free_alarm", node, "disk_alarm");
    Json.flag(from, "mem_alarm", node, "memory_alarm");
    Json.whole(from, "disk_free", node, "disk_free");
    Json.whole(from, "disk_free_limit", node, "disk_free_limit");
    Json.whole(from, "mem_used", node, "memory_used");
    Json.whole(from, "mem_limit", node, "memory_limit");
    return node;
  }
}
