package dev.twokey.connector.host;

import dev.twokey.outside.OutsideFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A way to look at the units of a host and to change them, for the length of one call. Looking uses
 * the read credential, changing the change credential, resolved when it is needed.
 */
interface HostTransport {
  /** Returns how a unit is. */
  UnitStatus status(String unit) throws OutsideFailure;

  /**
   * Changes a unit.
   *
   * @param ready how long to wait until it is ready; zero is not at all
   */
  UnitStatus change(UnitChange change, String unit, Duration ready) throws OutsideFailure;

  /** Returns the newest lines of a unit's log that hold a text, oldest first. */
  List<String> log(String unit, String contains, int lines) throws OutsideFailure;

  /** Returns the space of the file system that holds a path. */
  Space space(String path) throws OutsideFailure;

  /** Returns a timer on the host, or empty if there is none of that id. */
  Optional<Timer> timer(String id) throws OutsideFailure;

  /** Arms a timer on the host, which fires though Twokey be gone. */
  Timer arm(String id, Duration after, UnitChange change, String unit) throws OutsideFailure;

  /** Takes a timer away. Returns whether there was one. */
  boolean disarm(String id) throws OutsideFailure;

  /** Makes an attempt in a unit's place and returns what came of it, in the transport's words. */
  Map<String, Object> attempt(String unit, String probe, Map<String, String> with)
      throws OutsideFailure;

  /** Returns what a person types to do the same without Twokey. */
  String byHand(UnitChange change, String unit);

  /** Returns what a person types to arm a timer without Twokey. */
  String armByHand(String id, Duration after, UnitChange change, String unit);

  /** Returns what a person types to take a timer away without Twokey. */
  String disarmByHand(String id);

  /** Returns what the plan depends on, without secrets. */
  Map<String, String> definition();

  /** Space of a file system in bytes. */
  record Space(long total, long free) {}

  /**
   * A timer on a host.
   *
   * @param state {@code armed}, {@code fired}, {@code verified} or {@code failed}
   * @param at when it fires
   * @param does what it does, such as {@code start rabbitmq-server}
   */
  record Timer(String id, String state, Instant at, String does) {}
}
