package dev.twokey.guard;

import dev.twokey.probe.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events of a freeze calendar around a time.
 *
 * @param events by their begin
 */
record FreezeEvents(List<Event> events) {
  /** One time in which nothing is changed: from its begin on, up to its end. */
  record Event(String summary, Instant start, Instant end) {
    boolean covers(Instant at) {
      return !at.isBefore(start) && at.isBefore(end);
    }
  }

  FreezeEvents {
    events = events.stream().sorted(Comparator.comparing(Event::start)).toList();
  }

  /** Reads what {@code calendar.events} found; empty if it is not of that shape. */
  static Optional<FreezeEvents> of(Reading.Observed reading) {
    if (!(reading.values().get("events") instanceof List<?> list)) {
      return Optional.empty();
    }
    List<Event> events = new ArrayList<>();
    for (Object item : list) {
      if (item instanceof Map<?, ?> map
          && map.get("start") instanceof Instant start
          && map.get("end") instanceof Instant end) {
        events.add(new Event(String.valueOf(map.get("summary")), start, end));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new FreezeEvents(events));
  }

  /** Returns the event that holds at a time, the one that ends last. */
  Optional<Event> at(Instant time) {
    return events.stream().filter(e -> e.covers(time)).max(Comparator.comparing(Event::end));
  }

  /** Returns when no event holds any more: one that follows without a gap goes on. */
  Instant free(Instant time) {
    Instant free = time;
    for (Event event : events) {
      if (event.covers(free)) {
        free = event.end();
      }
    }
    return free;
  }

  /** Returns the next event that begins after a time. */
  Optional<Event> next(Instant time) {
    return events.stream().filter(e -> e.start().isAfter(time)).findFirst();
  }
}
