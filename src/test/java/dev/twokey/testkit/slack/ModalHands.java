package dev.twokey.testkit.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills inputs of modals in as Slack's client lets people do, and does what the app answers. */
final class ModalHands {
  private ModalHands() {}

  /** Adds what was typed or chosen in an input block to the state of its view. */
  static void fill(JsonNode block, Map<String, String> inputs, ObjectNode values) {
    String id = block.path("block_id").asText();
    JsonNode element = block.path("element");
    String typed = inputs.getOrDefault(id, "");
    if (typed.isEmpty() && !block.path("optional").asBoolean(false)) {
      throw new AssertionError("Slack does not send the modal while " + id + " is empty");
    }
    String type = element.path("type").asText();
    ObjectNode value =
        values.putObject(id).putObject(element.path("action_id").asText()).put("type", type);
    switch (type) {
      case "plain_text_input" -> {
        if (typed.length() > element.path("max_length").asInt(3000)) {
          throw new AssertionError("Slack takes no more characters for " + id);
        }
        if (typed.isEmpty()) {
          value.putNull("value");
        } else {
          value.put("value", typed);
        }
      }
      case "static_select", "radio_buttons" -> {
        if (typed.isEmpty()) {
          value.putNull("selected_option");
        } else {
          value.set("selected_option", option(element, typed));
        }
      }
      default -> {
        ArrayNode chosen = value.putArray("selected_options");
        typed.lines().forEach(line -> chosen.add(option(element, line)));
      }
    }
  }

  private static JsonNode option(JsonNode element, String text) {
    for (JsonNode option : element.path("options")) {
      if (option.path("text").path("text").asText().equals(text)) {
        return option;
      }
    }
    throw new AssertionError("there is no choice " + text + " in " + element);
  }

  /** Does what the app answered to a submission: close, show errors, or show another view. */
  static void answered(
      Workspace workspace, String user, Workspace.Modal modal, Optional<JsonNode> payload) {
    String action = payload.map(p -> p.path("response_action").asText()).orElse("");
    synchronized (workspace) {
      switch (action) {
        case "", "clear" -> workspace.modals.remove(user);
        case "errors" -> {} // stays open, with the errors under the inputs
        case "update", "push" -> {
          JsonNode view = payload.orElseThrow().path("view");
          List<String> wrong = BlockRules.modal(view);
          if (!wrong.isEmpty()) {
            throw new AssertionError("Slack shows an error instead of the view: " + wrong);
          }
          workspace.modals.put(user, new Workspace.Modal(modal.id(), workspace.ts() + ".h", view));
        }
        default -> throw new AssertionError("Slack knows no response_action " + action);
      }
    }
  }
}
