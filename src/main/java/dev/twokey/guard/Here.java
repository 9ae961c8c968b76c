package dev.twokey.guard;

import static java.util.Objects.requireNonNull;

import dev.twokey.inventory.Target;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which things of the inventory lie on the machine that Twokey runs on.
 *
 * @param addresses of each, such as {@code 127.0.0.1}
 * @param at when their names were looked up
 */
public record Here(Map<Target, String> addresses, Instant at) {
  public Here {
    addresses = Map.copyOf(addresses);
    requireNonNull(at, "at");
  }

  /** Returns that nothing was looked up, as in a demo. */
  public static Here nothing() {
    return new Here(Map.of(), Instant.EPOCH);
  }

  /** Returns the address of something that lies on Twokey's own machine. */
  Optional<String> of(Target target) {
    return Optional.ofNullable(addresses.get(target));
  }
}
