package dev.twokey.guard;

import dev.twokey.incident.Lock;
import dev.twokey.inventory.Target;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A target rests between two changes. */
final class CooldownGuard implements Guard {
  @Override
  public String name() {
    return "cooldown";
  }

  @Override
  public Verdict judge(GuardFacts facts) {
    Optional<Duration> cooldown = facts.rules().cooldown();
    if (cooldown.isEmpty()) {
      return new Verdict.NotAsked();
    }
    for (Map.Entry<Target, Lock> entry : facts.locks().entrySet()) {
      Instant free = entry.getValue().lastChange().map(t -> t.plus(cooldown.get())).orElse(Instant.EPOCH);
      if (facts.now().isBefore(free)) {
        return new Verdict.Deny(
            new Problem(
                ErrorCode.LOCKED,
                entry.getKey() + " was changed at " + entry.getValue().lastChange().orElseThrow()
                    + "; the policy lets it rest for " + cooldown.get().toSeconds() + " s.",
                "Try again in " + Math.max(1, Duration.between(facts.now(), free).toSeconds()) + " s."));
      }
    }
    return new Verdict.Allow("not changed in the last " + cooldown.get().toSeconds() + " s");
  }
}
