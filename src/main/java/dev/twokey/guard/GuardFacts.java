package dev.twokey.guard;

import dev.twokey.condition.Truth;
import dev.twokey.incident.Lock;
import dev.twokey.inventory.Target;
import dev.twokey.people.PersonId;
import dev.twokey.people.Roster;
import dev.twokey.plan.Clause;
import dev.twokey.plan.Plan;
import dev.twokey.probe.Reading;
import dev.twokey.runbook.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that guards look at.
 *
 * @param operation its id; its own locks don't hinder it
 * @param premises what would be done, and what was known before anything was read
 * @param requester who asked
 * @param roster who is who now
 * @param locks of all targets
 * @param halted the halted scope that covers it
 * @param needs each condition of the plan, with its truth
 * @param forbids what runbooks forbid for its targets and effects, with its truth
 * @param readings for guards, by their keys
 * @param sources where the files of the plan's blocks come from, as they are loaded now
 * @param incident whether an incident is declared where it was asked for
 * @param openIncidents titles of the incidents that are open in the environment
 * @param production whether users depend on the environment
 * @param now the time of the judgement
 */
public record GuardFacts(
    String operation,
    Premises premises,
    PersonId requester,
    Roster roster,
    Map<Target, Lock> locks,
    Optional<String> halted,
    List<Need> needs,
    List<Contra> forbids,
    Map<String, Reading> readings,
    List<Revision> sources,
    boolean incident,
    List<String> openIncidents,
    boolean production,
    Instant now) {
  /**
   * Something that a runbook forbids.
   *
   * @param block which, such as {@code rabbitmq_down.keep_the_outbox}
   * @param file where it stands
   * @param truth of its condition
   * @param says the reason, and what to do instead
   * @param evidence what was read for it
   */
  public record Contra(
      String block, String file, Truth truth, String says, List<EvidenceLine> evidence) {
    public Contra {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * A condition that the plan needs.
   *
   * @param clause which
   * @param truth whether it holds now
   * @param evidence what was read for it
   */
  public record Need(Clause clause, Truth truth, List<EvidenceLine> evidence) {
    public Need {
      evidence = List.copyOf(evidence);
    }
  }

  public GuardFacts {
    locks = Map.copyOf(locks);
    needs = List.copyOf(needs);
    forbids = List.copyOf(forbids);
    readings = Map.copyOf(readings);
    sources = List.copyOf(sources);
    openIncidents = List.copyOf(openIncidents);
  }

  /** Returns what would be done. */
  public Plan plan() {
    return premises.plan();
  }

  /** Returns the rules of the policy for this plan. */
  public RiskRules rules() {
    return premises.rules();
  }

  /** Returns the kind of rules that hold for the plan. */
  public static RuleKind kind(Plan plan) {
    return plan.draft().drill().isPresent() ? RuleKind.DRILL : RuleKind.of(plan.draft().risk());
  }
}
