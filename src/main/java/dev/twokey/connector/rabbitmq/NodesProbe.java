package dev.twokey.connector.rabbitmq;

import com.fasterxml.jackson.databind.JsonNode;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.outside.Call;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideProbe;
import dev.twokey.outside.ReadingShape;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The nodes with their alarms and what they are about. Sizes are bytes. */
final class NodesProbe extends OutsideProbe {
  private static final String PATH =
      "/api/nodes?columns=name,running,disk_free_alarm,mem_alarm,disk_free,disk_free_limit,"
          + "mem_used,mem_limit";

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
    JsonNode answer = Management.get(call, Broker.ofService(call).connection(), PATH);
    List<Map<String, Object>> nodes = new ArrayList<>();
    answer.forEach(node -> nodes.add(node(node)));
    return Map.of("nodes", nodes);
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
