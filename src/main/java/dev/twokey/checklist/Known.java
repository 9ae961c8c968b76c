package dev.twokey.checklist;

import static java.util.Objects.requireNonNull;

import dev.twokey.inventory.Inventory;
import dev.twokey.people.PersonId;
import dev.twokey.problem.Problem;
import dev.twokey.runbook.RunbookCatalog;
import java.time.Instant;
import java.util.Optional;

/**
 * What a replica knows when a checklist is decided on: the files as they are loaded now.
 *
 * @param catalog the runbooks
 * @param inventory where things are
 * @param responders who may work on it
 */
public record Known(RunbookCatalog catalog, Inventory inventory, Responders responders) {
  /** Says who may work in an environment; the policy does. */
  @FunctionalInterface
  public interface Responders {
    /** Returns why a person may not; empty if they may. */
    Optional<Problem> objection(PersonId by, String environment, Instant now);
  }

  public Known {
    requireNonNull(catalog, "catalog");
    requireNonNull(inventory, "inventory");
    requireNonNull(responders, "responders");
  }
}
