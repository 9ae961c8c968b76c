package dev.twokey.inventory;

import java.util.Locale;
import java.util.Optional;

/**
 * What an argument of a command, probe or action may be. Those that name an entry complete from the
 * inventory.
 */
public enum ArgumentType {
  WORKLOAD,
  SERVICE,
  HOST,
  NODE,
  QUEUE,
  ENVIRONMENT,
  RUNBOOK,
  DRILL,
  DURATION,
  TIME,
  NUMBER,
  FLAG,
  CHOICE,
  /** Of a page of a service; see {@link PagePath}. */
  PATH,
  TEXT;

  /** Returns the word for files and people. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the kind of entry that such an argument names. */
  public Optional<EntryKind> entryKind() {
    return switch (this) {
      case WORKLOAD -> Optional.of(EntryKind.WORKLOAD);
      case SERVICE -> Optional.of(EntryKind.SERVICE);
      case HOST -> Optional.of(EntryKind.HOST);
      case NODE -> Optional.of(EntryKind.NODE);
      case QUEUE -> Optional.of(EntryKind.QUEUE);
      case ENVIRONMENT, RUNBOOK, DRILL, DURATION, TIME, NUMBER, FLAG, CHOICE, PATH, TEXT ->
          Optional.empty();
    };
  }
}
