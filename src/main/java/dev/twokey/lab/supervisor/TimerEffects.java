package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * What a timer may do: operations that may be done twice, each of which says when its effect is not
 * there.
 */
final class TimerEffects {
  private static final Set<String> ALLOWED =
      Set.of(
          "start",
          "stop",
          "thaw",
          "relay.set",
          "dns.set",
          "broker.limit",
          "broker.plugin",
          "broker.password");

  private static final long START_SECONDS_MAX = 60;

  private final Operations operations;

  TimerEffects(Operations operations) {
    this.operations = operations;
  }

  /** Refuses an action that can't be repeated until it is verified. */
  static void check(ObjectNode action) {
    Request request = new Request(action);
    if (!ALLOWED.contains(request.op())) {
      throw Request.invalid("action", "one of " + ALLOWED.stream().sorted().toList());
    }
    if (request.op().equals("broker.password") && !request.flag("restore", false)) {
      throw Request.invalid("action", "broker.password with restore");
    }
    if (action.has("token")) {
      throw Request.invalid("action", "without a token");
    }
  }

  /** Returns when the effect was seen. */
  void doAndVerify(ObjectNode action) {
    ObjectNode request = action.deepCopy();
    if ("start".equals(request.path("op").textValue())) {
      request.put("wait_seconds", START_SECONDS_MAX);
    }
    try {
      ObjectNode answer = operations.run(request);
      String state = answer.path("state").asText("");
      boolean seen =
          switch (request.path("op").asText()) {
            case "start" -> state.equals("active");
            case "stop" -> state.equals("inactive") || state.equals("failed");
            case "thaw" -> !state.equals("frozen");
            default -> true; // these throw unless their effect was seen
          };
      if (!seen) {
        throw new IllegalStateException("afterwards the state is " + state);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
