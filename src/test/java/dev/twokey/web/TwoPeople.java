package dev.twokey.web;

import dev.twokey.people.Account;
import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import dev.twokey.people.Roster;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A roster of Ana and Ben. */
final class TwoPeople implements Roster {
  static final Account ANA = new Account(WebConsole.NAME, "ana");
  static final Account BEN = new Account(WebConsole.NAME, "ben");

  private static final List<Person> PEOPLE =
      List.of(
          new Person(new PersonId("ana"), "Ana", Set.of("responder"), Set.of(ANA)),
          new Person(new PersonId("ben"), "Ben", Set.of("responder", "approver"), Set.of(BEN)));

  @Override
  public Optional<PersonId> personOf(Account account) {
    return PEOPLE.stream().filter(p -> p.accounts().contains(account)).map(Person::id).findFirst();
  }

  @Override
  public Optional<Person> person(PersonId id, Instant at) {
    return PEOPLE.stream().filter(p -> p.id().equals(id)).findFirst();
  }

  @Override
  public List<Person> everybody(Instant at) {
    return PEOPLE;
  }

  @Override
  public List<PersonId> onCall(Instant at) {
    return List.of(new PersonId("ana"));
  }
}
