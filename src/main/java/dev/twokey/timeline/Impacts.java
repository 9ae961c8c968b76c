package dev.twokey.timeline;

import dev.twokey.diagnosis.Findings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects what diagnoses named: causes that held, and what was broken for users. */
final class Impacts {
  private static final String NOT_AFFECTED = "none";

  private final Map<String, NamedCause> causes = new LinkedHashMap<>();
  private final Map<String, Impact> impacts = new LinkedHashMap<>();

  static boolean hurts(String severity) {
    return !severity.toLowerCase(Locale.ROOT).equals(NOT_AFFECTED);
  }

  void add(String environment, Findings findings, Instant at, long position) {
    for (Findings.CauseFinding cause : findings.holding(Findings.Holding.HOLDS)) {
      causes.putIfAbsent(
          environment + " " + cause.id(),
          new NamedCause(cause.id(), environment, at, position, cause.says()));
    }
    for (Findings.ImpactFinding impact : findings.impacts()) {
      if (hurts(impact.severity())) {
        impacts.put(
            environment + " " + impact.subsystem(),
            new Impact(
                environment,
                impact.subsystem(),
                impact.effect(),
                impact.severity(),
                impact.note(),
                position));
      }
    }
  }

  List<NamedCause> causes() {
    return List.copyOf(causes.values());
  }

  List<Impact> impacts() {
    return List.copyOf(impacts.values());
  }
}
