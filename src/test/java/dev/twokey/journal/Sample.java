package dev.twokey.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A family of events for the tests of the journal, with all shapes that events have. */
public sealed interface Sample extends Event {
  EventFamily FAMILY =
      new EventFamily(
          "sample",
          Map.of(
              "sample.noted.1", Noted.class,
              "sample.counted.1", Counted.class,
              "sample.filled.1", Filled.class));

  record Noted(String text) implements Sample {}

  record Counted(long number) implements Sample {}

  record Filled(
      Instant when,
      Duration howLong,
      Optional<String> reason,
      List<Thing> things,
      Map<String, Integer> counts,
      Set<String> tags,
      Colour colour,
      boolean flag,
      double share,
      Shape shape)
      implements Sample {
    public Filled {
      things = List.copyOf(things);
      counts = Map.copyOf(counts);
      tags = Set.copyOf(tags);
    }

    /** Looks like a getter, and is none. */
    public boolean isLong() {
      return howLong.toHours() > 1;
    }
  }

  record Thing(String id, Optional<Instant> since) {}

  enum Colour {
    RED,
    GREEN
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Circle.class, name = "circle"),
    @JsonSubTypes.Type(value = Square.class, name = "square")
  })
  sealed interface Shape {}

  record Circle(int radius) implements Shape {}

  record Square(int side, List<Shape> inside) implements Shape {}
}
