package dev.twokey.command;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What is known beside the typed text.
 *
 * @param bound the environment of the thread or channel
 * @param chosen the environment that the person picked when asked; counts as named
 */
public record ParseContext(Optional<String> bound, Optional<String> chosen) {
  public ParseContext {
    requireNonNull(bound, "bound");
    requireNonNull(chosen, "chosen");
  }

  /** Returns the context of a conversation that is bound to no environment. */
  public static ParseContext free() {
    return new ParseContext(Optional.empty(), Optional.empty());
  }

  /** Returns the context of a conversation that is bound to an environment. */
  public static ParseContext bound(String environment) {
    return new ParseContext(Optional.of(environment), Optional.empty());
  }

  /** Returns this with the answer to {@link Parse.AskEnvironment}. */
  public ParseContext chosen(String environment) {
    return new ParseContext(bound, Optional.of(environment));
  }
}
