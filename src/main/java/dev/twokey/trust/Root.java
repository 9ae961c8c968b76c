package dev.twokey.trust;

import dev.twokey.guard.Policy;
import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Inventory;
import dev.twokey.people.FileRoster;
import dev.twokey.plan.PlanHash;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that power rests on: roster, policy, connections, and which environments are for production.
 * Held as sorted facts, so that equal power has equal text, and each difference is one fact. It
 * never holds the value of a secret, only where it is found.
 *
 * @param facts name to value
 */
public record Root(SortedMap<String, String> facts) {
  public Root {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /** Returns the root of a first start: nobody may do anything. */
  public static Root nobody() {
    return new Root(new TreeMap<>());
  }

  /** Returns what these files rest on. */
  public static Root of(FileRoster roster, Policy policy, Inventory inventory) {
    return RootWriter.write(roster, policy, inventory);
  }

  /**
   * Returns the root of a canonical text.
   *
   * @throws IllegalArgumentException if {@link #canonical} did not make it
   */
  public static Root parse(String canonical) {
    SortedMap<String, String> facts = new TreeMap<>();
    for (String line : canonical.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("not a fact of a root of trust: '" + line + "'");
      }
      facts.put(line.substring(0, equals), Line.unescape(line.substring(equals + 1)));
    }
    Root root = new Root(facts);
    if (!root.canonical().equals(canonical)) {
      throw new IllegalArgumentException("not the canonical text of a root of trust");
    }
    return root;
  }

  /** Returns it as sorted lines {@code name=value}: what is journaled, and what hashes are of. */
  public String canonical() {
    StringBuilder text = new StringBuilder();
    facts.forEach(
        (key, value) -> text.append(key).append('=').append(Line.escape(value)).append('\n'));
    return text.toString();
  }

  /** Returns what a signature under the step from this root to another stands for. */
  public String hashTo(Root candidate) {
    return PlanHash.of(canonical() + "\n" + candidate.canonical()).hex();
  }

  /** Returns whether it gives nobody anything. */
  public boolean isEmpty() {
    return facts.isEmpty();
  }

  /** Returns the people. */
  public FileRoster roster() {
    return RootReader.roster(this);
  }

  /**
   * Returns the rules. Those that another version of Twokey wrote and this one can't read are left
   * out: they allow nothing until the files are accepted again.
   */
  public Policy policy() {
    return RootReader.policy(this);
  }

  /** Returns the connections by environment and name. */
  public Map<String, Map<String, Connection>> connections() {
    return RootReader.connections(this);
  }
}
