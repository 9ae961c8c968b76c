package dev.twokey.problem;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the findings of all files, so that people see every one at once, up to {@value
 * #FINDINGS_MAX}: who has more mends the first ones first. Not safe for threads.
 */
public final class Problems {
  /** How many findings are kept; one more says that there are others. */
  public static final int FINDINGS_MAX = 1_000;

  private final List<Finding> findings = new ArrayList<>();
  private boolean errors;
  private int count;

  /** Adds an error. */
  public void error(Location at, ErrorCode code, String what, String advice) {
    errors = true;
    add(new Finding(at, Finding.Severity.ERROR, new Problem(code, what, advice)));
  }

  /** Adds a warning: the file can be used. */
  public void warning(Location at, ErrorCode code, String what, String advice) {
    add(new Finding(at, Finding.Severity.WARNING, new Problem(code, what, advice)));
  }

  private void add(Finding finding) {
    count++;
    if (findings.size() < FINDINGS_MAX) {
      findings.add(finding);
    } else if (findings.size() == FINDINGS_MAX) {
      Problem more =
          new Problem(
              ErrorCode.LIMIT_EXCEEDED,
              "There are more than " + FINDINGS_MAX + " findings.",
              "Mend these first.");
      findings.add(new Finding(finding.at(), Finding.Severity.ERROR, more));
      errors = true;
    }
  }

  /** Returns whether any finding forbids using the files. */
  public boolean hasErrors() {
    return errors;
  }

  /** Returns how many findings were added, with those that were too many to be kept. */
  public int count() {
    return count;
  }

  /** Returns all findings, in the order in which they were added. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }
}
