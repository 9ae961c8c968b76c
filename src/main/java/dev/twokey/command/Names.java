package dev.twokey.command;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The names of runbooks and drills, which commands take and this package does not read. */
public interface Names {
  /** Returns all runbooks. */
  List<Named> runbooks();

  /** Returns the drills of all runbooks. */
  List<Named> drills();

  /** Returns names of nothing. */
  static Names none() {
    return of(List.of(), List.of());
  }

  /** Returns fixed names. */
  static Names of(List<Named> runbooks, List<Named> drills) {
    return new Fixed(runbooks, drills);
  }

  /** Fixed names. */
  record Fixed(List<Named> runbooks, List<Named> drills) implements Names {
    public Fixed {
      runbooks = List.copyOf(runbooks);
      drills = List.copyOf(drills);
    }
  }

  /**
   * Something that has a name.
   *
   * @param id such as {@code rabbitmq_down}, of a drill {@code rabbitmq_down.outage}
   * @param alias the short name in chat, such as {@code E}; may be empty
   * @param title for people
   * @param environments where it may be used
   */
  record Named(String id, String alias, String title, Set<String> environments) {
    public Named {
      requireNonNull(id, "id");
      requireNonNull(alias, "alias");
      requireNonNull(title, "title");
      environments = Set.copyOf(environments);
    }
  }

  /**
   * Returns which one is meant: by id or alias, or by the part of the id after the dot where only
   * one has it. Hyphens and underscores are the same, and so are capitals.
   */
  static Optional<Named> find(List<Named> all, String typed) {
    String word = normal(typed);
    Optional<Named> exact =
        all.stream()
            .filter(n -> normal(n.id()).equals(word) || normal(n.alias()).equals(word))
            .findFirst();
    List<Named> parts =
        all.stream()
            .filter(n -> n.id().contains(".") && normal(part(n.id())).equals(word))
            .toList();
    return exact.or(() -> parts.size() == 1 ? Optional.of(parts.getFirst()) : Optional.empty());
  }

  private static String part(String id) {
    return id.substring(id.indexOf('.') + 1);
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
