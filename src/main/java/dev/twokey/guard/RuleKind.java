package dev.twokey.guard;

import dev.twokey.action.Risk;
import java.util.Locale;

/** What a policy has rules for: the three risks, and drills. */
public enum RuleKind {
  READ,
  CHANGE,
  DESTROY,
  DRILL;

  /** Returns the kind whose rules hold for a plan that is no drill. */
  public static RuleKind of(Risk risk) {
    return switch (risk) {
      case READ -> READ;
      case CHANGE -> CHANGE;
      case DESTROY -> DESTROY;
    };
  }

  /** Returns the word for files and people. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
