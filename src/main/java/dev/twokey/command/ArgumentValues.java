package dev.twokey.command;

import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Entry;
import dev.twokey.inventory.EntryKind;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.PagePath;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Fields;
import dev.twokey.problem.Nearest;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads single arguments by their type, and knows what each type can name. */
final class ArgumentValues {
  private static final Pattern PLAN_CODE = Pattern.compile("([0-9a-f]{4})-?([0-9a-f]{4})");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");
  private static final int WORD_MAX = 100;

  private final CommandCatalog catalog;
  private final Inventory inventory;
  private final Names names;

  ArgumentValues(CommandCatalog catalog, Inventory inventory, Names names) {
    this.catalog = catalog;
    this.inventory = inventory;
    this.names = names;
  }

  /** Returns the value if a word fits. Entries fit if any environment has them. */
  Optional<Object> read(Command command, Argument parameter, String typed) {
    String word = typed.toLowerCase(Locale.ROOT);
    return switch (parameter.type()) {
      case WORKLOAD, SERVICE, HOST, NODE, QUEUE ->
          inventory.environments().values().stream()
                  .anyMatch(e -> e.entry(kind(parameter), word).isPresent())
              ? Optional.of(word)
              : Optional.empty();
      case ENVIRONMENT ->
          inventory.environment(word).isPresent() ? Optional.of(word) : Optional.empty();
      case RUNBOOK -> Names.find(names.runbooks(), typed).map(Names.Named::id);
      case DRILL -> Names.find(names.drills(), typed).map(Names.Named::id);
      case DURATION -> Fields.parseDuration(word).map(d -> d);
      case TIME -> time(typed);
      case NUMBER -> number(word);
      case FLAG -> flag(word);
      case CHOICE ->
          parameter.choices().stream()
              .filter(c -> normal(c).equals(normal(word)))
              .findFirst()
              .map(c -> c);
      case PATH -> PagePath.fits(typed) ? Optional.of(typed) : Optional.empty();
      case TEXT -> shaped(command.shape(parameter), typed);
    };
  }

  private Optional<Object> shaped(TextShape shape, String typed) {
    String word = typed.toLowerCase(Locale.ROOT);
    return switch (shape) {
      case ANY -> typed.isBlank() ? Optional.empty() : Optional.of(typed.strip());
      case WORD ->
          typed.length() <= WORD_MAX && typed.chars().noneMatch(Character::isWhitespace)
              ? Optional.of(typed)
              : Optional.empty();
      case PLAN_CODE ->
          Optional.of(PLAN_CODE.matcher(word))
              .filter(m -> m.matches())
              .map(m -> m.group(1) + "-" + m.group(2));
      case ENTRY ->
          inventory.environments().values().stream().anyMatch(e -> hasEntry(e, word))
              ? Optional.of(word)
              : Optional.empty();
      case COMMAND -> catalog.command(typed).map(Command::name);
    };
  }

  /** Returns what a parameter can be, in one environment or in all; empty if it is free. */
  List<String> known(Command command, Argument parameter, Optional<String> environment) {
    Collection<Environment> where =
        environment
            .flatMap(inventory::environment)
            .map(e -> (Collection<Environment>) List.of(e))
            .orElse(inventory.environments().values());
    return switch (parameter.type()) {
      case WORKLOAD, SERVICE, HOST, NODE, QUEUE ->
          where.stream()
              .flatMap(e -> e.entries(kind(parameter)).stream())
              .map(Entry::name)
              .distinct()
              .toList();
      case ENVIRONMENT -> List.copyOf(inventory.environments().keySet());
      case RUNBOOK -> names.runbooks().stream().map(Names.Named::id).toList();
      case DRILL ->
          names.drills().stream()
              .flatMap(d -> d.alias().isEmpty() ? Stream.of(d.id()) : Stream.of(d.alias(), d.id()))
              .toList();
      case FLAG -> List.of("yes", "no");
      case CHOICE -> parameter.choices();
      case DURATION, TIME, NUMBER, PATH -> List.of();
      case TEXT ->
          switch (command.shape(parameter)) {
            case ENTRY -> where.stream().flatMap(ArgumentValues::entryNames).distinct().toList();
            case COMMAND -> catalog.commands().stream().map(Command::name).toList();
            case ANY, WORD, PLAN_CODE -> List.of();
          };
    };
  }

  /** Returns the problem of an entry that is not in the environment where the command goes. */
  Optional<Problem> absent(Command command, Map<String, Object> given, String environment) {
    Environment where = inventory.environment(environment).orElseThrow();
    for (Argument parameter : command.parameters()) {
      Object value = given.get(parameter.name());
      boolean entry =
          parameter.type().entryKind().isPresent() || command.shape(parameter) == TextShape.ENTRY;
      if (value == null || !entry) {
        continue;
      }
      String name = value.toString();
      boolean there =
          parameter.type().entryKind().isPresent()
              ? where.entry(kind(parameter), name).isPresent()
              : hasEntry(where, name);
      if (!there) {
        return Optional.of(absentHere(command, parameter, name, where));
      }
    }
    return Optional.empty();
  }

  private Problem absentHere(Command command, Argument parameter, String name, Environment where) {
    List<String> elsewhere =
        inventory.environments().values().stream()
            .filter(e -> known(command, parameter, Optional.of(e.name())).contains(name))
            .map(Environment::name)
            .toList();
    String what = parameter.type() == ArgumentType.TEXT ? "entry" : parameter.type().word();
    return new Problem(
        ErrorCode.TARGET_UNKNOWN,
        "'" + name + "' is no " + what + " of " + where.name() + ".",
        "It is one of "
            + String.join(", ", elsewhere)
            + ": name that environment if you mean it. "
            + Nearest.advice(name, known(command, parameter, Optional.of(where.name()))));
  }

  private static boolean hasEntry(Environment environment, String name) {
    return entryNames(environment).anyMatch(name::equals);
  }

  private static Stream<String> entryNames(Environment environment) {
    return Arrays.stream(EntryKind.values())
        .flatMap(kind -> environment.entries(kind).stream())
        .map(Entry::name);
  }

  private static EntryKind kind(Argument parameter) {
    return parameter.type().entryKind().orElseThrow();
  }

  private static Optional<Object> time(String typed) {
    try {
      return Optional.of(Instant.parse(typed));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> number(String word) {
    if (!NUMBER.matcher(word).matches()) {
      return Optional.empty();
    }
    return Optional.of(word.contains(".") ? (Object) Double.valueOf(word) : Long.valueOf(word));
  }

  private static Optional<Object> flag(String word) {
    return switch (word) {
      case "yes", "true", "on" -> Optional.of(true);
      case "no", "false", "off" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static String normal(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
