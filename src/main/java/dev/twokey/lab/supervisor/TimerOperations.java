package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Operations on the drill's timers. */
final class TimerOperations {
  private final Timers timers;
  private final InstantSource clock;

  TimerOperations(Timers timers, InstantSource clock) {
    this.timers = timers;
    this.clock = clock;
  }

  void addTo(Operations operations) {
    operations.change("timer.arm", this::arm);
    operations.change("timer.disarm", this::disarm);
    operations.read("timer.read", request -> shown(timers.read(id(request))));
    operations.read("timer.list", _ -> list());
  }

  private static String id(Request request) {
    String id = request.text("id");
    if (!id.matches("[A-Za-z0-9._:/-]{1,120}")) {
      throw Request.invalid("id", "1 to 120 of letters, digits and . _ : / -");
    }
    return id;
  }

  private ObjectNode arm(Request request) {
    ObjectNode action = request.object("action");
    TimerEffects.check(action);
    Instant at = request.has("at") ? at(request) : after(request);
    if (at.isAfter(clock.instant().plus(Timers.AHEAD_MAX))) {
      throw Request.invalid("at", "within the next " + Timers.AHEAD_MAX.toHours() + " hours");
    }
    return shown(timers.arm(id(request), at, action));
  }

  private static Instant at(Request request) {
    try {
      return Instant.parse(request.text("at"));
    } catch (DateTimeParseException e) {
      throw Request.invalid("at", "a time like 2026-11-22T09:00:00Z");
    }
  }

  private Instant after(Request request) {
    if (!request.has("after_seconds")) {
      throw new Refusal(
          Refusal.Code.FIELD_MISSING, "neither at nor after_seconds is there", "Name one of them.");
    }
    long seconds = request.number("after_seconds", 0, 0, Timers.AHEAD_MAX.toSeconds());
    return clock.instant().plusSeconds(seconds);
  }

  private ObjectNode disarm(Request request) {
    Optional<Timer> was = timers.disarm(id(request));
    ObjectNode answer = Json.object();
    answer.put("removed", was.isPresent());
    was.ifPresent(timer -> answer.set("timer", timer.shown()));
    return answer;
  }

  private ObjectNode list() {
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("timers");
    timers.list().forEach(timer -> list.add(timer.shown()));
    return answer;
  }

  private static ObjectNode shown(Timer timer) {
    ObjectNode answer = Json.object();
    answer.set("timer", timer.shown());
    return answer;
  }
}
