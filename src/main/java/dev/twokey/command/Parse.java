package dev.twokey.command;

import static java.util.Objects.requireNonNull;

import dev.twokey.problem.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What became of a typed text. */
public sealed interface Parse {
  /**
   * It is understood.
   *
   * @param arguments what was given, by parameter, without the environment: names are {@code
   *     String}, durations {@code Duration}, times {@code Instant}, numbers {@code Long} or {@code
   *     Double}, flags {@code Boolean}
   * @param environment where it goes; empty if the command goes nowhere, such as {@code /help}
   */
  record Parsed(
      Command command, Map<String, Object> arguments, Optional<EnvironmentChoice> environment)
      implements Parse {
    public Parsed {
      requireNonNull(command, "command");
      arguments = Collections.unmodifiableMap(new TreeMap<>(arguments));
      requireNonNull(environment, "environment");
    }

    /** Returns an argument as text. */
    public Optional<String> text(String name) {
      return Optional.ofNullable(arguments.get(name)).map(Object::toString);
    }
  }

  /**
   * A change that names no environment, where silence has no safe meaning (I11). The same text is
   * parsed again with {@link ParseContext#chosen}.
   *
   * @param candidates most likely first
   * @param why for people
   */
  record AskEnvironment(Command command, List<String> candidates, String why) implements Parse {
    public AskEnvironment {
      requireNonNull(command, "command");
      candidates = List.copyOf(candidates);
      requireNonNull(why, "why");
    }
  }

  /** It is not understood, or names what isn't there. */
  record Refused(Problem why) implements Parse {
    public Refused {
      requireNonNull(why, "why");
    }
  }
}
