package dev.twokey.plan;

import static java.util.Objects.requireNonNull;

import dev.twokey.action.Preview;
import dev.twokey.inventory.Target;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What exactly will be done: the draft, what each act found at its target, and the rules resolved for it. Stored once and
 * never computed again; people approve the hash of its text.
 *
 * @param draft what is wanted
 * @param seen the preview of each act, by its step's id
 * @param rules canonical text of the policy that holds for this plan; {@code guard} reads it
 */
public record Plan(Draft draft, Map<String, Preview.Ready> seen, String rules) {
  public Plan {
    requireNonNull(draft, "draft");
    seen = java.util.Collections.unmodifiableMap(new TreeMap<>(seen));
    requireNonNull(rules, "rules");
    for (Step.Act act : draft.acts()) {
      if (!seen.containsKey(act.id())) {
        throw new IllegalArgumentException("the step " + act.id() + " has no preview");
      }
    }
  }

  /** Returns the preview of a step. */
  public Preview.Ready seen(Step.Act act) {
    return requireNonNull(seen.get(act.id()), act.id());
  }

  /** Returns all targets, each once, in the order of the steps. */
  public List<Target> targets() {
    return draft.acts().stream().flatMap(a -> seen(a).targets().stream()).distinct().toList();
  }
}
