package dev.twokey.testkit.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** How Slack reaches the app. */
interface Door {
  /** What is sent. */
  enum Kind {
    COMMAND("slash_commands", true),
    INTERACTIVE("interactive", true),
    EVENT("events_api", false);

    private final String type;
    private final boolean acceptsResponse;

    Kind(String type, boolean acceptsResponse) {
      this.type = type;
      this.acceptsResponse = acceptsResponse;
    }

    String type() {
      return type;
    }

    boolean acceptsResponse() {
      return acceptsResponse;
    }
  }

  /**
   * What the app answered.
   *
   * @param how whether in time
   * @param payload of the answer
   */
  record Ack(How how, Optional<JsonNode> payload) {
    /** How it went. */
    enum How {
      IN_TIME,
      TOO_LATE,
      NOBODY_THERE
    }

    boolean inTime() {
      return how == How.IN_TIME;
    }
  }

  /** Sends something; an event is sent again up to three times where nobody acknowledges it. */
  CompletableFuture<Ack> send(Kind kind, ObjectNode payload);
}
