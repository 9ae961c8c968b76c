package dev.twokey.connector.host;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A unit as its host sees it. What could not be read is empty.
 *
 * @param unit its name
 * @param state {@code active}, {@code inactive}, {@code failed} or {@code frozen}
 * @param ready whether it has answered since it was started
 * @param since when it came into this state
 * @param started when its process was started, if it runs
 * @param pid of its process, if it runs
 * @param exitCode with which its process ended
 * @param host that it runs on, by the host's own word
 * @param definition a hash of what would be started: another one is another unit
 */
record UnitStatus(
    String unit,
    String state,
    boolean ready,
    Optional<Instant> since,
    Optional<Instant> started,
    OptionalLong pid,
    OptionalLong exitCode,
    Optional<String> host,
    Optional<String> definition) {
  UnitStatus {
    requireNonNull(unit, "unit");
    requireNonNull(state, "state");
  }

  /** Returns whether it has a process, be it frozen. */
  boolean runs() {
    return state.equals("active") || state.equals("frozen");
  }

  /** Returns the status in words, such as {@code runs since 2026-11-22 09:12:01 UTC (pid 4711)}. */
  String words() {
    String time = since.map(t -> " since " + Times.text(t)).orElse("");
    String process = pid.isPresent() ? " (pid " + pid.getAsLong() + ")" : "";
    return switch (state) {
      case "active" -> "runs" + time + process;
      case "failed" ->
          "failed" + time + (exitCode.isPresent() ? " (exit " + exitCode.getAsLong() + ")" : "");
      default -> "is " + state + time + process;
    };
  }
}
