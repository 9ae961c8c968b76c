package dev.twokey.people;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * Somebody on the roster.
 *
 * @param id never changes
 * @param name for people
 * @param roles that hold now; time-boxed ones are left out when they have ended
 * @param accounts all of one person: they count once
 */
public record Person(PersonId id, String name, Set<String> roles, Set<Account> accounts) {
  public Person {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    roles = Set.copyOf(roles);
    accounts = Set.copyOf(accounts);
  }
}
