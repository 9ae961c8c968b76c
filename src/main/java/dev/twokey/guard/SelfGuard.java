package dev.twokey.guard;

import dev.twokey.approval.Rule;
import dev.twokey.inventory.Entry;
import dev.twokey.inventory.EntryKind;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Target;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A plan must not saw off the branch that Twokey sits on: its journal, its host or its route. Then
 * nobody would record the end, or undo it. What lies on Twokey's own machine is shown, whatever the
 * policy asks for.
 */
final class SelfGuard implements Guard {
  @Override
  public String name() {
    return "self_dependency";
  }

  @Override
  public List<EvidenceLine> evidence(GuardFacts facts) {
    Here here = facts.premises().here();
    List<EvidenceLine> lines = new ArrayList<>();
    for (Target target : facts.plan().targets()) {
      here.of(target)
          .map(address ->
              new EvidenceLine(
                  "WARNING: "
                      + target.name()
                      + " lies on Twokey's own machine ("
                      + address
                      + "); what stops that stops Twokey",
                  here.at()))
          .ifPresent(lines::add);
    }
    return lines;
  }

  @Override
  public Verdict judge(GuardFacts facts) {
    Optional<SelfDependency> self =
        facts.premises().policy().self().stream()
            .filter(s -> s.environment().equals(facts.premises().environment()))
            .findFirst();
    if (self.isEmpty()) {
      return new Verdict.NotAsked();
    }
    Set<String> hit = new LinkedHashSet<>();
    for (Target target : facts.plan().targets()) {
      hit(target.name(), self.get(), facts.premises()).ifPresent(hit::add);
    }
    if (hit.isEmpty()) {
      return new Verdict.Allow("nothing that Twokey stands on");
    }
    String what = String.join(", ", hit);
    return self.get()
        .exemption()
        .map(e -> exempt(e.demand("although Twokey itself stands on " + what), facts))
        .orElseGet(() -> refused(what));
  }

  private static Verdict exempt(Rule.Demand demand, GuardFacts facts) {
    return new Verdict.NeedsApproval(Exemption.rule(List.of(demand), facts.rules().approval()));
  }

  private static Verdict refused(String what) {
    return new Verdict.Deny(
        new Problem(
            ErrorCode.SELF_DEPENDENCY,
            "Twokey itself stands on "
                + what
                + ": it could not record the end of this, or undo it.",
            "Do it by hand and note it (/incident note), or let policy.yaml make an exception:"
                + " twokey: {exemption: {of: ROLE}}."));
  }

  /** Returns what of it a target is; empty for none. */
  private static Optional<String> hit(String name, SelfDependency self, Premises premises) {
    if (self.hosts().contains(name)) {
      return Optional.of("the host " + name);
    } else if (self.services().contains(name)) {
      return Optional.of("the service " + name);
    }
    return premises
        .inventory()
        .environment(premises.environment())
        .flatMap(e -> connection(e, name, self))
        .map(connection -> "the connection " + connection + " of " + name);
  }

  private static Optional<String> connection(
      Environment environment, String name, SelfDependency self) {
    for (EntryKind kind : EntryKind.values()) {
      Optional<String> found =
          environment
              .entry(kind, name)
              .flatMap(SelfGuard::connection)
              .filter(self.connections()::contains);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> connection(Entry entry) {
    return entry.text("connection").or(() -> entry.text("via"));
  }
}
