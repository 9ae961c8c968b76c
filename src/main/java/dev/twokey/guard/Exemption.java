package dev.twokey.guard;

import dev.twokey.approval.Rule;
import java.util.List;
import java.util.Optional;

/**
 * Who can make an exception together: an extra approval by other people than those who sign by the
 * rules, since each signature counts for one demand.
 *
 * @param of a role
 * @param quorum how many people of it, at least 1; the requester never counts
 */
public record Exemption(String of, int quorum) {
  public Exemption {
    if (of.isEmpty() || quorum < 1) {
      throw new IllegalArgumentException("an exemption needs a role and a quorum of at least 1");
    }
  }

  /** Returns what it asks for. {@code why} says what the plan goes against. */
  Rule.Demand demand(String why) {
    return new Rule.Demand(of, quorum, why);
  }

  /** Returns the rule of extra demands, with the times of the usual approval. */
  static Rule rule(List<Rule.Demand> demands, Optional<Rule> usual) {
    return Rule.of(
        demands,
        usual.map(Rule::pending).orElse(Rule.PENDING),
        usual.map(Rule::startWithin).orElse(Rule.START_WITHIN));
  }
}
