package dev.twokey.operation;

import static java.util.Objects.requireNonNull;

import dev.twokey.guard.Here;
import dev.twokey.guard.Policy;
import dev.twokey.inventory.Inventory;
import dev.twokey.people.Roster;
import dev.twokey.runbook.RunbookCatalog;

/**
 * What a replica knows when an operation is decided on: the files as they are loaded now.
 *
 * @param roster who may act
 * @param policy what is asked of them
 * @param inventory where things are
 * @param catalog the runbooks
 * @param here what lies on Twokey's own machine
 */
public record Known(
    Roster roster, Policy policy, Inventory inventory, RunbookCatalog catalog, Here here) {
  public Known {
    requireNonNull(roster, "roster");
    requireNonNull(policy, "policy");
    requireNonNull(inventory, "inventory");
    requireNonNull(catalog, "catalog");
    requireNonNull(here, "here");
  }

  /** Makes it where nothing was looked up. */
  public Known(Roster roster, Policy policy, Inventory inventory, RunbookCatalog catalog) {
    this(roster, policy, inventory, catalog, Here.nothing());
  }

  /** Returns the same with what lies on Twokey's own machine. */
  public Known with(Here found) {
    return new Known(roster, policy, inventory, catalog, found);
  }
}
