package dev.twokey.app;

import dev.twokey.chatops.Setup;
import dev.twokey.engine.Loop;
import dev.twokey.inventory.Inventory;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import dev.twokey.problem.Problem;
import dev.twokey.trust.Grant;
import dev.twokey.trust.InForce;
import dev.twokey.trust.Root;
import dev.twokey.trust.Trust;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What everybody acts by: runbooks and commands as the files say, and of roster, policy and
 * connections what the files and the accepted root both give, with the roles that are held for a
 * time. One value, swapped in this one place. Safe for threads.
 */
final class SetupInForce implements Supplier<Setup> {
  private final Map<StreamId, Grant> held = new HashMap<>();
  private final Consumer<Inventory> connectors;
  private Loaded loaded;
  private Root accepted;
  private volatile Setup setup;

  /**
   * Makes it.
   *
   * @param accepted what the journal says
   * @param connectors hear of each inventory that holds, before anybody else
   */
  SetupInForce(Loaded loaded, Root accepted, Consumer<Inventory> connectors) {
    this.loaded = loaded;
    this.accepted = accepted;
    this.connectors = connectors;
    this.setup = holding();
    connectors.accept(setup.inventory());
  }

  @Override
  public Setup get() {
    return setup;
  }

  /** Returns the newest files without a mistake. */
  synchronized Loaded loaded() {
    return loaded;
  }

  /** Takes new files; what they widen waits until it is accepted. */
  synchronized void files(Loaded next) {
    loaded = next;
    swap();
  }

  /** Hears what became of the root of trust, or of a role that is given for a time. */
  private synchronized void changed(StreamId stream, Object state) {
    switch (state) {
      case Trust trust -> accepted = trust.root();
      case Grant.Held grant -> held.put(stream, grant);
      case Grant _ -> held.remove(stream);
      default -> {
        return; // nobody's power
      }
    }
    swap();
  }

  /** Returns a listener that hears of each change before another one does. */
  Loop.Listener before(Loop.Listener next) {
    return new Loop.Listener() {
      @Override
      public void changed(StreamId stream, Object state, List<Recorded> events) {
        SetupInForce.this.changed(stream, state);
        next.changed(stream, state, events);
      }

      @Override
      public void unrecorded(StreamId stream, Object state, List<Recorded> events) {
        next.unrecorded(stream, state, events); // nobody's power: such a change waits
      }

      @Override
      public void unwritable(Optional<Problem> why) {
        next.unwritable(why);
      }
    };
  }

  private void swap() {
    Setup next = holding();
    connectors.accept(next.inventory());
    setup = next;
  }

  private Setup holding() {
    InForce files = loaded.files();
    // a demo accepts its own files, also those that its journal has not heard of yet
    InForce holds = loaded.setup().demo() ? files : files.under(accepted);
    return loaded.with(
        new InForce(
            held.isEmpty() ? holds.roster() : Grant.added(holds.roster(), held.values()),
            holds.policy(),
            holds.inventory()));
  }
}
