package dev.twokey.chat;

/** What an account is on its platform, as the platform's envelope says. */
public enum Standing {
  /** A full member of the team. */
  MEMBER,
  /** A guest, who sees some channels only. */
  GUEST,
  /** Somebody of another team, in a channel that is shared with it. */
  EXTERNAL,
  /** A program. */
  BOT
}
