package dev.twokey.audit;

import dev.twokey.guard.Policy;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import dev.twokey.people.Roster;
import dev.twokey.trust.Grant;
import dev.twokey.trust.GrantEvent;
import dev.twokey.trust.Trust;
import dev.twokey.trust.TrustEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Roster and policy as they held at each position, from what was accepted and granted. */
final class RosterRecord {
  private final Map<StreamId, Grant> grants = new HashMap<>();
  private Trust trust = Trust.NOTHING;
  private OptionalLong since = OptionalLong.empty();
  private Optional<Roster> roster = Optional.empty();
  private Optional<Policy> policy = Optional.empty();

  void add(Recorded recorded) {
    if (recorded.event() instanceof TrustEvent event) {
      trust = Trust.FAMILY.decider().evolve(trust, event, recorded.at());
      if (since.isEmpty() && trust.accepted().isPresent()) {
        since = OptionalLong.of(recorded.position());
      }
    } else if (recorded.event() instanceof GrantEvent event) {
      Grant before =
          grants.getOrDefault(recorded.stream(), Grant.FAMILY.decider().initial(recorded.stream()));
      Grant after = Grant.FAMILY.decider().evolve(before, event, recorded.at());
      if (after instanceof Grant.Over) {
        grants.remove(recorded.stream());
      } else {
        grants.put(recorded.stream(), after);
      }
    } else {
      return;
    }
    roster =
        trust.accepted().isEmpty()
            ? Optional.empty()
            : Optional.of(Grant.added(trust.root().roster(), grants.values()));
    policy = trust.accepted().map(root -> root.policy());
  }

  /** Returns where the first roster was accepted. */
  OptionalLong since() {
    return since;
  }

  /** Returns the roster that holds now; empty before one was accepted. */
  Optional<Roster> roster() {
    return roster;
  }

  /** Returns the policy that holds now; empty before one was accepted. */
  Optional<Policy> policy() {
    return policy;
  }
}
