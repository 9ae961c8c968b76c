package dev.twokey.runbook;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Location;
import dev.twokey.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds what one part of a runbook names in another: {@code id}, {@code file.id} or a runbook. */
final class Links {
  private final Folder folder;
  private final Problems problems;

  Links(Folder folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /** Returns what a name means, seen from a file; reports it if it is nothing of these kinds. */
  Optional<Link> find(Draft from, String name, Location at, Set<Link.Kind> kinds) {
    Optional<Link> link = find(from, name);
    if (link.filter(l -> kinds.contains(l.kind())).isEmpty()) {
      String wanted = String.join(" or ", kinds.stream().sorted().map(Links::word).toList());
      String what =
          link.map(l -> "'" + name + "' is a " + word(l.kind()) + ", not a " + wanted + ".")
              .orElse("There is no " + wanted + " '" + name + "'.");
      problems.error(
          at, ErrorCode.RUNBOOK_INVALID, what, Linking.didYouMean(name, names(from, kinds)));
      return Optional.empty();
    }
    return link;
  }

  private Optional<Link> find(Draft from, String name) {
    String id = name.replace('-', '_');
    int dot = id.indexOf('.');
    if (dot >= 0) {
      return folder.draft(id.substring(0, dot)).flatMap(d -> inside(d, id.substring(dot + 1)));
    }
    return inside(from, id)
        .or(() -> folder.draft(id).map(d -> new Link(Link.Kind.RUNBOOK, d.id())));
  }

  private static Optional<Link> inside(Draft file, String name) {
    Optional<Link> block =
        file.block(name).map(b -> new Link(Link.Kind.valueOf(b.kind().name()), b.id()));
    return block.or(() ->
        file.taskLists().stream()
            .filter(t -> t.name().equals(name))
            .findFirst()
            .map(t -> new Link(Link.Kind.TASKS, file.id() + "." + name)));
  }

  private List<String> names(Draft from, Set<Link.Kind> kinds) {
    List<String> names = new ArrayList<>();
    from.blocks().stream()
        .filter(b -> kinds.contains(Link.Kind.valueOf(b.kind().name())))
        .forEach(b -> names.add(b.name()));
    if (kinds.contains(Link.Kind.TASKS)) {
      from.taskLists().forEach(t -> names.add(t.name()));
    }
    if (kinds.contains(Link.Kind.RUNBOOK)) {
      folder.drafts().forEach(d -> names.add(d.id()));
    }
    return names;
  }

  private static String word(Link.Kind kind) {
    return kind == Link.Kind.TASKS ? "task list" : kind.name().toLowerCase(Locale.ROOT);
  }
}
