package dev.twokey.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.problem.Finding;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Problems;
import java.util.List;

/** What people are told of bad input: something, with advice, and not a flood. */
public final class Told {
  /** How many findings a person is shown at most. */
  public static final int FINDINGS_MAX = Problems.FINDINGS_MAX + 1;

  private static final int CHARACTERS_MAX = 6_000;

  private Told() {}

  /** Checks one problem. */
  public static void check(Problem problem) {
    assertThat(problem.what()).isNotBlank();
    assertThat(problem.advice()).isNotBlank();
    assertThat(problem.line().length()).as(problem.line()).isLessThan(CHARACTERS_MAX);
  }

  /** Checks all findings of a file. */
  public static void check(List<Finding> findings) {
    assertThat(findings.size()).isLessThanOrEqualTo(FINDINGS_MAX);
    for (Finding finding : findings) {
      check(finding.problem());
      assertThat(finding.at().line()).isPositive();
      assertThat(finding.at().column()).isPositive();
    }
  }
}
