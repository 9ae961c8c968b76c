package dev.twokey.probe;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the values of readings to JSON and back to equal values: a time stays a time, a whole
 * number whole.
 */
public final class Values {
  private static final String TIME = "$time";
  private static final String SPAN = "$span";

  private Values() {}

  /** Writes. */
  public static final class Writer extends JsonSerializer<Map<String, Object>> {
    @Override
    public void serialize(Map<String, Object> value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      write(value, out);
    }

    private static void write(Object value, JsonGenerator out) throws IOException {
      switch (value) {
        case Map<?, ?> map -> {
          out.writeStartObject();
          for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.writeFieldName(entry.getKey().toString());
            write(entry.getValue(), out);
          }
          out.writeEndObject();
        }
        case List<?> list -> {
          out.writeStartArray();
          for (Object item : list) {
            write(item, out);
          }
          out.writeEndArray();
        }
        case Instant time -> tagged(TIME, time.toString(), out);
        case Duration span -> tagged(SPAN, span.toString(), out);
        case String text -> out.writeString(text);
        case Boolean flag -> out.writeBoolean(flag);
        case Long whole -> out.writeNumber(whole);
        case Integer whole -> out.writeNumber(whole.longValue());
        case Double real -> out.writeNumber(real);
        default ->
            throw new IllegalArgumentException(
                "a reading can't hold a " + value.getClass() + " (this is a bug)");
      }
    }

    private static void tagged(String tag, String text, JsonGenerator out) throws IOException {
      out.writeStartObject();
      out.writeStringField(tag, text);
      out.writeEndObject();
    }
  }

  /** Reads. */
  public static final class Reader extends JsonDeserializer<Map<String, Object>> {
    @Override
    public Map<String, Object> deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      return fields(context.readTree(in)); // the parser's own tree would demand the end of the text
    }

    private static Map<String, Object> fields(JsonNode node) {
      Map<String, Object> map = new LinkedHashMap<>();
      node.properties().forEach(e -> map.put(e.getKey(), value(e.getValue())));
      return map;
    }

    private static Object value(JsonNode node) {
      if (node.isObject()) {
        if (node.size() == 1 && node.has(TIME)) {
          return Instant.parse(node.get(TIME).asText());
        } else if (node.size() == 1 && node.has(SPAN)) {
          return Duration.parse(node.get(SPAN).asText());
        }
        return fields(node);
      } else if (node.isArray()) {
        List<Object> list = new ArrayList<>();
        node.forEach(item -> list.add(value(item)));
        return list;
      } else if (node.isTextual()) {
        return node.asText();
      } else if (node.isBoolean()) {
        return node.asBoolean();
      } else if (node.isIntegralNumber()) {
        return node.asLong();
      }
      return node.asDouble();
    }
  }
}
