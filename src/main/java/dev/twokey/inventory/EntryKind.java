package dev.twokey.inventory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of things that an environment has; the plural is the key in the file and the name in
 * conditions.
 */
public enum EntryKind {
  HOST("hosts"),
  SERVICE("services"),
  WORKLOAD("workloads"),
  QUEUE("queues"),
  NODE("nodes");

  private final String plural;

  EntryKind(String plural) {
    this.plural = plural;
  }

  /** Returns the key in the file, such as {@code queues}. */
  public String plural() {
    return plural;
  }

  /** Returns the word for one, such as {@code queue}. */
  public String singular() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the kind with that plural. */
  public static Optional<EntryKind> ofPlural(String plural) {
    return Arrays.stream(values()).filter(k -> k.plural.equals(plural)).findFirst();
  }
}
