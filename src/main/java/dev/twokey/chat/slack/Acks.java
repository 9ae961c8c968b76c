package dev.twokey.chat.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.bolt.response.Response;

/** What Slack is answered. */
final class Acks {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private Acks() {}

  /** It is on record, and there is nothing to say. */
  static Response empty() {
    return Response.builder().statusCode(OK).build();
  }

  /** It is not on record: Slack sends it again, or tells its sender that it failed. */
  static Response none() {
    return Response.builder().statusCode(UNAVAILABLE).build();
  }

  /** Tells the sender alone. */
  static Response ephemeral(String text) {
    ObjectNode json = Blocks.object().put("response_type", "ephemeral");
    json.put("text", Mrkdwn.escape(text));
    json.set("blocks", Whispers.blocks(text));
    return json(json);
  }

  /** Says under an input of the modal what is wrong with it. */
  static Response error(String input, String text) {
    ObjectNode json = Blocks.object().put("response_action", "errors");
    json.putObject("errors").put(input, text);
    return json(json);
  }

  /** Shows another modal in place of the one that was sent. */
  static Response view(ObjectNode view) {
    ObjectNode json = Blocks.object().put("response_action", "update");
    json.set("view", view);
    return json(json);
  }

  private static Response json(ObjectNode json) {
    return Response.builder()
        .statusCode(OK)
        .contentType("application/json; charset=utf-8")
        .body(json.toString())
        .build();
  }
}
