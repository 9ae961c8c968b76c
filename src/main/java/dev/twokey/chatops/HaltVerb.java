package dev.twokey.chatops;

import dev.twokey.guard.RiskRules;
import dev.twokey.guard.RuleKind;
import dev.twokey.incident.Halt;
import dev.twokey.incident.HaltInput;
import dev.twokey.problem.ErrorCode;
import java.util.List;

/**
 * {@code /halt [SCOPE]} and {@code /release [SCOPE]}; without a scope the drills of the environment
 * are meant.
 */
final class HaltVerb implements Verb {
  private final boolean release;

  HaltVerb(boolean release) {
    this.release = release;
  }

  @Override
  public Routed route(Invocation in) {
    String word = in.argument("scope").orElse("drills");
    String scope =
        word.equals("all")
            ? "all"
            : (word.equals("environment") ? "environment:" : "drills:") + in.environmentName();
    boolean drills = scope.startsWith("drills:");
    String role =
        in.setup()
            .policy()
            .rules(in.environmentName(), RuleKind.CHANGE)
            .map(RiskRules::role)
            .orElse("");
    if ((release || !drills) && !in.setup().roster().hasRole(in.by(), role, in.now())) {
      return Routed.refused(
          ErrorCode.ROLE_MISSING,
          "You don't have the role '" + role + "'.",
          "Anybody on the roster can halt drills; ask a responder for more.");
    }
    List<dev.twokey.people.PersonId> onCall = in.setup().roster().onCall(in.now());
    boolean firstOnCall = !onCall.isEmpty() && onCall.getFirst().equals(in.by());
    return Routed.To.of(
        Halt.STREAM,
        release
            ? new HaltInput.Release(scope, in.by(), firstOnCall)
            : new HaltInput.Halt(scope, in.by(), in.argument("reason").orElse("")));
  }
}
