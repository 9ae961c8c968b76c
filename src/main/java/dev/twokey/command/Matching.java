package dev.twokey.command;

import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.PagePath;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Nearest;
import dev.twokey.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives the words of one typed text to the parameters of its command. Used once. */
final class Matching {
  /** What people call environments elsewhere; a reason seldom begins with one. */
  private static final Set<String> USUAL =
      Set.of("production", "preprod", "stage", "development", "dev", "qa", "uat");

  private final Command command;
  private final String text;
  private final ArgumentValues values;
  private final Map<String, Object> given = new LinkedHashMap<>();
  private final List<Word> named = new ArrayList<>();

  Matching(Command command, String text, ArgumentValues values) {
    this.command = command;
    this.text = text;
    this.values = values;
  }

  /** Returns what was given, without the environment. */
  Map<String, Object> arguments() {
    Map<String, Object> arguments = new LinkedHashMap<>(given);
    command.environmentParameter().ifPresent(p -> arguments.remove(p.name()));
    return arguments;
  }

  /** Returns the environment that was named. */
  Optional<String> environment() {
    return command
        .environmentParameter()
        .flatMap(p -> Optional.ofNullable(given.get(p.name())))
        .map(Object::toString);
  }

  /** Matches all words and returns the first problem. */
  Optional<Problem> match(List<Word> words) {
    List<Word> placed = new ArrayList<>();
    for (Word word : words) {
      Optional<Argument> parameter = word.name().flatMap(command::parameter);
      if (parameter.isEmpty()) {
        placed.add(word);
        continue;
      }
      Optional<Problem> problem = takeNamed(parameter.get(), word);
      if (problem.isPresent()) {
        return problem;
      }
    }
    for (int i = 0; i < placed.size(); i++) {
      Word word = placed.get(i);
      Optional<Argument> parameter = parameterFor(word);
      if (parameter.filter(this::takesTheRest).isPresent()) {
        return takeRest(parameter.get(), placed.subList(i, placed.size()));
      } else if (parameter.isEmpty()) {
        return Optional.of(misfit(word));
      }
      String typed = typed(word);
      values
          .read(command, parameter.get(), typed)
          .ifPresent(value -> given.put(parameter.get().name(), value));
    }
    return Optional.empty();
  }

  private Optional<Problem> takeNamed(Argument parameter, Word word) {
    if (given.containsKey(parameter.name())) {
      return problem(
          ErrorCode.ARGUMENT_INVALID, "'" + parameter.name() + "' is given twice.", "Keep one.");
    }
    Optional<Object> value = values.read(command, parameter, word.text());
    value.ifPresent(v -> given.put(parameter.name(), v));
    named.add(word);
    return value.isPresent() ? Optional.empty() : Optional.of(wrong(List.of(parameter), word));
  }

  /** Returns the first free parameter that a word fits, in the order of the command. */
  private Optional<Argument> parameterFor(Word word) {
    String typed = typed(word);
    for (Argument parameter : free()) {
      if (takesTheRest(parameter) || values.read(command, parameter, typed).isPresent()) {
        return Optional.of(parameter);
      } else if (!parameter.optional()) {
        return free().stream()
            .filter(p -> p.type() == ArgumentType.ENVIRONMENT)
            .filter(p -> values.read(command, p, typed).isPresent())
            .findFirst();
      }
    }
    return Optional.empty();
  }

  /** Parameters that can still be given by place: those behind the last free text need a name. */
  List<Argument> free() {
    List<Argument> free = new ArrayList<>();
    for (Argument parameter : command.parameters()) {
      if (!given.containsKey(parameter.name())) {
        free.add(parameter);
      }
      if (takesTheRest(parameter)) {
        break;
      }
    }
    return free;
  }

  private boolean takesTheRest(Argument parameter) {
    return command.parameters().stream()
        .filter(p -> p.type() == ArgumentType.TEXT && command.shape(p) == TextShape.ANY)
        .reduce((first, second) -> second)
        .filter(parameter::equals)
        .isPresent();
  }

  private Optional<Problem> takeRest(Argument parameter, List<Word> rest) {
    Word first = rest.getFirst();
    Optional<Argument> environment =
        free().stream().filter(p -> p.type() == ArgumentType.ENVIRONMENT).findFirst();
    if (environment.isPresent() && !first.quoted() && looksLikeEnvironment(first.text())) {
      return problem(
          ErrorCode.ENVIRONMENT_UNKNOWN,
          "There is no environment '" + first.text() + "'.",
          environmentAdvice(first.text())
              + " If it begins the "
              + parameter.name()
              + ", put that in quotes.");
    }
    Optional<Problem> doubtful = misspeltName(first).or(() -> givenTwice(parameter, first));
    if (doubtful.isPresent()) {
      return doubtful;
    }
    String value = rest.size() == 1 && first.name().isEmpty() ? first.text() : rest(rest);
    values.read(command, parameter, value).ifPresent(read -> given.put(parameter.name(), read));
    return Optional.empty();
  }

