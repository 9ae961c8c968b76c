package dev.twokey.connector.rabbitmq;

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

/** Whether the management API takes Twokey's own read login. */
final class LoginProbe extends OutsideProbe {
  LoginProbe(World world) {
    super(
        world,
        new ProbeKind(
            "rabbitmq.login",
            List.of(Argument.required("service", ArgumentType.SERVICE, "the broker")),
            ReadingShape.of("rabbitmq.login").flag("answered", "authorised").text("detail").done(),
            false,
            "Whether the management API answers and takes Twokey's read login. It says nothing"
                + " about AMQP, nor about the logins of others."));
  }

  @Override
  protected Map<String, Object> ask(Call call) throws OutsideFailure {
    Broker broker = Broker.ofService(call);
    HttpAnswer answer =
        Management.send(call, broker.connection(), Access.READ, "GET", "/api/whoami");
    String user = call.user(broker.connection(), Access.READ);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("answered", true);
    switch (answer.status()) {
      case 200 -> {
        values.put("authorised", true);
        values.put("detail", user + " is let in");
      }
      case 401, 403 -> {
        values.put("authorised", false);
        values.put("detail", user + " is refused: " + Management.reason(answer));
      }
      default -> values.put("detail", "unexpected answer: " + Management.reason(answer));
    }
    return values;
  }
}
