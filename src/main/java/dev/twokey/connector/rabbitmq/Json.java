package dev.twokey.connector.rabbitmq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Takes fields over from the broker's JSON. A field that is missing, null or of another type is
 * left out: unknown, never 0.
 */
final class Json {
  private Json() {}

  static void text(JsonNode from, String field, Map<String, Object> to, String name) {
    JsonNode value = from.path(field);
    if (value.isTextual()) {
      to.put(name, value.asText());
    }
  }

  static void flag(JsonNode from, String field, Map<String, Object> to, String name) {
    JsonNode value = from.path(field);
    if (value.isBoolean()) {
      to.put(name, value.asBoolean());
    }
  }

  static void whole(JsonNode from, String field, Map<String, Object> to, String name) {
    JsonNode value = from.path(field);
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      to.put(name, value.asLong());
    }
  }
}
