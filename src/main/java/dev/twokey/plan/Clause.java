package dev.twokey.plan;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * A condition of a runbook, named by the block and the key under which it stands. The plan holds the hash of the block, so the
 * name means the same condition for as long as the plan is valid.
 *
 * @param block in the whole folder, such as {@code rabbitmq_down.restart_broker}
 * @param part which condition of the block
 * @param item for which item of the block's {@code each}; empty without one
 * @param text of the condition, for people
 */
public record Clause(String block, Part part, String item, String text) {
  /** Which condition of a block. */
  public enum Part {
    NEEDS,
    VERIFY,
    STEADY_STATE,
    ABORT_WHEN,
    /** Of a cause: that it holds. */
    HOLDS;

    /** Returns the key in the file. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Clause {
    requireNonNull(block, "block");
    requireNonNull(part, "part");
    requireNonNull(item, "item");
    requireNonNull(text, "text");
  }

  /** Returns the id of the block's runbook. */
  public String runbook() {
    return block.substring(0, block.indexOf('.'));
  }
}
