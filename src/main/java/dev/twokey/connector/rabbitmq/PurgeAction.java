package dev.twokey.connector.rabbitmq;

import com.fasterxml.jackson.databind.JsonNode;
import dev.twokey.action.ActionKind;
import dev.twokey.action.Effect;
import dev.twokey.action.Preview;
import dev.twokey.action.Risk;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Target;
import dev.twokey.outside.Call;
import dev.twokey.outside.Fingerprint;
import dev.twokey.outside.HttpAnswer;
import dev.twokey.outside.OutsideAction;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.World;
import java.util.List;
import java.util.Set;

/** Throws away what waits in a queue. What a consumer holds unacknowledged stays. */
final class PurgeAction extends OutsideAction {
  PurgeAction(World world) {
    super(
        world,
        new ActionKind(
            "rabbitmq.queue.purge",
            Risk.DESTROY,
            Set.of(Effect.DELETE),
            List.of(Argument.required("queue", ArgumentType.QUEUE, "the queue")),
            false,
            "Throws away all messages that wait in a queue. Nothing brings them back. Messages"
                + " that a consumer holds unacknowledged stay."));
  }

  @Override
  protected Preview.Ready look(Call call) throws OutsideFailure {
    Broker broker = Broker.ofQueue(call);
    call.mustHaveLogin(broker.connection());
    String queue = call.text("queue");
    String vhost = broker.vhost(call);
    JsonNode found = Management.get(call, broker.connection(), Broker.queuePath(vhost, queue));
    JsonNode ready = found.path("messages_ready");
    String lost =
        ready.isIntegralNumber()
            ? ready.asText() + " waiting messages are lost"
            : "all waiting messages are lost; RabbitMQ can't say how many";
    return new Preview.Ready(
        List.of(new Target(call.environment().name(), queue)),
        "purge queue " + queue + " in virtual host " + vhost + " of " + broker.service().name(),
        List.of(queue + ": " + lost),
        fingerprint(call, broker, vhost, found),
        "",
        "rabbitmqctl -p '" + vhost + "' purge_queue '" + queue + "'");
  }

  private static String fingerprint(Call call, Broker broker, String vhost, JsonNode queue) {
    return new Fingerprint()
        .with("environment", call.environment().name())
        .with("connection", broker.connection().facts())
        .with("vhost", vhost)
        .with("queue", call.text("queue"))
        .with("type", queue.path("type"))
        .with("durable", queue.path("durable"))
        .with("arguments", queue.path("arguments"))
        .text();
  }

  @Override
  protected String act(Call call) throws OutsideFailure {
    Broker broker = Broker.ofQueue(call);
    Connection connection = broker.connection();
    String path = Broker.queuePath(broker.vhost(call), call.text("queue")) + "/contents";
    HttpAnswer answer = Management.send(call, connection, call.login(), "DELETE", path);
    if (answer.status() != 204) {
      throw Management.failure(call, connection, call.login(), answer, path);
    }
    return "RabbitMQ purged " + call.text("queue") + ".";
  }
}
