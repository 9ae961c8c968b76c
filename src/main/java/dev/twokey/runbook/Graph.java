package dev.twokey.runbook;

import dev.twokey.condition.ConditionCompiler;
import dev.twokey.condition.Reference;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which block needs which other, over all files, and in what order they are evaluated. */
final class Graph {
  private final Map<String, Set<String>> needs = new LinkedHashMap<>();
  private final Map<String, Draft.DraftBlock> blocks = new LinkedHashMap<>();
  private final Set<String> circular = new LinkedHashSet<>();
  private final List<String> order = new ArrayList<>();

  Graph(Folder folder, ConditionCompiler compiler, Problems problems) {
    for (Draft draft : folder.drafts()) {
      for (Draft.DraftBlock block : draft.blocks()) {
        if (block.kind().visible()) {
          Set<String> named = new LinkedHashSet<>();
          for (String text : Texts.deciding(block)) {
            for (Reference reference : compiler.references(text)) {
              named.addAll(folder.blocks(draft, reference));
            }
          }
          blocks.put(block.id(), block);
          needs.put(block.id(), named);
        }
      }
    }
    Set<String> done = new LinkedHashSet<>();
    blocks.keySet().forEach(id -> visit(id, new ArrayList<>(), done, problems));
  }

  /** Returns all visible blocks, each after those that it needs. */
  List<String> order() {
    return List.copyOf(order);
  }

  /** Returns what a block needs directly. */
  Set<String> needs(String id) {
    return needs.getOrDefault(id, Set.of());
  }

  /** Returns whether a block is part of a circle, so that it has no value. */
  boolean isCircular(String id) {
    return circular.contains(id);
  }

  private void visit(String id, List<String> path, Set<String> done, Problems problems) {
    int before = path.indexOf(id);
    if (before >= 0) {
      report(path.subList(before, path.size()), problems);
      return;
    }
    if (done.contains(id)) {
      return;
    }
    path.add(id);
    needs(id).forEach(n -> visit(n, path, done, problems));
    path.removeLast();
    if (done.add(id)) {
      order.add(id);
    }
  }

  private void report(List<String> circle, Problems problems) {
    if (circular.containsAll(circle)) {
      return;
    }
    circular.addAll(circle);
    Draft.DraftBlock first = blocks.get(circle.getFirst());
    if (first == null) {
      throw new IllegalStateException("no block " + circle.getFirst() + " (this is a bug)");
    }
    problems.error(
        first.at(),
        ErrorCode.RUNBOOK_INVALID,
        "These depend on each other in a circle: "
            + String.join(" → ", circle)
            + " → "
            + circle.getFirst()
            + ".",
        "Take one name out of a condition.");
  }
}
