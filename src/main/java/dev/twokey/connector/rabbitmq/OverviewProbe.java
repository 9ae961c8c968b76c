package dev.twokey.connector.rabbitmq;

import com.fasterxml.jackson.databind.JsonNode;
import dev.twokey.inventory.Access;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.outside.Call;
import dev.twokey.outside.HttpAnswer;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideProbe;
import dev.twokey.outside.ReadingShape;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the management API answers, and the broker's totals. Under an alarm it answers as ever.
 */
final class OverviewProbe extends OutsideProbe {
  private static final String PATH = "/api/overview";

  OverviewProbe(World world) {
    super(
        world,
        new ProbeKind(
            "rabbitmq.overview",
            List.of(Argument.required("service", ArgumentType.SERVICE, "the broker")),
            ReadingShape.of("rabbitmq.overview")
                .flag("answered")
                .text("cluster_name")
                .whole("messages", "connections", "consumers")
                .done(),
            false,
            "Whether the management API answers, and the broker's totals. It answers the same way"
                + " while an alarm blocks publishers."));
  }

  @Override
  protected Map<String, Object> ask(Call call) throws OutsideFailure {
    Broker broker = Broker.ofService(call);
    HttpAnswer answer = Management.send(call, broker.connection(), Access.READ, "GET", PATH);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("answered", true);
    if (answer.status() == 200) {
      Management.tree(answer).ifPresent(overview -> fill(overview, values));
    }
    return values;
  }

  private static void fill(JsonNode overview, Map<String, Object> values) {
    JsonNode objects = overview.path("object_totals");
    JsonNode totals = overview.path("queue_totals");
    Json.text(overview, "cluster_name", values, "cluster_name");
    Json.whole(totals, "messages", values, "messages");
    if (totals.isObject() && totals.isEmpty() && objects.path("queues").asInt(-1) == 0) {
      // no queue: there is nothing to count, and that is known
      values.put("messages", 0L);
    }
    Json.whole(objects, "connections", values, "connections");
    Json.whole(objects, "consumers", values, "consumers");
  }
}
