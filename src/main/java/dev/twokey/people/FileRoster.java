package dev.twokey.people;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The roster that {@code people.yaml} holds. Time-boxed roles end by themselves: every question
 * names its time.
 */
public final class FileRoster implements Roster {
  /**
   * Somebody of the file.
   *
   * @param id never changes
   * @param name for people
   * @param roles each with its end; empty has none
   * @param accounts all of this person
   */
  public record Member(
      PersonId id, String name, Map<String, Optional<Instant>> roles, Set<Account> accounts) {
    public Member {
      requireNonNull(id, "id");
      requireNonNull(name, "name");
      roles = Collections.unmodifiableMap(new TreeMap<>(roles));
      accounts = Set.copyOf(accounts);
    }

    Person at(Instant when) {
      Set<String> holding =
          roles.entrySet().stream()
              .filter(role -> role.getValue().map(when::isBefore).orElse(true))
              .map(Map.Entry::getKey)
              .collect(Collectors.toUnmodifiableSet());
      return new Person(id, name, holding, accounts);
    }
  }

  private final Map<String, Member> members = new TreeMap<>();
  private final Map<Account, PersonId> byAccount = new HashMap<>();
  private final List<PersonId> fallback;
  private final Optional<String> calendar;

  /**
   * Makes a roster.
   *
   * @param fallback who is on call where no calendar answers, first choice first
   * @param calendar address of the calendar; kept, not read yet
   */
  public FileRoster(List<Member> members, List<PersonId> fallback, Optional<String> calendar) {
    for (Member member : members) {
      this.members.put(member.id().id(), member);
      member.accounts().forEach(account -> byAccount.put(account, member.id()));
    }
    this.fallback = List.copyOf(fallback);
    this.calendar = requireNonNull(calendar, "calendar");
  }

  /** Returns the roster of a first start: nobody may change anything. */
  public static FileRoster empty() {
    return new FileRoster(List.of(), List.of(), Optional.empty());
  }

  @Override
  public Optional<PersonId> personOf(Account account) {
    return Optional.ofNullable(byAccount.get(account));
  }

  @Override
  public Optional<Person> person(PersonId id, Instant at) {
    return Optional.ofNullable(members.get(id.id())).map(member -> member.at(at));
  }

  @Override
  public List<Person> everybody(Instant at) {
    List<Person> everybody = new ArrayList<>();
    members.values().forEach(member -> everybody.add(member.at(at)));
    return List.copyOf(everybody);
  }

  @Override
  public List<PersonId> onCall(Instant at) {
    return fallback;
  }

  /** Returns the people as the file has them, ordered by id. */
  public List<Member> members() {
    return List.copyOf(members.values());
  }

  /** Returns all roles that somebody has or had, time-boxed ones too. */
  public Set<String> roles() {
    Set<String> roles = new TreeSet<>();
    members.values().forEach(member -> roles.addAll(member.roles().keySet()));
    return roles;
  }

  /** Returns the address of the calendar, which is not read yet. */
  public Optional<String> calendar() {
    return calendar;
  }
}
