package dev.twokey.timeline;

import java.util.Locale;

/** What an entry is about. The words stand in exports, so they don't change. */
public enum Kind {
  /** Declared, dated, closed. */
  INCIDENT,
  /** Somebody wrote something down. */
  NOTE,
  /** A channel was bound to the incident, or left it. */
  CHANNEL,
  /** A command that was answered or refused without an operation. */
  COMMAND,
  /** A diagnosis was asked for, or said something. */
  DIAGNOSIS,
  /** A task of a checklist was ticked, left out or opened again; a checklist began or ended. */
  TASK,
  /** An operation was asked for. */
  REQUEST,
  /** What exactly would be done was written down and hashed. */
  PLAN,
  /** The guards judged. */
  GUARD,
  /** The requester was asked to say so again. */
  CONFIRMATION,
  /** Signatures: asked for, given, denied, enough. */
  APPROVAL,
  /** One key was used where two are the rule. */
  BREAK_GLASS,
  /** A change or its verification. */
  STEP,
  /** A drill's runbook named a cause. */
  CAUSE,
  /** A fault was undone, or is tried to be. */
  UNDO,
  /** Nobody knew what became of a step, or somebody settled it. */
  UNKNOWN,
  /** An input had no effect: wrong person, wrong phrase, too late, not possible. */
  REFUSAL,
  /** Somebody wanted it stopped. */
  STOP,
  /** An operation was over. */
  END,
  /** A target was locked, freed or taken over. */
  LOCK,
  /** Changes were halted, or released. */
  HALT,
  /** Who may act, or what is asked of them, was changed. */
  TRUST,
  /** The journal itself: it could not be written for a while. */
  JOURNAL,
  /** Its text was erased; the chain proves that it was there. */
  ERASED;

  /** Returns the word for exports and people. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
