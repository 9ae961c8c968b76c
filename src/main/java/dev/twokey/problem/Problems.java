package dev.twokey.problem;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the findings of all files, so that people see every one at once. Not safe for threads.
 */
public final class Problems {
  private final List<Finding> findings = new ArrayList<>();

  /** Adds an error. */
  public void error(Location at, ErrorCode code, String what, String advice) {
    findings.add(new Finding(at, Finding.Severity.ERROR, new Problem(code, what, advice)));
  }

  /** Adds a warning: the file can be used. */
  public void warning(Location at, ErrorCode code, String what, String advice) {
    findings.add(new Finding(at, Finding.Severity.WARNING, new Problem(code, what, advice)));
  }

  /** Returns whether any finding forbids using the files. */
  public boolean hasErrors() {
    return findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
  }

  /** Returns all findings, in the order in which they were added. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }
}
