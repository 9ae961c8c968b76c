package dev.twokey.inventory;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An argument that a command, probe or action takes.
 *
 * @param name in files and chat
 * @param type what it may be
 * @param optional whether it may be left out
 * @param choices for {@link ArgumentType#CHOICE}, else empty
 * @param says what it means, for people
 */
public record Argument(
    String name, ArgumentType type, boolean optional, List<String> choices, String says) {
  public Argument {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    requireNonNull(says, "says");
    choices = List.copyOf(choices);
  }

  /** Returns an argument that must be given. */
  public static Argument required(String name, ArgumentType type, String says) {
    return new Argument(name, type, false, List.of(), says);
  }

  /** Returns an argument that may be left out. */
  public static Argument optional(String name, ArgumentType type, String says) {
    return new Argument(name, type, true, List.of(), says);
  }
}
