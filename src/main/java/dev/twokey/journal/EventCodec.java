package dev.twokey.journal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Writes events as JSON and reads them back equal. The same event gives the same text in every
 * process. An event that holds a known secret is refused (I7). Safe for threads.
 */
public final class EventCodec {
  /** Longest payload. What is longer belongs into a file. */
  public static final int PAYLOAD_CHARACTERS_MAX = 1_000_000;

  private static final Pattern TYPE_NAME =
      Pattern.compile("[a-z][a-z0-9_-]*(\\.[a-z][a-z0-9_-]*)+\\.[1-9][0-9]{0,3}");

  private final Map<String, Shape> shapes = new HashMap<>();
  private final Map<Class<? extends Event>, String> names = new LinkedHashMap<>();
  private final Redactor redactor;
  private final JsonMapper mapper = EventJson.mapper();
  private final ObjectWriter writer = mapper.writer();
  private final ObjectWriter asciiWriter = writer.with(JsonWriteFeature.ESCAPE_NON_ASCII);

  /**
   * An event as text.
   *
   * @param type name with its version, such as {@code operation.planned.1}
   * @param payload JSON
   */
  public record Encoded(String type, String payload) {
    public Encoded {
      requireNonNull(type, "type");
      requireNonNull(payload, "payload");
    }
  }

  /** How a stored type becomes an event. */
  private record Shape(ObjectReader reader, Function<Object, Event> upcast) {}

  /**
   * Makes a codec for these families. A class that stands under several names is written under the
   * last of them. Throws an {@link IllegalArgumentException} where two families claim one name.
   */
  public EventCodec(Collection<EventFamily> families, Redactor redactor) {
    this.redactor = redactor;
    for (EventFamily family : families) {
      family
          .types()
          .forEach((name, type) -> {
            register(family, name, type, Event.class::cast);
            names.put(type, name);
          });
      family.retired().forEach(old -> register(family, old.type(), old.shape(), old::read));
    }
  }

  private void register(
      EventFamily family, String name, Class<?> type, Function<Object, Event> upcast) {
    if (!TYPE_NAME.matcher(name).matches() || !name.startsWith(family.family() + ".")) {
      throw new IllegalArgumentException(
          "a type of the family '"
              + family.family()
              + "' is named like '"
              + family.family()
              + ".happened.1', got '"
              + name
              + "'");
    }
    if (shapes.putIfAbsent(name, new Shape(mapper.readerFor(type), upcast)) != null) {
      throw new IllegalArgumentException("the type name '" + name + "' is given twice");
    }
  }

  /**
   * Writes an event. Throws a {@link JournalException} if its type has no name, if it can't be
   * written as JSON, if it is too long, or if it holds a known secret.
   */
  public Encoded write(Event event) {
    String type = names.get(event.getClass());
    if (type == null) {
      throw refuse(
          ErrorCode.EVENT_UNKNOWN,
          "The event " + event.getClass().getName() + " has no type name.",
          "Name it in its event family (this is a bug).");
    }
    String payload = json(type, event);
    if (payload.length() > PAYLOAD_CHARACTERS_MAX) {
      throw refuse(
          ErrorCode.LIMIT_EXCEEDED,
          "An event "
              + type
              + " has "
              + payload.length()
              + " characters, the limit is "
              + PAYLOAD_CHARACTERS_MAX
              + ".",
          "Ask for less at once.");
    }
    if (redactor.holdsKnownSecret(payload)
        || (payload.indexOf('\\') >= 0 && holdsEscapedSecret(payload))) {
      throw holdsSecret("An event " + type);
    }
    return new Encoded(type, payload);
  }

  /**
   * Reads an event; one of a retired shape is said in today's. Throws a {@link JournalException} if
   * the type is unknown or the text is not of this type.
   */
  public Event read(String type, String payload) {
    Shape shape = shapes.get(type);
    if (shape == null) {
      throw refuse(
          ErrorCode.EVENT_UNKNOWN,
          "The journal holds an event of the type '" + type + "', which this Twokey doesn't know.",
          "Start the version that wrote it, or a newer one.");
    }
    try {
      return shape.upcast().apply(requireNonNull(shape.reader().readValue(payload), "event"));
    } catch (JsonProcessingException | NullPointerException | IllegalArgumentException e) {
      throw unreadable(type, e);
    }
  }

  /** Throws a {@link JournalException} if the text holds a known secret. */
  void refuseSecret(String what, String text) {
    if (redactor.holdsKnownSecret(text)) {
      throw holdsSecret(what);
    }
  }

  private String json(String type, Event event) {
    try {
      String payload = writer.writeValueAsString(event);
      return isUnicode(payload) ? payload : asciiWriter.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new JournalException(
          new Problem(
              ErrorCode.EVENT_UNWRITABLE,
              "An event " + type + " can't be written as JSON: " + e.getOriginalMessage() + ".",
              "This is a bug; please report it."),
          e);
    }
  }

  /** Half a surrogate pair would come back from the disk as a question mark. */
  private static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
      }
    }
    return true;
  }

  /** A quote or a backslash in a secret is escaped in JSON, so the plain search misses it. */
  private boolean holdsEscapedSecret(String payload) {
    try (JsonParser parser = mapper.createParser(payload)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if ((token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME)
            && redactor.holdsKnownSecret(parser.getText())) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new IllegalStateException("can't parse what was just written (this is a bug)", e);
    }
  }

  private static JournalException holdsSecret(String what) {
    return refuse(
        ErrorCode.SECRET_IN_EVENT,
        what + " holds a secret that Twokey knows, so it was not recorded.",
        "Take the secret out of the text; if it was typed in a chat, rotate it.");
  }

  private static JournalException unreadable(String type, Exception cause) {
    String says =
        cause instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : String.valueOf(cause.getMessage());
    return new JournalException(
        new Problem(
            ErrorCode.EVENT_UNREADABLE,
            "An event of the type '" + type + "' can't be read: " + says + ".",
            "Run `twokey journal verify`: if it is whole, another version wrote this shape."),
        cause);
  }

  private static JournalException refuse(ErrorCode code, String what, String advice) {
    return new JournalException(new Problem(code, what, advice));
  }
}
