package dev.twokey.sim;

import dev.twokey.journal.StreamId;
import dev.twokey.operation.Known;
import dev.twokey.people.FileRoster;
import dev.twokey.trust.Grant;
import dev.twokey.trust.Root;
import dev.twokey.trust.Trust;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What one replica acts by: what its files and the accepted root both give, with the roles that are
 * held for a time.
 */
final class Holding implements Supplier<Known> {
  private final Rules rules;
  private final Map<StreamId, Grant> held = new HashMap<>();
  private Disk.Files files;
  private Root accepted = Root.nobody();
  private Known known;

  Holding(Disk.Files files, Rules rules) {
    this.files = files;
    this.rules = rules;
    this.known = known();
  }

  @Override
  public Known get() {
    return known;
  }

  Disk.Files files() {
    return files;
  }

  void files(Disk.Files next) {
    files = next;
    known = known();
  }

  /** Hears what became of the root of trust, or of a role that is given for a time. */
  void changed(StreamId stream, Object state) {
    switch (state) {
      case Trust trust -> accepted = trust.root();
      case Grant.Held grant -> held.put(stream, rules.held(grant));
      case Grant over when rules.ends(over) -> held.remove(stream);
      default -> {
        return; // nobody's power
      }
    }
    known = known();
  }

  private Known known() {
    Known holds = files.under(accepted);
    if (!held.isEmpty() && holds.roster() instanceof FileRoster roster) {
      holds =
          new Known(
              Grant.added(roster, held.values()),
              holds.policy(),
              holds.inventory(),
              holds.catalog());
    }
    return rules.holding(holds, files);
  }
}
