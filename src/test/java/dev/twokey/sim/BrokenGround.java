package dev.twokey.sim;

import dev.twokey.operation.Known;
import dev.twokey.people.Account;
import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import dev.twokey.people.Roster;
import dev.twokey.trust.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What operations stand on as a mistake would leave it, each with the invariant that it breaks. */
enum BrokenGround implements Rules {
  A_WIDENING_HOLDS_AT_ONCE(Invariant.I2) {
    @Override
    public Known holding(Known holds, Disk.Files files) {
      return new Known(
          files.says().roster(), files.says().policy(), holds.inventory(), holds.catalog());
    }
  },
  A_ROLE_FOR_A_TIME_STAYS(Invariant.I2) {
    @Override
    public Grant held(Grant.Held grant) {
      return new Grant.Held(grant.asked(), grant.review(), grant.until().plus(Duration.ofDays(1)));
    }

    @Override
    public boolean ends(Grant over) {
      return false;
    }
  },
  SECRETS_OF_TARGETS_ARE_TOLD(Invariant.I7) {
    @Override
    public boolean tellsSecrets() {
      return true;
    }
  },
  A_STRANGER_IS_A_RESPONDER(Invariant.I8) {
    @Override
    public Known holding(Known holds, Disk.Files files) {
      return new Known(
          new Hospitable(holds.roster()), holds.policy(), holds.inventory(), holds.catalog());
    }
  },
  CHAT_SHOWS_MORE_THAN_IS_STORED(Invariant.I10) {
    @Override
    public int shown(int events) {
      return events + 1;
    }
  };

  private final Invariant invariant;

  BrokenGround(Invariant invariant) {
    this.invariant = invariant;
  }

  Invariant invariant() {
    return invariant;
  }

  /** Takes somebody for a responder who is not on it. */
  private record Hospitable(Roster real) implements Roster {
    private static final PersonId STRANGER = new PersonId("mal");

    @Override
    public Optional<PersonId> personOf(Account account) {
      return real.personOf(account);
    }

    @Override
    public Optional<Person> person(PersonId id, Instant at) {
      return id.equals(STRANGER)
          ? Optional.of(new Person(id, "Mal", java.util.Set.of("responder"), java.util.Set.of()))
          : real.person(id, at);
    }

    @Override
    public List<Person> everybody(Instant at) {
      return real.everybody(at);
    }

    @Override
    public List<PersonId> onCall(Instant at) {
      return real.onCall(at);
    }
  }
}
