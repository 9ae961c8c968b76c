package dev.twokey.guard;

import static java.util.Objects.requireNonNull;

/**
 * A guard and its verdict.
 *
 * @param guard its name, such as {@code backup_freshness}
 * @param verdict what it says
 */
public record Judgement(String guard, Verdict verdict) {
  public Judgement {
    requireNonNull(guard, "guard");
    requireNonNull(verdict, "verdict");
  }
}
