package dev.twokey.chat;

/** How a card feels; each platform gives it a colour and a sign, never a colour alone. */
public enum Tone {
  NEUTRAL,
  GOOD,
  ATTENTION,
  BAD
}
