package dev.twokey.operation;

/** Says in a few words how far an operation is. */
public final class Progress {
  private Progress() {}

  /** Returns the phase in words. */
  public static String words(Operation operation) {
    return switch (operation.phase()) {
      case Phase.None _ -> "nothing was asked";
      case Phase.Drafting _, Phase.Weighing _ -> "it is being planned";
      case Phase.Confirming _ -> "it waits for a confirmation";
      case Phase.Approving _ -> "it waits for a second key";
      case Phase.Proving _ -> "it is about to start";
      case Phase.Acting _, Phase.Looking _ -> operation.afterUndo().isPresent() ? "it is being undone" : "it runs";
      case Phase.Resting _ -> "its undo is being tried again";
      case Phase.Doubtful _ -> "the outcome of a step is unknown";
      case Phase.Ended(var ending, _, var at) -> ending.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " at " + at;
    };
  }
}
