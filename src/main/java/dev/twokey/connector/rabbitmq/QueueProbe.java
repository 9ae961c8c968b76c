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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One queue: its depth, its consumers and its rates. */
final class QueueProbe extends OutsideProbe {
  QueueProbe(World world) {
    super(
        world,
        new ProbeKind(
            "rabbitmq.queue",
            List.of(Argument.required("queue", ArgumentType.QUEUE, "the queue")),
            ReadingShape.of("rabbitmq.queue")
                .whole("messages", "ready", "unacknowledged", "consumers")
                .real("acked_per_second", "published_per_second")
                .done(),
            false,
            "The depth, consumers and rates of a queue. A depth that the broker does not know yet"
                + " (after a restart) is left out. Rates lag by the broker's statistics"
                + " interval."));
  }

  @Override
  protected Map<String, Object> ask(Call call) throws OutsideFailure {
    Broker broker = Broker.ofQueue(call);
    String path = Broker.queuePath(broker.vhost(call), call.text("queue"));
    JsonNode queue = Management.get(call, broker.connection(), path);
    Map<String, Object> values = new LinkedHashMap<>();
    Json.whole(queue, "messages", values, "messages");
    Json.whole(queue, "messages_ready", values, "ready");
    Json.whole(queue, "messages_unacknowledged", values, "unacknowledged");
    Json.whole(queue, "consumers", values, "consumers");
    boolean counted = values.containsKey("messages");
    rate(queue, "ack", counted, values, "acked_per_second");
    rate(queue, "publish", counted, values, "published_per_second");
    return values;
  }

  /** Once the broker has counted a queue, an event that it does not list has never happened. */
  private static void rate(
      JsonNode queue, String event, boolean counted, Map<String, Object> values, String name) {
    JsonNode rate = queue.path("message_stats").path(event + "_details").path("rate");
    if (rate.isNumber()) {
      values.put(name, rate.asDouble());
    } else if (counted && queue.path("message_stats").path(event).isMissingNode()) {
      values.put(name, 0.0);
    }
  }
}
