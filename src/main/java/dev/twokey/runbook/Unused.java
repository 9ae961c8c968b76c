package dev.twokey.runbook;

import dev.twokey.condition.Reference;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Location;
import dev.twokey.problem.Problems;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Warns of checks that nothing uses: each costs a reading and tells nobody anything. */
final class Unused {
  private final RunbookCatalog catalog;
  private final Set<String> used = new HashSet<>();

  private Unused(RunbookCatalog catalog) {
    this.catalog = catalog;
  }

  static void warn(RunbookCatalog catalog, Problems problems) {
    Unused unused = new Unused(catalog);
    catalog.runbooks().forEach(r -> r.blocks().values().forEach(unused::block));
    catalog.runbooks().forEach(r -> r.taskLists().values().forEach(t -> unused.tasks(t.items())));
    for (Runbook runbook : catalog.runbooks()) {
      for (Check check : runbook.checks()) {
        if (!unused.used.contains(check.id())) {
          problems.warning(
              new Location(check.origin().file(), check.origin().line(), 1),
              ErrorCode.RUNBOOK_INVALID,
              "Nothing uses the check " + check.name() + ".",
              "Name it in a cause or a task list, or remove it.");
        }
      }
    }
  }

  private void block(Block block) {
    switch (block) {
      case Check check -> {
        check.each().ifPresent(e -> names(e.references(), check));
        check.when().ifPresent(e -> names(e.references(), check));
        check.expect().ifPresent(e -> names(e.references(), check));
        check.says().ifPresent(t -> names(t.references(), check));
        names(check.with().references(), check);
      }
      case Cause cause -> {
        cause.each().ifPresent(e -> names(e.references(), cause));
        names(cause.when().references(), cause);
        cause.says().ifPresent(t -> names(t.references(), cause));
      }
      case RunbookAction action -> {
        action.each().ifPresent(e -> names(e.references(), action));
        action.needs().ifPresent(e -> names(e.references(), action));
        action.verify().ifPresent(e -> names(e.references(), action));
        if (action.run() instanceof Run.One(String _, With with)) {
          names(with.references(), action);
        }
      }
      case Forbid forbid -> names(forbid.during().references(), forbid);
      case Drill drill -> {
        names(drill.steadyState().references(), drill);
        drill.abortWhen().ifPresent(e -> names(e.references(), drill));
      }
    }
  }

  private void names(Set<Reference> references, Block block) {
    used.addAll(catalog.names(references, block.runbook()));
  }

  private void tasks(Collection<TaskList.Item> items) {
    for (TaskList.Item item : items) {
      Optional<Link> link = item.link();
      link.ifPresent(l -> used.add(l.id()));
      tasks(item.items());
    }
  }
}
