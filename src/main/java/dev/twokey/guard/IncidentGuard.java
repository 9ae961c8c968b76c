package dev.twokey.guard;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;

/** Nothing is rehearsed or risked while something is broken for real. */
final class IncidentGuard implements Guard {
  @Override
  public String name() {
    return "no_open_incident";
  }

  @Override
  public Verdict judge(GuardFacts facts) {
    if (!facts.rules().noOpenIncident()) {
      return new Verdict.NotAsked();
    }
    String environment = facts.plan().draft().environment();
    if (facts.openIncidents().isEmpty()) {
      return new Verdict.Allow("no incident is open in " + environment);
    }
    return new Verdict.Deny(
        new Problem(
            ErrorCode.INCIDENT_OPEN,
            "An incident is open in "
                + environment
                + ": "
                + String.join(", ", facts.openIncidents())
                + ".",
            "Wait until it is over; whoever leads it ends it with /incident close."));
  }
}
