package dev.twokey.people;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Fields;
import dev.twokey.problem.Location;
import dev.twokey.problem.Nearest;
import dev.twokey.problem.Problems;
import dev.twokey.problem.SecretReferences;
import dev.twokey.problem.TimeText;
import dev.twokey.problem.YamlNode;
import dev.twokey.problem.YamlReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code people.yaml}. A roster without anybody is legal: nobody may change anything then.
 * Whoever loads must refuse the whole when {@link Problems#hasErrors}.
 */
public final class RosterReader {
  private final Problems problems;
  private final Fields fields;
  private final Map<String, Map<String, Optional<Instant>>> roles = new LinkedHashMap<>();
  private final Map<String, FileRoster.Member> members = new LinkedHashMap<>();
  private final Map<Account, String> owners = new LinkedHashMap<>();

  private RosterReader(Fields fields, Problems problems) {
    this.fields = fields;
    this.problems = problems;
  }

  /**
   * Reads the roster.
   *
   * @param file its name, for the findings
   */
  public static FileRoster read(String file, String text, Problems problems) {
    Optional<YamlNode> node = YamlReader.read(file, text, 0, problems);
    node.ifPresent(n -> SecretReferences.refuse(n, ErrorCode.CONFIG_INVALID, problems));
    return node.flatMap(n -> Fields.of(n, problems, ErrorCode.CONFIG_INVALID))
        .map(f -> new RosterReader(f, problems).read())
        .orElseGet(FileRoster::empty);
  }

  private FileRoster read() {
    Map<String, Fields> people =
        fields.keys().contains("people") ? fields.entries("people") : Map.of();
    if (!fields.keys().contains("people")) {
      fields.requiredNode("people");
    }
    people.forEach(this::ownRoles);
    fields.entries("roles").forEach(this::sharedRole);
    people.forEach(this::member);
    List<PersonId> fallback = new ArrayList<>();
    Optional<String> calendar = Optional.empty();
    Optional<Fields> onCall = fields.fields("on_call");
    if (onCall.isPresent()) {
      calendar = calendar(onCall.get());
      fallback.addAll(fallback(onCall.get()));
      onCall.get().done();
    }
    fields.done();
    return new FileRoster(List.copyOf(members.values()), fallback, calendar);
  }

  private void ownRoles(String id, Fields person) {
    if (!Fields.isName(id)) {
      error(
          person.at(),
          "The person's id is '" + id + "'.",
          "Use small letters, digits, - and _; it never changes.");
    }
    Map<String, Optional<Instant>> own = new LinkedHashMap<>();
    for (String role : person.texts("roles")) {
      if (checkRoleName(role, person.valueAt("roles"))) {
        own.put(role, Optional.empty());
      }
    }
    roles.put(id, own);
  }

  private boolean checkRoleName(String role, Location at) {
    if (Fields.isName(role)) {
      return true;
    }
    error(at, "The role's name is '" + role + "'.", "Use small letters, digits, - and _.");
    return false;
  }

  private void sharedRole(String role, Fields f) {
    checkRoleName(role, f.at());
    List<String> named = f.texts("members");
    Optional<Instant> until = f.text("until").flatMap(text -> until(f, text));
    boolean broken = until.isEmpty() && f.keys().contains("until");
    if (named.isEmpty()) {
      f.error(
          "members", "The role '" + role + "' has no members.", "Name at least one, or remove it.");
    }
    for (String id : named) {
      Map<String, Optional<Instant>> held = roles.get(id);
      if (held == null) {
        f.error(
            "members",
            "The role '" + role + "' names '" + id + "', who is not on the roster.",
            Nearest.advice(id, roles.keySet()));
      } else if (!broken && !held.containsKey(role)) {
        held.put(role, until);
      } else if (!broken && until.isPresent()) {
        problems.warning(
            f.valueAt("members"),
            ErrorCode.CONFIG_INVALID,
            "'" + id + "' has the role '" + role + "' without an end already.",
            "Take it out under people if it should end.");
      }
    }
    f.done();
  }

  private static Optional<Instant> until(Fields f, String text) {
    Optional<Instant> end = TimeText.endOf(text);
    if (end.isEmpty()) {
      f.error("until", "'until' is '" + text + "', which is no time.", TimeText.ADVICE);
    }
    return end;
  }

  private void member(String id, Fields person) {
    String name = person.text("name").orElse(id);
    Set<Account> accounts = new LinkedHashSet<>();
    for (String text : person.texts("accounts")) {
      AccountText.read(id, text)
          .ifPresentOrElse(
              account -> add(id, account, person, accounts),
              () ->
                  person.error(
                      "accounts",
                      "The account '" + text + "' of '" + id + "' is not understood.",
                      AccountText.advice(id)));
    }
    person.done();
    members.put(
        id,
        new FileRoster.Member(new PersonId(id), name, roles.getOrDefault(id, Map.of()), accounts));
  }

  private void add(String id, Account account, Fields person, Set<Account> accounts) {
    String owner = owners.putIfAbsent(account, id);
    if (owner != null) {
      person.error(
          "accounts",
          "The account '" + account + "' is mapped twice: to '" + owner + "' and '" + id + "'.",
          "Keep one: an account is one person's key.");
    } else {
      accounts.add(account);
    }
  }

  private Optional<String> calendar(Fields onCall) {
    Optional<String> calendar = onCall.text("ical");
    calendar.ifPresent(address -> {
      if (!address.startsWith("https://")) {
        onCall.error("ical", "'ical' is no https address.", "Write https://…");
      } else {
        problems.warning(
            onCall.at("ical"),
            ErrorCode.CONFIG_INVALID,
            "The on-call calendar is not read yet.",
            "Until it is, the people of 'fallback' count as on call, in their order.");
      }
    });
    return calendar;
  }

  private List<PersonId> fallback(Fields onCall) {
    Set<PersonId> fallback = new LinkedHashSet<>();
    List<String> named = onCall.texts("fallback");
    if (named.isEmpty()) {
      onCall.error(
          "fallback",
          "'on_call' names nobody in 'fallback'.",
          "Name people in the order in which they are asked.");
    }
    for (String id : named) {
      if (!roles.containsKey(id)) {
        onCall.error(
            "fallback",
            "'" + id + "' is on call and not on the roster.",
            Nearest.advice(id, roles.keySet()));
      } else if (!fallback.add(new PersonId(id))) {
        onCall.error("fallback", "'" + id + "' stands twice in 'fallback'.", "Keep one.");
      }
    }
    return List.copyOf(fallback);
  }

  private void error(Location at, String what, String advice) {
    problems.error(at, ErrorCode.CONFIG_INVALID, what, advice);
  }
}
