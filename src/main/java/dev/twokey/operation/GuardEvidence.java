package dev.twokey.operation;

import dev.twokey.action.Effect;
import dev.twokey.diagnosis.Evaluation;
import dev.twokey.diagnosis.ForbidResult;
import dev.twokey.guard.EvidenceLine;
import dev.twokey.guard.GuardFacts;
import dev.twokey.plan.Clause;
import dev.twokey.plan.Plan;
import dev.twokey.runbook.Block;
import dev.twokey.runbook.Forbid;
import dev.twokey.runbook.RunbookAction;
import dev.twokey.runbook.RunbookCatalog;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What runbooks say of a plan, on one evaluation: what it needs, and what forbids it. */
final class GuardEvidence {
  private final RunbookCatalog catalog;
  private final Plan plan;
  private final Evidence evidence;

  GuardEvidence(Evidence evidence, Plan plan) {
    this.evidence = evidence;
    this.catalog = evidence.known().catalog();
    this.plan = plan;
  }

  /** Returns the blocks that the guards look at. */
  Set<String> blocks() {
    Set<String> blocks = new LinkedHashSet<>();
    plan.draft().needs().forEach(c -> blocks.add(c.block()));
    matching().forEach(f -> blocks.add(f.id()));
    return blocks;
  }

  List<GuardFacts.Need> needs(Evaluation evaluation) {
    return plan.draft().needs().stream()
        .map(c -> new GuardFacts.Need(c, evidence.truth(evaluation, c), read(evaluation, c)))
        .toList();
  }

  List<GuardFacts.Contra> forbids(Evaluation evaluation) {
    Map<String, GuardFacts.Contra> found = new LinkedHashMap<>();
    for (Forbid forbid : matching()) {
      for (Effect effect : forbid.effects()) {
        for (String target : forbid.targets()) {
          evaluation.forbids(effect, target).stream()
              .filter(r -> r.id().equals(forbid.id()))
              .forEach(r -> found.put(r.id(), contra(evaluation, forbid, r)));
        }
      }
    }
    return List.copyOf(found.values());
  }

  private GuardFacts.Contra contra(Evaluation evaluation, Forbid forbid, ForbidResult result) {
    Set<String> named = catalog.names(forbid.during().references(), forbid.runbook());
    return new GuardFacts.Contra(
        forbid.id(),
        forbid.origin().file(),
        result.during(),
        result.says(),
        new ReadLines(catalog, evaluation).of(named, ""));
  }

  private List<EvidenceLine> read(Evaluation evaluation, Clause clause) {
    return catalog
        .block(clause.block())
        .map(block -> new ReadLines(catalog, evaluation).of(named(block), clause.item()))
        .orElse(List.of());
  }

  private Set<String> named(Block block) {
    return block instanceof RunbookAction action && action.needs().isPresent()
        ? catalog.names(action.needs().get().references(), action.runbook())
        : Set.of(block.id());
  }

  private List<Forbid> matching() {
    Set<String> targets = new LinkedHashSet<>();
    plan.targets().forEach(t -> targets.add(t.name()));
    return catalog.forbids().stream()
        .filter(f ->
            catalog
                .runbook(f.runbook())
                .orElseThrow()
                .environments()
                .contains(plan.draft().environment()))
        .filter(f -> f.targets().stream().anyMatch(targets::contains))
        .filter(
            f -> f.effects().stream().map(Effect::word).anyMatch(plan.draft().effects()::contains))
        .toList();
  }
}
