package dev.twokey.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who may act. A value: a reload makes a new one. */
public interface Roster {
  /**
   * Returns the person behind an account; empty for bots, webhooks and accounts that nobody mapped.
   */
  Optional<PersonId> personOf(Account account);

  /** Returns a person with the roles that hold at that time. */
  Optional<Person> person(PersonId id, Instant at);

  /** Returns everybody, with the roles that hold at that time, ordered by id. */
  List<Person> everybody(Instant at);

  /**
   * Returns who is on call now, first choice first; those of the fallback where no calendar
   * answers.
   */
  List<PersonId> onCall(Instant at);

  /** Returns whether a person has a role at that time. */
  default boolean hasRole(PersonId id, String role, Instant at) {
    return person(id, at).map(p -> p.roles().contains(role)).orElse(false);
  }
}
