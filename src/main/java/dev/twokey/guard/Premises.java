package dev.twokey.guard;

import static java.util.Objects.requireNonNull;

import dev.twokey.chat.Conversation;
import dev.twokey.inventory.Inventory;
import dev.twokey.plan.Plan;

/**
 * What is known of a plan before anything is read for it.
 *
 * @param plan what would be done
 * @param rules of the policy for this plan
 * @param policy as it holds now
 * @param inventory as it holds now
 * @param where it was asked for
 * @param here what lies on Twokey's own machine
 */
public record Premises(
    Plan plan, RiskRules rules, Policy policy, Inventory inventory, Conversation where, Here here) {
  public Premises {
    requireNonNull(plan, "plan");
    requireNonNull(rules, "rules");
    requireNonNull(policy, "policy");
    requireNonNull(inventory, "inventory");
    requireNonNull(where, "where");
    requireNonNull(here, "here");
  }

  /** Returns the environment that the plan is for. */
  public String environment() {
    return plan.draft().environment();
  }
}
