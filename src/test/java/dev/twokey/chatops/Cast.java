package dev.twokey.chatops;

import dev.twokey.chat.Conversation;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.people.Account;
import dev.twokey.people.FileRoster;
import dev.twokey.people.PersonId;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The people and places of the cards' tests. */
public final class Cast {
  public static final PersonId ANA = new PersonId("ana");
  public static final PersonId BEN = new PersonId("ben");
  public static final PersonId CHI = new PersonId("chi");
  public static final Conversation INC_142 =
      new Conversation("console", "inc-142", Optional.empty());
  public static final Instant T0 = Instant.parse("2026-11-22T14:19:00Z");

  private Cast() {}

  /** Returns a roster on which those named are approvers; all are responders, Ben is on call. */
  public static FileRoster roster(PersonId... approvers) {
    List<FileRoster.Member> members =
        List.of(
            member(ANA, "Ana", approvers),
            member(BEN, "Ben", approvers),
            member(CHI, "Chi", approvers));
    return new FileRoster(members, List.of(BEN, ANA), Optional.empty());
  }

  private static FileRoster.Member member(PersonId id, String name, PersonId... approvers) {
    Map<String, Optional<Instant>> roles = new LinkedHashMap<>();
    roles.put("responder", Optional.empty());
    if (Arrays.asList(approvers).contains(id)) {
      roles.put("approver", Optional.empty());
    }
    return new FileRoster.Member(id, name, roles, Set.of(account(id)));
  }

  public static Account account(PersonId id) {
    return new Account("console", id.id());
  }

  public static Inventory inventory() {
    return new Inventory(
        List.of(environment("staging", "blue", false), environment("prod", "red", true)).stream()
            .collect(Collectors.toMap(Environment::name, Function.identity())));
  }

  private static Environment environment(String name, String color, boolean production) {
    return new Environment(name, color, production, 1, List.of(), Map.of(), Map.of());
  }

  /** Returns facts in which Ben and Chi may sign. */
  public static Facts facts() {
    return Facts.of(inventory(), roster(BEN, CHI), 412);
  }
}
