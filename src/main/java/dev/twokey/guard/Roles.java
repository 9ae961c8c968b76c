package dev.twokey.guard;

import dev.twokey.people.Person;
import dev.twokey.people.Roster;
import dev.twokey.problem.Fields;
import dev.twokey.problem.Nearest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The roles that a policy may name, with how many people have each. */
final class Roles {
  private static final int QUORUM_MAX = 10;

  private final Map<String, Integer> holders = new TreeMap<>();
  private final boolean nobody;

  Roles(Roster roster) {
    // At the beginning of time every role holds, also one that ends; whether it still does is
    // judged when somebody asks.
    for (Person person : roster.everybody(Instant.EPOCH)) {
      person.roles().forEach(role -> holders.merge(role, 1, Integer::sum));
    }
    this.nobody = roster.everybody(Instant.EPOCH).isEmpty();
  }

  /** Returns whether the roster is empty: a first start, where roles can't be checked. */
  boolean nobody() {
    return nobody;
  }

  /** Returns the role at {@code role}, if somebody has it. */
  Optional<String> asking(Fields f) {
    return known(f, "role");
  }

  /** Returns the role at {@code of}, if somebody has it. */
  Optional<String> signing(Fields f) {
    return known(f, "of");
  }

  private Optional<String> known(Fields f, String key) {
    String role = f.requiredText(key);
    if (!Fields.isName(role)) {
      if (!role.isEmpty()) {
        f.error(key, "The role's name is '" + role + "'.", "Use small letters, digits, - and _.");
      }
      return Optional.empty();
    } else if (!nobody && !holders.containsKey(role)) {
      f.error(
          key,
          "Nobody on the roster has the role '" + role + "'.",
          Nearest.advice(role, holders.keySet()));
      return Optional.empty();
    }
    return Optional.of(role);
  }

  /** Returns how many people of a role must sign; more than have it could never come true. */
  Optional<Integer> quorum(Fields f, Optional<String> role) {
    if (!f.keys().contains("quorum")) {
      f.node("quorum");
      return Optional.of(1);
    }
    Optional<Long> quorum = f.whole("quorum", 1, QUORUM_MAX);
    int have = role.map(r -> holders.getOrDefault(r, 0)).orElse(0);
    if (!nobody && role.isPresent() && quorum.filter(n -> n > have).isPresent()) {
      f.error(
          "quorum",
          "The quorum is " + quorum.get() + ", and " + have + " on the roster can sign.",
          "Lower it, or give the role '" + role.get() + "' to more people.");
      return Optional.empty();
    }
    return quorum.map(Long::intValue);
  }
}
