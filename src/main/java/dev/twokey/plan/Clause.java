package dev.twokey.plan;

import static java.util.Objects.requireNonNull;

/**
 * A condition of a runbook, as text: it is compiled again from the catalog where it is judged.
 *
 * @param runbook in whose scope it stands
 * @param block the block it was taken from, such as {@code restart_broker}; empty for one made by Twokey
 * @param condition CEL
 */
public record Clause(String runbook, String block, String condition) {
  public Clause {
    requireNonNull(runbook, "runbook");
    requireNonNull(block, "block");
    requireNonNull(condition, "condition");
  }
}
