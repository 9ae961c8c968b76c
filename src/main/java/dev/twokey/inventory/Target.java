package dev.twokey.inventory;

import static java.util.Objects.requireNonNull;

/**
 * What an action changes, by stable identity: a name of the inventory, never a pid or a replica
 * count. It is also what a lock is held on.
 *
 * @param environment such as {@code staging}
 * @param name of the entry
 */
public record Target(String environment, String name) {
  public Target {
    requireNonNull(environment, "environment");
    requireNonNull(name, "name");
  }

  @Override
  public String toString() {
    return environment + "/" + name;
  }
}
