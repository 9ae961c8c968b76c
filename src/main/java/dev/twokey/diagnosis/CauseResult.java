package dev.twokey.diagnosis;

import static java.util.Objects.requireNonNull;

import dev.twokey.condition.Truth;
import dev.twokey.runbook.Link;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a cause holds.
 *
 * @param id in the whole folder
 * @param holds true, ruled out, or can't be told
 * @param items those for which it holds; empty without {@code each}
 * @param says one line per item that holds, or one line; empty if it doesn't hold
 * @param why it can't be told; empty otherwise
 * @param waits how far its {@code for} window is, if only that is missing
 * @param offers what to do, best first; empty unless it holds
 */
public record CauseResult(
    String id,
    Truth holds,
    List<Item> items,
    List<String> says,
    Set<String> why,
    Optional<Waits> waits,
    List<Offer> offers) {
  /** A window that is not full yet. */
  public record Waits(Duration wanted, Duration soFar) {
    public Waits {
      requireNonNull(wanted, "wanted");
      requireNonNull(soFar, "soFar");
    }
  }

  /**
   * What to do.
   *
   * @param needs whether an action's {@code needs} hold; true where there are none. One that is
   *     false is not offered at all
   */
  public record Offer(Link link, Truth needs) {
    public Offer {
      requireNonNull(link, "link");
      requireNonNull(needs, "needs");
    }
  }

  public CauseResult {
    requireNonNull(id, "id");
    requireNonNull(holds, "holds");
    requireNonNull(waits, "waits");
    items = List.copyOf(items);
    says = List.copyOf(says);
    why = java.util.Collections.unmodifiableSet(new TreeSet<>(why));
    offers = List.copyOf(offers);
  }
}
