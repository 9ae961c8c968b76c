package dev.twokey.guard;

import dev.twokey.incident.Lock;
import dev.twokey.inventory.Target;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.util.Map;

/** One change at a time on a target, whichever way it came. */
final class LockGuard implements Guard {
  @Override
  public String name() {
    return "lock";
  }

  @Override
  public Verdict judge(GuardFacts facts) {
    for (Map.Entry<Target, Lock> entry : facts.locks().entrySet()) {
      Lock.Holder holder = entry.getValue().holder().orElse(null);
      if (holder != null && !holder.operation().equals(facts.operation())) {
        return new Verdict.Deny(
            new Problem(
                ErrorCode.LOCKED,
                entry.getKey() + " is being changed by " + holder.by() + " since " + holder.since() + ".",
                "Wait for it, or /takeover " + entry.getKey().name() + " REASON if nobody is on it."));
      }
    }
    return new Verdict.Allow("lock free");
  }
}
