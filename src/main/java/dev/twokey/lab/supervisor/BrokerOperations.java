package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Operations on the running broker: limits, management plug-in, passwords. */
final class BrokerOperations {
  private final Optional<BrokerControl> control;
  private final Units units;
  private final Fingerprint fingerprint;

  BrokerOperations(Optional<BrokerDefinition> broker, Units units, Path directory) {
    this.units = units;
    this.control = broker.map(definition -> new BrokerControl(definition, directory));
    this.fingerprint = new Fingerprint(directory.resolve("fingerprint.key"));
  }

  void addTo(Operations operations) {
    operations.change("broker.limit", this::limit);
    operations.change("broker.plugin", this::plugin);
    operations.change("broker.password", this::password);
    operations.read("broker.fingerprint", request -> fingerprint(request.text("user")));
  }

  private BrokerControl broker() {
    return control.orElseThrow(() ->
        new Refusal(
            Refusal.Code.UNIT_UNKNOWN,
            "this lab has no broker",
            "Bring up an environment that has one."));
  }

  private ObjectNode limit(Request request) {
    String resource = request.text("resource");
    String value = request.text("value");
    broker().limit(resource, value);
    ObjectNode answer = Json.object();
    answer.put("resource", resource);
    answer.put("value", value);
    return answer;
  }

  private ObjectNode plugin(Request request) {
    if (!request.has("enabled")) {
      throw Request.invalid("enabled", "true or false");
    }
    boolean enabled = request.flag("enabled", true);
    broker().plugin(enabled);
    return Json.object().put("enabled", enabled);
  }

  private ObjectNode password(Request request) {
    String user = request.text("user");
    boolean restore = request.flag("restore", false);
    broker().password(user, restore);
    if (restore) {
      restartThoseWithAnother(user, broker().currentPassword(user));
    }
    return fingerprint(user);
  }

  /**
   * Who was started since the rotation holds the newer password, and would be refused from now on.
   */
  private void restartThoseWithAnother(String user, String password) {
    for (Unit unit : units.all()) {
      Run run = unit.running();
      Map<String, String> held =
          run == null ? Map.of() : ProcessTable.environment(run.identity().pid()).orElse(Map.of());
      if (user.equals(held.get("AMQP_USER")) && !password.equals(held.get("AMQP_PASSWORD"))) {
        unit.stop();
        unit.start();
      }
    }
  }

  private ObjectNode fingerprint(String user) {
    ObjectNode answer = Json.object();
    answer.put("user", user);
    answer.put("password_fingerprint", fingerprint.of(broker().currentPassword(user)));
    return answer;
  }
}
