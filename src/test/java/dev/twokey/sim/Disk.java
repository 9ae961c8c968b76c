package dev.twokey.sim;

import dev.twokey.operation.Known;
import dev.twokey.trust.InForce;
import dev.twokey.trust.Root;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The one disk with the files that people edit; each replica reads it a little later. */
final class Disk {
  private static final Map<Accepted, InForce> HOLDING = new ConcurrentHashMap<>();

  private Files files;
  private boolean broken;

  /**
   * Files without a mistake, each by the number of its version.
   *
   * @param edited whether a block of the runbook is another one
   */
  record Files(int roster, int policy, boolean edited) {
    /** The first version of each. */
    static final Files FIRST = new Files(0, 0, false);

    /** Returns roster, policy and inventory as these files say. */
    InForce says() {
      return Setting.get().says(roster, policy);
    }

    /** Returns what people trust who accepted these files. */
    Root root() {
      return Setting.get().root(roster, policy);
    }

    /** Returns what of them holds while that root is accepted. */
    Known under(Root accepted) {
      InForce holds =
          HOLDING.computeIfAbsent(
              new Accepted(roster, policy, accepted), key -> says().under(key.root()));
      return new Known(
          holds.roster(), holds.policy(), holds.inventory(), Setting.get().catalog(edited));
    }
  }

  private record Accepted(int roster, int policy, Root root) {}

  Disk(Files files) {
    this.files = files;
  }

  /** Somebody edits something, or leaves a file that can't be read. */
  void edit(RandomGenerator random) {
    broken = random.nextInt(5) == 0;
    if (!broken) {
      files =
          new Files(
              random.nextBoolean() ? files.roster() : Setting.get().anyRoster(random),
              random.nextBoolean() ? files.policy() : Setting.get().anyPolicy(random),
              random.nextInt(5) == 0);
    }
  }

  /** Somebody takes roles away. */
  void narrow(RandomGenerator random) {
    broken = false;
    files = new Files(Setting.get().narrowRoster(random), files.policy(), files.edited());
  }

  /** Everything is as it was first. */
  void restore() {
    broken = false;
    files = Files.FIRST;
  }

  /** Returns the newest files without a mistake. */
  Files files() {
    return files;
  }

  /** Returns whether a file can't be read now. */
  boolean isBroken() {
    return broken;
  }
}
