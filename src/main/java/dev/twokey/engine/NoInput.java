package dev.twokey.engine;

/** The inputs of a family whose streams are written by the decisions of others alone: there are none. */
public final class NoInput implements Input {
  private NoInput() {}
}
