package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The fields of one request, each read with its type and its limits. */
record Request(ObjectNode fields) {
  static final int TEXT_MAX = 4_096;

  String op() {
    return text("op");
  }

  String text(String name) {
    return optionalText(name)
        .orElseThrow(() ->
            new Refusal(
                Refusal.Code.FIELD_MISSING,
                "the field " + name + " is missing",
                "Name it; deploy/lab/README.md lists the fields of each operation."));
  }

  Optional<String> optionalText(String name) {
    JsonNode value = fields.get(name);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()
        || value.textValue().isEmpty()
        || value.textValue().length() > TEXT_MAX) {
      throw invalid(name, "a text of 1 to " + TEXT_MAX + " characters");
    }
    return Optional.of(value.textValue());
  }

  long number(String name, long absent, long least, long most) {
    JsonNode value = fields.get(name);
    if (value == null || value.isNull()) {
      return absent;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw invalid(name, "a whole number");
    }
    if (value.longValue() < least || value.longValue() > most) {
      throw invalid(name, "from " + least + " to " + most);
    }
    return value.longValue();
  }

  boolean flag(String name, boolean absent) {
    JsonNode value = fields.get(name);
    if (value == null || value.isNull()) {
      return absent;
    }
    if (!value.isBoolean()) {
      throw invalid(name, "true or false");
    }
    return value.booleanValue();
  }

  ObjectNode object(String name) {
    if (fields.get(name) instanceof ObjectNode value) {
      return value;
    }
    throw invalid(name, "an object");
  }

  boolean has(String name) {
    return fields.hasNonNull(name);
  }

  static Refusal invalid(String name, String wanted) {
    return new Refusal(
        Refusal.Code.FIELD_INVALID,
        "the field " + name + " is not " + wanted,
        "Correct the field.");
  }
}
