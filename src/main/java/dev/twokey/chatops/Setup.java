package dev.twokey.chatops;

import static java.util.Objects.requireNonNull;

import dev.twokey.action.ActionKind;
import dev.twokey.command.CommandCatalog;
import dev.twokey.command.CommandParser;
import dev.twokey.command.Completion;
import dev.twokey.command.Names;
import dev.twokey.guard.Policy;
import dev.twokey.guard.RiskRules;
import dev.twokey.guard.RuleKind;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.operation.Known;
import dev.twokey.people.PersonId;
import dev.twokey.people.Roster;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.runbook.RunbookCatalog;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * All files as they are loaded now. A value: a reload makes a new one.
 *
 * @param roster who may act
 * @param policy what is asked of them
 * @param inventory where things are
 * @param runbooks the runbooks
 * @param commands the commands
 * @param names of runbooks and drills, for commands
 * @param actions kinds of action by name
 * @param demo whether one human may hold both keys
 */
public record Setup(
    Roster roster,
    Policy policy,
    Inventory inventory,
    RunbookCatalog runbooks,
    CommandCatalog commands,
    Names names,
    Map<String, ActionKind> actions,
    boolean demo) {
  public Setup {
    requireNonNull(roster, "roster");
    requireNonNull(policy, "policy");
    requireNonNull(inventory, "inventory");
    requireNonNull(runbooks, "runbooks");
    requireNonNull(commands, "commands");
    requireNonNull(names, "names");
    actions = Map.copyOf(actions);
  }

  /** Returns what deciders of operations know. */
  public Known known() {
    return new Known(roster, policy, inventory, runbooks);
  }

  /** Returns what deciders of checklists know. */
  public dev.twokey.checklist.Known checklists() {
    return new dev.twokey.checklist.Known(runbooks, inventory, this::responds);
  }

  /** Whoever may change something in an environment may work through its lists. */
  private Optional<Problem> responds(PersonId by, String environment, Instant now) {
    String role = policy.rules(environment, RuleKind.CHANGE).map(RiskRules::role).orElse("");
    return roster.hasRole(by, role, now)
        ? Optional.empty()
        : Optional.of(
            new Problem(
                ErrorCode.ROLE_MISSING,
                by + " doesn't have the role '" + role + "'.",
                "Ask a responder."));
  }

  /** Returns whether a person may sign for something in a production environment. */
  boolean signsForProduction(PersonId person, Instant at) {
    return inventory.environments().values().stream()
        .filter(Environment::production)
        .flatMap(e -> Arrays.stream(RuleKind.values()).map(kind -> policy.rules(e.name(), kind)))
        .flatMap(Optional::stream)
        .flatMap(rules -> rules.approval().stream())
        .flatMap(rule -> rule.all().stream())
        .anyMatch(demand -> roster.hasRole(person, demand.of(), at));
  }

  CommandParser parser() {
    return new CommandParser(commands, inventory, names);
  }

  Completion completion() {
    return new Completion(commands, inventory, names);
  }
}
