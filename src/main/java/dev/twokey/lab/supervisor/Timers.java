package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.DurableFile;
import dev.twokey.lab.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The drill's timers: on disk before they are confirmed, fired by the clock, repeated until
 * verified.
 *
 * <p>They outlive the bot and the supervisor's own death; what is overdue fires when it is back.
 */
final class Timers {
  static final int TIMERS_MAX = 200;
  static final int ATTEMPTS_MAX = 10;
  static final Duration AHEAD_MAX = Duration.ofHours(24);
  private static final long BACK_OFF_MILLIS_MAX = 10_000;

  /** What a due timer does; it returns when the effect was seen, and throws if it was not. */
  interface Effect {
    void doAndVerify(ObjectNode action);
  }

  private final Path path;
  private final InstantSource clock;
  private final Effect effect;
  private final Map<String, Timer> timers = new LinkedHashMap<>();
  private final Map<String, Instant> notBefore = new LinkedHashMap<>();
  private final Set<String> inFlight = new HashSet<>();

  Timers(Path path, InstantSource clock, Effect effect) {
    this.path = path;
    this.clock = clock;
    this.effect = effect;
    for (Timer timer : load(path)) {
      timers.put(timer.id(), timer);
    }
  }

  synchronized Timer arm(String id, Instant at, ObjectNode action) {
    Timer wanted = Timer.armed(id, at, action);
    Timer held = timers.get(id);
    if (held != null) {
      if (held.sameAs(wanted)) {
        return held;
      }
      throw new Refusal(
          Refusal.Code.TIMER_EXISTS,
          "there is a timer " + id + " with another time or action",
          "Disarm it first, or take another id.");
    }
    if (timers.size() >= TIMERS_MAX) {
      throw new Refusal(
          Refusal.Code.TIMERS_FULL,
          "there are " + TIMERS_MAX + " timers already",
          "Disarm those that have fired.");
    }
    keep(wanted);
    return wanted;
  }

  synchronized Timer read(String id) {
    return Optional.ofNullable(timers.get(id))
        .orElseThrow(() ->
            new Refusal(
                Refusal.Code.TIMER_UNKNOWN,
                "there is no timer " + id,
                "Ask timer.list for those that are there."));
  }

  synchronized List<Timer> list() {
    return List.copyOf(timers.values());
  }

  synchronized Optional<Timer> disarm(String id) {
    Optional<Timer> held = Optional.ofNullable(timers.get(id));
    held.ifPresent(timer -> {
      Map<String, Timer> left = new LinkedHashMap<>(timers);
      left.remove(id);
      save(left);
      timers.remove(id);
      notBefore.remove(id);
    });
    return held;
  }

  /** Fires what is due, each timer on a thread of its own; called several times a second. */
  synchronized void tick() {
    Instant now = clock.instant();
    for (Timer timer : list()) {
      boolean waits = now.isBefore(notBefore.getOrDefault(timer.id(), now));
      if (timer.open() && timer.due(now) && !waits && inFlight.add(timer.id())) {
        Timer fired = timer.fired(now);
        keep(fired);
        Thread.ofVirtual().name("timer-" + timer.id()).start(() -> fire(fired));
      }
    }
  }

  private void fire(Timer fired) {
    Timer after;
    try {
      effect.doAndVerify(fired.action());
      after = fired.verified(clock.instant());
    } catch (RuntimeException e) {
      // Whatever it was: the timer keeps the reason, is tried again, and shows it if that is over.
      after = fired.missed(String.valueOf(e.getMessage()), fired.attempts() >= ATTEMPTS_MAX);
    }
    settle(after);
  }

  private synchronized void settle(Timer after) {
    inFlight.remove(after.id());
    Timer held = timers.get(after.id());
    if (held == null || !held.sameAs(after)) {
      return; // disarmed in the meantime, perhaps armed anew
    }
    long backOff = Math.min(BACK_OFF_MILLIS_MAX, 200L << Math.min(10, after.attempts()));
    notBefore.put(after.id(), clock.instant().plusMillis(backOff));
    keep(after);
  }

  private void keep(Timer timer) {
    Map<String, Timer> next = new LinkedHashMap<>(timers);
    next.put(timer.id(), timer);
    save(next);
    timers.put(timer.id(), timer);
  }

  private void save(Map<String, Timer> next) {
    DurableFile.write(path, Json.line(Json.MAPPER.valueToTree(new ArrayList<>(next.values()))));
  }

  private static List<Timer> load(Path path) {
    if (!Files.exists(path)) {
      return List.of();
    }
    try {
      return Json.MAPPER.readValue(path.toFile(), new TypeReference<List<Timer>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(path + " is not what the supervisor wrote", e);
    }
  }
}
