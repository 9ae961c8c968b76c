package dev.twokey.guard;

import static java.util.Objects.requireNonNull;

import dev.twokey.journal.AddedLater;
import java.util.List;

/**
 * A guard and its verdict.
 *
 * @param guard its name, such as {@code backup_freshness}
 * @param verdict what it says
 * @param evidence what was read for it; empty where it looks at no reading
 */
public record Judgement(String guard, Verdict verdict, @AddedLater List<EvidenceLine> evidence) {
  public Judgement {
    requireNonNull(guard, "guard");
    requireNonNull(verdict, "verdict");
    evidence = List.copyOf(evidence);
  }

  /** Makes a judgement that looked at no reading. */
  public Judgement(String guard, Verdict verdict) {
    this(guard, verdict, List.of());
  }

  /** Returns the same guard on the same evidence with another verdict. */
  public Judgement with(Verdict other) {
    return new Judgement(guard, other, evidence);
  }
}
