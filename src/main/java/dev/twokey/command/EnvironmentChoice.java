package dev.twokey.command;

import static java.util.Objects.requireNonNull;

/**
 * Where a command goes, and how that was found (I11).
 *
 * @param environment its name
 * @param by what made it so
 */
public record EnvironmentChoice(String environment, By by) {
  /** What told the environment. */
  public enum By {
    /** The person named it. */
    NAME,
    /** The channel or thread is bound to it. */
    CONVERSATION,
    /** Nothing did: silence is staging. */
    SILENCE
  }

  public EnvironmentChoice {
    requireNonNull(environment, "environment");
    requireNonNull(by, "by");
  }
}