  /** Returns the rest as it was typed, without what was given by name in between. */
  private String rest(List<Word> rest) {
    StringBuilder value = new StringBuilder();
    int from = rest.getFirst().start();
    int end = rest.getLast().end();
    for (Word word : named) {
      if (word.start() >= from && word.end() <= end) {
        value.append(text, from, word.start());
        from = Math.min(end, word.end() + 1);
      }
    }
    return value.append(text, from, end).toString();
  }

  /**
   * In {@code /restart api prod staging} and {@code /restart api workload=backend} nobody can tell
   * whether the text was meant as one.
   */
  private Optional<Problem> givenTwice(Argument text, Word word) {
    Set<Argument> byName =
        named.stream()
            .flatMap(n -> n.name().flatMap(command::parameter).stream())
            .collect(Collectors.toSet());
    return command.parameters().stream()
        .takeWhile(p -> !p.equals(text))
        .filter(p -> p.type() != ArgumentType.TEXT && given.containsKey(p.name()))
        .filter(p -> p.type() == ArgumentType.ENVIRONMENT || byName.contains(p))
        .filter(p -> !word.quoted() && values.read(command, p, typed(word)).isPresent())
        .findFirst()
        .map(Matching::twice);
  }

  private static Problem twice(Argument parameter) {
    return new Problem(
        ErrorCode.ARGUMENT_INVALID,
        "'" + parameter.name() + "' is given twice.",
        "Keep one; free text that looks like it goes in quotes.");
  }

  private boolean looksLikeEnvironment(String word) {
    return USUAL.contains(word.toLowerCase(Locale.ROOT))
        || Nearest.to(word, environments()).isPresent();
  }

  private String environmentAdvice(String word) {
    return Nearest.advice(word, environments());
  }

  private List<String> environments() {
    return command
        .environmentParameter()
        .map(p -> values.known(command, p, Optional.empty()))
        .orElse(List.of());
  }

  private Optional<Problem> misspeltName(Word word) {
    List<String> known = command.parameters().stream().map(Argument::name).toList();
    return word.name()
        .flatMap(name -> Nearest.to(name, known))
        .flatMap(near ->
            problem(
                ErrorCode.ARGUMENT_UNKNOWN,
                "/" + command.name() + " has no argument '" + word.name().orElse("") + "'.",
                "Did you mean " + near + "=…?"));
  }

  private Problem misfit(Word word) {
    Optional<Problem> misspelt = misspeltName(word);
    if (misspelt.isPresent()) {
      return misspelt.get();
    }
    List<Argument> free = free();
    if (free.isEmpty()) {
      return new Problem(
          ErrorCode.ARGUMENT_UNKNOWN,
          "'" + CommandParser.shown(typed(word)) + "' is more than /" + command.name() + " takes.",
          "Write " + command.usage() + ".");
    }
    List<Argument> upToRequired = new ArrayList<>();
    for (Argument parameter : free) {
      upToRequired.add(parameter);
      if (!parameter.optional()) {
        break;
      }
    }
    return wrong(upToRequired, word);
  }

  private Problem wrong(List<Argument> parameters, Word word) {
    String typed = CommandParser.shown(word.name().isPresent() ? word.text() : typed(word));
    List<String> known =
        parameters.stream()
            .flatMap(p -> values.known(command, p, Optional.empty()).stream())
            .toList();
    String kinds =
        parameters.stream()
            .map(p -> p.type() == ArgumentType.TEXT ? p.name() : p.type().word())
            .distinct()
            .collect(Collectors.joining(" and no "));
    return new Problem(
        code(parameters.getFirst()),
        "'" + typed + "' is no " + kinds + ".",
        known.isEmpty() ? expected(parameters.getLast()) : Nearest.advice(typed, known));
  }

  private static ErrorCode code(Argument parameter) {
    return switch (parameter.type()) {
      case WORKLOAD, SERVICE, HOST, NODE, QUEUE -> ErrorCode.TARGET_UNKNOWN;
      case ENVIRONMENT -> ErrorCode.ENVIRONMENT_UNKNOWN;
      case RUNBOOK -> ErrorCode.RUNBOOK_UNKNOWN;
      case DRILL, DURATION, TIME, NUMBER, FLAG, CHOICE, PATH, TEXT -> ErrorCode.ARGUMENT_INVALID;
    };
  }

  private static String expected(Argument parameter) {
    return switch (parameter.type()) {
      case DURATION -> "Write it as 90s, 15m, 24h or 3d.";
      case TIME -> "Write a UTC time such as 2026-12-31T18:00:00Z.";
      case NUMBER -> "Write digits.";
      case PATH -> PagePath.ADVICE;
      case TEXT -> "Look at the card, or try /help.";
      case WORKLOAD, SERVICE, HOST, NODE, QUEUE, ENVIRONMENT, RUNBOOK, DRILL, FLAG, CHOICE ->
          "There is none yet.";
    };
  }

  private String typed(Word word) {
    return word.quoted() && word.name().isEmpty() ? word.text() : word.raw(text);
  }

  private static Optional<Problem> problem(ErrorCode code, String what, String advice) {
    return Optional.of(new Problem(code, what, advice));
  }
}
