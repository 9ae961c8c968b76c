package dev.twokey.approval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Gives people's signatures to the demands of a rule, each to one, so that as many as possible are
 * met: who has two roles signs for the one that nobody else could.
 */
final class Keys {
  private static final int NOBODY = -1;

  private final List<String> wanted = new ArrayList<>();
  private final List<Set<String>> roles;
  private final int[] givenTo;

  /**
   * @param people the roles of each person, once a person
   */
  Keys(Rule rule, Collection<Set<String>> people) {
    for (Rule.Demand demand : rule.all()) {
      for (int i = 0; i < demand.quorum(); i++) {
        wanted.add(demand.of());
      }
    }
    this.roles = List.copyOf(people);
    this.givenTo = new int[wanted.size()];
    Arrays.fill(givenTo, NOBODY);
  }

  /** Returns how many signatures are still missing with those of all of these people. */
  int missing() {
    int met = 0;
    for (int person = 0; person < roles.size(); person++) {
      if (place(person, new boolean[wanted.size()])) {
        met++;
      }
    }
    return wanted.size() - met;
  }

  /** Finds a demand for a person, moving others to another one of theirs. */
  private boolean place(int person, boolean[] tried) {
    for (int demand = 0; demand < wanted.size(); demand++) {
      if (!tried[demand] && roles.get(person).contains(wanted.get(demand))) {
        tried[demand] = true;
        if (givenTo[demand] == NOBODY || place(givenTo[demand], tried)) {
          givenTo[demand] = person;
          return true;
        }
      }
    }
    return false;
  }
}
