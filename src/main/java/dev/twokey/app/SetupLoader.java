package dev.twokey.app;

import dev.twokey.chatops.Setup;
import dev.twokey.command.CommandCatalog;
import dev.twokey.command.Names;
import dev.twokey.guard.Policy;
import dev.twokey.guard.PolicyReader;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.InventoryReader;
import dev.twokey.people.FileRoster;
import dev.twokey.people.RosterReader;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Location;
import dev.twokey.problem.Problems;
import dev.twokey.runbook.Runbook;
import dev.twokey.runbook.RunbookCatalog;
import dev.twokey.trust.InForce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads all files that teams write, and reports every problem of all of them at once. */
final class SetupLoader {
  private static final long SIZE_MAX = 1024 * 1024;

  private final Folders folders;
  private final Kinds kinds;
  private final Problems problems;

  SetupLoader(Folders folders, Kinds kinds, Problems problems) {
    this.folders = folders;
    this.kinds = kinds;
    this.problems = problems;
  }

  /** Returns the inventory alone: connectors need it before the rest is read. */
  static Inventory inventory(Folders folders, Problems problems) {
    return InventoryReader.read(
        texts(folders.config().resolve("inventory"), ".yaml", problems), problems);
  }

  /** Returns everything; empty if there is an error. */
  Optional<Loaded> load(Inventory inventory, boolean demo) {
    Path people = folders.config().resolve("people.yaml");
    FileRoster roster =
        text(people, problems)
            .map(t -> RosterReader.read("people.yaml", t, problems))
            .orElseGet(FileRoster::empty);
    Path policyFile = folders.config().resolve("policy.yaml");
    Policy policy =
        text(policyFile, problems)
            .map(t -> PolicyReader.read("policy.yaml", t, roster, inventory, problems))
            .orElseGet(Policy::nothing);
    CommandCatalog commands =
        CommandCatalog.read(
            prefixed("commands/", texts(folders.commands(), ".yaml", problems)),
            kinds.actionKinds().values(),
            problems);
    Map<String, String> files = texts(folders.runbooks(), ".md", problems);
    Optional<RunbookCatalog> runbooks =
        RunbookCatalog.load(
            files,
            GitFacts.of(folders.runbooks(), files.keySet()),
            kinds.forRunbooks(),
            kinds.actionKinds(),
            inventory,
            problems);
    if (problems.hasErrors() || runbooks.isEmpty()) {
      return Optional.empty();
    }
    Setup setup =
        new Setup(
            roster,
            policy,
            inventory,
            runbooks.get(),
            commands,
            names(runbooks.get()),
            kinds.actionKinds(),
            demo);
    return Optional.of(new Loaded(setup, new InForce(roster, policy, inventory)));
  }

  private static Names names(RunbookCatalog catalog) {
    List<Names.Named> runbooks = catalog.runbooks().stream().map(SetupLoader::named).toList();
    List<Names.Named> drills =
        catalog.drills().stream()
            .map(d ->
                new Names.Named(
                    d.id(), d.alias().orElse(""), d.says(), new HashSet<>(d.environments())))
            .toList();
    return Names.of(runbooks, drills);
  }

  private static Names.Named named(Runbook r) {
    return new Names.Named(r.id(), "", r.title(), new HashSet<>(r.environments()));
  }

  private static Map<String, String> prefixed(String prefix, Map<String, String> texts) {
    Map<String, String> named = new TreeMap<>();
    texts.forEach((k, v) -> named.put(prefix + k, v));
    return named;
  }

  private static Map<String, String> texts(Path folder, String ending, Problems problems) {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(f -> f.getFileName().toString().endsWith(ending))
          .sorted()
          .forEach(f -> text(f, problems).ifPresent(t -> texts.put(f.getFileName().toString(), t)));
    } catch (IOException e) {
      problems.error(
          new Location(folder.toString(), 1, 1),
          ErrorCode.FILE_UNREADABLE,
          "The folder can't be read: " + e.getClass().getSimpleName() + ".",
          "Make it, or name another one.");
    }
    return texts;
  }

  private static Optional<String> text(Path file, Problems problems) {
    try {
      if (Files.size(file) > SIZE_MAX) {
        problems.error(
            new Location(file.toString(), 1, 1),
            ErrorCode.LIMIT_EXCEEDED,
            "The file has more than " + SIZE_MAX + " bytes.",
            "Split it.");
        return Optional.empty();
      }
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      problems.error(
          new Location(file.toString(), 1, 1),
          ErrorCode.FILE_UNREADABLE,
          "The file can't be read: " + e.getClass().getSimpleName() + ".",
          "Make it readable; an empty one is missing too.");
      return Optional.empty();
    }
  }
}
