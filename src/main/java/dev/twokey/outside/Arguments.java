package dev.twokey.outside;

import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.EntryKind;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.PagePath;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Fields;
import dev.twokey.problem.Nearest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks the arguments of a call against what its kind declares; nothing unknown passes (I8). */
final class Arguments {
  private static final int TEXT_LENGTH_MAX = 4_000;

  private Arguments() {}

  static void check(
      String kind, List<Argument> declared, Map<String, Object> given, Environment environment)
      throws OutsideFailure {
    List<String> names = declared.stream().map(Argument::name).toList();
    for (String name : given.keySet()) {
      if (!names.contains(name)) {
        String near = Nearest.to(name, names).map(n -> "Did you mean '" + n + "'? ").orElse("");
        throw OutsideFailure.notAsked(
            ErrorCode.ARGUMENT_UNKNOWN,
            kind + " takes no argument '" + name + "'.",
            near + "It takes: " + String.join(", ", names) + ".");
      }
    }
    for (Argument argument : declared) {
      Object value = given.get(argument.name());
      if (value != null) {
        checkValue(kind, argument, value, environment);
      } else if (!argument.optional()) {
        throw OutsideFailure.notAsked(
            ErrorCode.ARGUMENT_MISSING,
            kind + " needs the argument '" + argument.name() + "'.",
            "Give it: " + argument.says() + ".");
      }
    }
  }

  private static void checkValue(
      String kind, Argument argument, Object value, Environment environment) throws OutsideFailure {
    boolean fits =
        switch (argument.type()) {
          case NUMBER -> whole(value).isPresent();
          case DURATION -> duration(value).isPresent();
          case TIME -> value instanceof Instant;
          case FLAG -> value instanceof Boolean;
          case CHOICE -> argument.choices().contains(value.toString());
          case PATH -> value instanceof String text && PagePath.fits(text);
          case WORKLOAD, SERVICE, HOST, NODE, QUEUE, ENVIRONMENT, RUNBOOK, DRILL, TEXT ->
              value instanceof String text && text.length() <= TEXT_LENGTH_MAX;
        };
    if (!fits) {
      throw invalid(kind, argument, value);
    }
    Optional<EntryKind> entries = argument.type().entryKind();
    if (entries.isPresent() && environment.entry(entries.get(), value.toString()).isEmpty()) {
      throw unknownEntry(entries.get(), value.toString(), environment);
    }
  }

  private static OutsideFailure invalid(String kind, Argument argument, Object value) {
    String wanted =
        argument.type() == ArgumentType.CHOICE
            ? "one of " + String.join(", ", argument.choices())
            : "a " + argument.type().word();
    return OutsideFailure.notAsked(
        ErrorCode.ARGUMENT_INVALID,
        kind + " can't take '" + value + "' as '" + argument.name() + "'.",
        "It must be " + wanted + ".");
  }

  static OutsideFailure unknownEntry(EntryKind kind, String name, Environment environment) {
    List<String> known = environment.entries(kind).stream().map(e -> e.name()).toList();
    String near = Nearest.to(name, known).map(n -> "Did you mean '" + n + "'? ").orElse("");
    return OutsideFailure.notAsked(
        ErrorCode.TARGET_UNKNOWN,
        "There is no " + kind.singular() + " '" + name + "' in " + environment.name() + ".",
        near + "Known: " + known.stream().collect(Collectors.joining(", ")) + ".");
  }

  /** Returns a whole number that was given as a number or as its text. */
  static Optional<Long> whole(Object value) {
    return switch (value) {
      case Long n -> Optional.of(n);
      case Integer n -> Optional.of(n.longValue());
      case Double n when n == Math.rint(n) && Math.abs(n) < 1e15 -> Optional.of(n.longValue());
      case String text when text.matches("-?\\d{1,18}") -> Optional.of(Long.parseLong(text));
      default -> Optional.empty();
    };
  }

  /** Returns a duration that was given as one or as a text such as {@code 30m}. */
  static Optional<Duration> duration(Object value) {
    return switch (value) {
      case Duration span when !span.isNegative() -> Optional.of(span);
      case String text -> Fields.parseDuration(text);
      default -> Optional.empty();
    };
  }
}
