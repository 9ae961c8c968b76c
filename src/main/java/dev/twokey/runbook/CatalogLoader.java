package dev.twokey.runbook;

import dev.twokey.action.ActionKind;
import dev.twokey.condition.ConditionCompiler;
import dev.twokey.inventory.Inventory;
import dev.twokey.probe.ProbeKind;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Finding;
import dev.twokey.problem.Location;
import dev.twokey.problem.Problems;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads all files, links and types them, and reports every problem of all at once. */
final class CatalogLoader {
  private final Map<String, ProbeKind> probes;
  private final Map<String, ActionKind> actions;
  private final Inventory inventory;
  private final Problems problems;
  private final ConditionCompiler compiler = new ConditionCompiler();

  CatalogLoader(
      Map<String, ProbeKind> probes,
      Map<String, ActionKind> actions,
      Inventory inventory,
      Problems problems) {
    this.probes = Map.copyOf(probes);
    this.actions = Map.copyOf(actions);
    this.inventory = inventory;
    this.problems = problems;
  }

  Optional<RunbookCatalog> load(Map<String, String> files, Map<String, Revision> revisions) {
    Problems found = new Problems();
    Folder folder = new Folder(drafts(files, found).values());
    new NameRules(folder, found).check();
    Graph graph = new Graph(folder, compiler, found);
    InventoryShape shape = new InventoryShape(inventory);
    Typing typing = new Typing(folder, graph, probes, shape.shape(), compiler, found);
    Linking.House house =
        new Linking.House(folder, typing, new Links(folder, found), actions, inventory, found);
    Map<String, Runbook> runbooks = new LinkedHashMap<>();
    folder.drafts().forEach(d -> runbooks.put(d.id(), runbook(d, house)));
    Optional<RunbookCatalog> catalog =
        found.hasErrors()
            ? Optional.empty()
            : Optional.of(new RunbookCatalog(runbooks, graph, shape, revisions));
    catalog.ifPresent(c -> Unused.warn(c, found));
    tell(found);
    return catalog;
  }

  private Map<String, Draft> drafts(Map<String, String> files, Problems found) {
    Map<String, Draft> drafts = new TreeMap<>();
    new TreeMap<>(files)
        .forEach((file, text) ->
            RunbookReader.read(file, text, found)
                .ifPresent(draft -> {
                  Draft first = drafts.putIfAbsent(draft.id(), draft);
                  if (first != null) {
                    found.error(
                        new Location(file, 1, 1),
                        ErrorCode.RUNBOOK_INVALID,
                        "The id '" + draft.id() + "' belongs to " + first.source().file() + ".",
                        "Rename the file, or give it another id.");
                  }
                }));
    return drafts;
  }

  private Runbook runbook(Draft draft, Linking.House house) {
    Draft.Front front = draft.front();
    front
        .environments()
        .forEach(e -> Environments.check(e, front.at(), inventory, house.problems()));
    if (front.plain() && !draft.blocks().isEmpty()) {
      house
          .problems()
          .error(
              front.at(),
              ErrorCode.RUNBOOK_INVALID,
              "There are blocks and no front matter.",
              "Begin the file with --- and title, service, owner and environments.");
    }
    Map<String, Block> blocks = new LinkedHashMap<>();
    for (Draft.DraftBlock block : draft.blocks()) {
      block(draft, block, house).ifPresent(b -> blocks.put(block.name(), b));
    }
    return new Runbook(
        draft.id(),
        draft.source().file(),
        draft.source().text(),
        SourceText.sha256(draft.source().text()),
        front.title(),
        front.service(),
        front.owner(),
        front.environments(),
        front.alerts(),
        front.postmortemAfter(),
        front.parameters(),
        front.watch(),
        draft.impacts(),
        blocks,
        TaskLinker.link(draft, house.links()));
  }

  private Optional<? extends Block> block(
      Draft draft, Draft.DraftBlock block, Linking.House house) {
    Linking linking = new Linking(house, draft, block);
    return switch (block.kind()) {
      case CHECK -> new CheckLinker(probes).link(linking);
      case CAUSE -> CauseLinker.link(linking);
      case ACTION -> new ActionLinker(linking).link();
      case FORBID -> ForbidLinker.link(linking);
      case DRILL -> DrillLinker.link(linking);
    };
  }

  /** Hands over what was found, in the order of files and lines, each thing once. */
  private void tell(Problems found) {
    found.findings().stream()
        .distinct()
        .sorted(
            Comparator.comparing((Finding f) -> f.at().file())
                .thenComparingInt(f -> f.at().line())
                .thenComparingInt(f -> f.at().column()))
        .forEach(f -> {
          switch (f.severity()) {
            case ERROR ->
                problems.error(
                    f.at(), f.problem().code(), f.problem().what(), f.problem().advice());
            case WARNING ->
                problems.warning(
                    f.at(), f.problem().code(), f.problem().what(), f.problem().advice());
          }
        });
  }
}
