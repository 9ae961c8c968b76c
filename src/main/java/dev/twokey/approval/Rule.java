package dev.twokey.approval;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Who must sign, copied into the request when it is made: a policy that changes later asks anew, it
 * never makes it cheaper.
 *
 * @param of the role that may sign
 * @param quorum how many people, at least 1; the requester never counts
 * @param pending how long a request waits for its signatures
 * @param startWithin how long after the last signature it may start
 */
public record Rule(String of, int quorum, Duration pending, Duration startWithin) {
  public Rule {
    requireNonNull(of, "of");
    requireNonNull(pending, "pending");
    requireNonNull(startWithin, "startWithin");
    if (quorum < 1 || of.isEmpty()) {
      throw new IllegalArgumentException(
          "an approval rule needs a role and a quorum of at least 1, got "
              + quorum
              + " of '"
              + of
              + "'");
    }
  }

  /**
   * Returns this rule, but not cheaper than one under which the same was denied: at least as many
   * people, and of the role that said no, since roles can't be ranked.
   */
  public Rule atLeast(Rule earlier) {
    return new Rule(earlier.of, Math.max(quorum, earlier.quorum), pending, startWithin);
  }
}
