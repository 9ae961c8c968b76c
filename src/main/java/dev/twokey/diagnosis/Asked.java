package dev.twokey.diagnosis;

import dev.twokey.condition.Expression;
import dev.twokey.runbook.Block;
import dev.twokey.runbook.Cause;
import dev.twokey.runbook.Check;
import dev.twokey.runbook.Drill;
import dev.twokey.runbook.Forbid;
import dev.twokey.runbook.Link;
import dev.twokey.runbook.Run;
import dev.twokey.runbook.Runbook;
import dev.twokey.runbook.RunbookAction;
import dev.twokey.runbook.RunbookCatalog;
import dev.twokey.runbook.TaskList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the checks and causes that must be known to answer what was asked. */
final class Asked {
  private final RunbookCatalog catalog;
  private final Set<String> names = new LinkedHashSet<>();

  private Asked(RunbookCatalog catalog) {
    this.catalog = catalog;
  }

  /** Returns the checks, causes and actions behind these ids, in the order of evaluation. */
  static List<String> closure(RunbookCatalog catalog, Set<String> ids) {
    Asked asked = new Asked(catalog);
    ids.forEach(asked::add);
    return catalog.closure(asked.names);
  }

  private void add(String id) {
    Optional<Block> block = catalog.block(id);
    Optional<Runbook> runbook = catalog.runbook(id);
    Optional<TaskList> tasks = catalog.tasks(id);
    if (block.isPresent()) {
      block(block.get());
    } else if (runbook.isPresent()) {
      runbook(runbook.get());
    } else if (tasks.isPresent()) {
      tasks.get().items().forEach(this::task);
    } else {
      throw new IllegalArgumentException("no runbook has '" + id + "' (this is a bug)");
    }
  }

  private void runbook(Runbook runbook) {
    runbook.checks().forEach(this::block);
    runbook.causes().forEach(this::block);
    runbook.forbids().forEach(this::block);
    for (Cause cause : runbook.causes()) {
      cause.mitigate().stream()
          .filter(l -> l.kind() == Link.Kind.ACTION)
          .forEach(l -> catalog.action(l.id()).ifPresent(this::block));
    }
  }

  private void block(Block block) {
    switch (block) {
      case Check check -> names.add(check.id());
      case Cause cause -> {
        names.add(cause.id());
        cause.says().ifPresent(t -> names.addAll(catalog.names(t.references(), cause.runbook())));
      }
      case RunbookAction action -> {
        action.each().ifPresent(e -> expression(e, action));
        action.needs().ifPresent(e -> expression(e, action));
        action.verify().ifPresent(e -> expression(e, action));
        if (action.run() instanceof Run.Several(List<String> parts)) {
          parts.forEach(p -> catalog.action(p).ifPresent(this::block));
        }
      }
      case Forbid forbid -> expression(forbid.during(), forbid);
      case Drill drill -> {
        expression(drill.steadyState(), drill);
        drill.abortWhen().ifPresent(e -> expression(e, drill));
        names.add(drill.expects().cause());
      }
    }
  }

  private void expression(Expression expression, Block block) {
    names.addAll(catalog.names(expression.references(), block.runbook()));
  }

  private void task(TaskList.Item item) {
    Optional<Link> link = item.link();
    boolean read =
        link.filter(l -> l.kind() == Link.Kind.CHECK || l.kind() == Link.Kind.CAUSE).isPresent();
    if (read) {
      catalog.block(link.get().id()).ifPresent(this::block);
    }
    item.items().forEach(this::task);
  }
}
