package dev.twokey.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Turns a plan into the text that is stored and hashed, and back. */
public final class PlanText {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final int REMEMBERED = 64;

  /** The same text is read when it is decided on, when it was stored, and by each who looks. */
  private static final AtomicReferenceArray<@Nullable Remembered> LATELY =
      new AtomicReferenceArray<>(REMEMBERED);

  private record Remembered(String text, Plan plan) {}

  private PlanText() {}

  /** Returns the text of a plan: the same plan gives the same text. */
  public static String write(Plan plan) {
    try {
      return JSON.writeValueAsString(plan);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan can't be written (this is a bug)", e);
    }
  }

  /** Returns the plan of a stored text. */
  public static Plan read(String text) {
    int place = Math.floorMod(text.hashCode(), REMEMBERED);
    Remembered known = LATELY.get(place);
    if (known != null && known.text().equals(text)) {
      return known.plan();
    }
    try {
      Plan plan = JSON.readValue(text, Plan.class);
      LATELY.set(place, new Remembered(text, plan));
      return plan;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "a stored plan can't be read (this is a bug): " + e.getOriginalMessage(), e);
    }
  }
}
