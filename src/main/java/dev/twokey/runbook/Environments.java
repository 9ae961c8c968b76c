package dev.twokey.runbook;

import dev.twokey.inventory.Inventory;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Location;
import dev.twokey.problem.Problems;

/** Checks that environments exist. */
final class Environments {
  private Environments() {}

  static void check(Linking linking, String name, Location at) {
    check(name, at, linking.house().inventory(), linking.house().problems());
  }

  static void check(String name, Location at, Inventory inventory, Problems problems) {
    if (inventory.environment(name).isEmpty()) {
      problems.error(
          at,
          ErrorCode.ENVIRONMENT_UNKNOWN,
          "There is no environment '" + name + "'.",
          Linking.didYouMean(name, inventory.environments().keySet()));
    }
  }
}
