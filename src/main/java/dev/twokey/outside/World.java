package dev.twokey.outside;

import static java.util.Objects.requireNonNull;

import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.Secrets;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What a connector is given.
 *
 * @param inventory the environments as they are now; asked once a call
 * @param secrets resolved at the moment they are needed
 * @param clock stamps readings
 */
public record World(Supplier<Inventory> inventory, Secrets secrets, InstantSource clock) {
  public World {
    requireNonNull(inventory, "inventory");
    requireNonNull(secrets, "secrets");
    requireNonNull(clock, "clock");
  }
}
