package dev.twokey.guard;

import static java.util.Objects.requireNonNull;

import dev.twokey.action.Risk;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * When one key may do where nobody else can sign: loud, delayed, reviewed afterwards.
 *
 * @param role who may
 * @param risks for what; never {@link Risk#DESTROY}
 * @param delay in which anyone may abort
 * @param perPersonAWeek how often
 * @param tell channels that hear of it, beside the usual ones
 */
public record BreakGlass(
    String role, Set<Risk> risks, Duration delay, int perPersonAWeek, List<String> tell) {
  public BreakGlass {
    requireNonNull(role, "role");
    requireNonNull(delay, "delay");
    risks = Set.copyOf(risks);
    tell = List.copyOf(tell);
    if (risks.contains(Risk.DESTROY) || delay.isZero() || delay.isNegative()) {
      throw new IllegalArgumentException("break-glass never destroys and always waits");
    }
  }
}
