package dev.twokey.runbook;

import dev.twokey.inventory.Argument;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Location;
import dev.twokey.problem.Problems;
import dev.twokey.problem.YamlNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Sees to it that a name means one thing only. */
final class NameRules {
  private final Folder folder;
  private final Problems problems;

  NameRules(Folder folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  void check() {
    Map<String, Location> aliases = new HashMap<>();
    for (Draft draft : folder.drafts()) {
      reserved("runbook", draft.id(), draft.front().at());
      inside(draft);
      draft.blocks().forEach(b -> alias(draft, b, aliases));
    }
  }

  private void inside(Draft draft) {
    Map<String, Location> seen = new LinkedHashMap<>();
    for (Argument parameter : draft.front().parameters()) {
      reserved("parameter", parameter.name(), draft.front().at());
      seen.put(parameter.name(), draft.front().at());
    }
    for (Draft.DraftBlock block : draft.blocks()) {
      reserved(block.kind().word(), block.name(), block.at());
      twice(block.name(), block.at(), seen);
      boolean another = !block.name().equals(draft.id());
      if (another && folder.draft(block.name()).isPresent()) {
        error(
            block.at(),
            "'" + block.name() + "' is a runbook too, so a condition could mean either.",
            "Rename the block.");
      }
    }
    for (Draft.Tasks tasks : draft.taskLists()) {
      twice(tasks.name(), tasks.at(), seen);
    }
  }

  private void twice(String name, Location at, Map<String, Location> seen) {
    Location first = seen.putIfAbsent(name, at);
    if (first != null) {
      error(
          at,
          "The id '" + name + "' stands twice, first at line " + first.line() + ".",
          "Rename one; a task list's id is its heading.");
    }
  }

  private void alias(Draft draft, Draft.DraftBlock block, Map<String, Location> aliases) {
    if (block.kind() != Draft.Kind.DRILL
        || !(block.yaml().values().get("alias") instanceof YamlNode.Text alias)) {
      return;
    }
    Location first = aliases.putIfAbsent(alias.value().toLowerCase(Locale.ROOT), alias.at());
    if (first != null) {
      error(
          alias.at(),
          "The alias '" + alias.value() + "' is taken by the drill at " + first + ".",
          "Choose another.");
    }
    boolean known =
        folder.draft(alias.value()).isPresent() || draft.block(alias.value()).isPresent();
    if (known) {
      error(alias.at(), "The alias '" + alias.value() + "' is an id too.", "Choose another.");
    }
  }

  private void reserved(String kind, String name, Location at) {
    if (Ids.RESERVED.contains(name)) {
      error(
          at,
          "A " + kind + " can't be called '" + name + "': the word has a meaning already.",
          "Choose another name.");
    }
  }

  private void error(Location at, String what, String advice) {
    problems.error(at, ErrorCode.RUNBOOK_INVALID, what, advice);
  }
}
