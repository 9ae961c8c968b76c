package dev.twokey.connector.host;

import dev.twokey.action.Effect;
import java.util.Locale;
import java.util.Set;

/** What can be done to a unit. */
enum UnitChange {
  START(true, "stop it again"),
  STOP(true, "start it again"),
  RESTART(false, "not needed: it is safe to repeat"),
  KILL(false, "start it again"),
  FREEZE(true, "thaw it"),
  THAW(true, "freeze it again");

  private final boolean convergent;
  private final String undo;

  UnitChange(boolean convergent, String undo) {
    this.convergent = convergent;
    this.undo = undo;
  }

  /** Returns what a forbid can name it by. */
  Set<Effect> effects() {
    return switch (this) {
      case START, THAW -> Set.of(Effect.START);
      case STOP -> Set.of(Effect.STOP);
      case RESTART -> Set.of(Effect.RESTART);
      case KILL, FREEZE -> Set.of(Effect.STOP, Effect.FAULT);
    };
  }

  /** Returns whether a unit is away by it, for a moment or for good. */
  boolean takesAway() {
    return switch (this) {
      case STOP, RESTART, KILL, FREEZE -> true;
      case START, THAW -> false;
    };
  }

  boolean convergent() {
    return convergent;
  }

  String undo() {
    return undo;
  }

  /** Returns the word of the protocol and of action names. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what becomes of a unit, for people. */
  String difference(UnitStatus now) {
    String already =
        switch (this) {
          case START -> now.runs() ? "nothing changes" : "";
          case STOP, KILL -> now.runs() ? "" : "nothing changes";
          case FREEZE, THAW -> now.runs() ? "" : "nothing changes: it does not run";
          case RESTART -> "";
        };
    String becomes =
        switch (this) {
          case START, RESTART -> "a new process";
          case STOP -> "stopped";
          case KILL -> "killed at once";
          case FREEZE -> "frozen: its ports accept, nothing answers";
          case THAW -> "goes on";
        };
    return now.unit() + " " + now.words() + " -> " + (already.isEmpty() ? becomes : already);
  }
}
