package dev.twokey.guard;

import dev.twokey.probe.ProbeCall;
import java.util.List;
import java.util.Map;

/** A rule that a plan must pass: two pure functions. All guards are shown; one denial refuses. */
public interface Guard {
  /** Returns its name, as in the policy and on cards. */
  String name();

  /** Returns the readings it needs beside the conditions of the plan's runbook blocks. */
  default Map<String, ProbeCall> needs(Premises premises) {
    return Map.of();
  }

  /** Returns what was read for it, for people. */
  default List<EvidenceLine> evidence(GuardFacts facts) {
    return List.of();
  }

  /** Judges; the same facts give the same verdict. */
  Verdict judge(GuardFacts facts);
}
