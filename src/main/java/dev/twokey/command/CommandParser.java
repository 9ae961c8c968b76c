package dev.twokey.command;

import static java.util.Objects.requireNonNull;

import dev.twokey.inventory.Argument;
import dev.twokey.inventory.Inventory;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Nearest;
import dev.twokey.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what people type. Arguments are recognised by place and type, or given as {@code
 * name=value}; the last free text takes the rest of the line. Nothing is guessed: what fits nowhere
 * is refused with the name that was probably meant.
 */
public final class CommandParser {
  /** How long a typed command may be, in characters. */
  public static final int TEXT_MAX = 3_000;

  private final CommandCatalog catalog;
  private final Inventory inventory;
  private final ArgumentValues values;

  /** Makes a parser of one state of the files. */
  public CommandParser(CommandCatalog catalog, Inventory inventory, Names names) {
    this.catalog = requireNonNull(catalog, "catalog");
    this.inventory = requireNonNull(inventory, "inventory");
    this.values = new ArgumentValues(catalog, inventory, names);
  }

  /**
   * Reads a text.
   *
   * @param text with or without the slash, such as {@code /restart worker-transcode prod}
   */
  public Parse parse(String text, ParseContext context) {
    if (text.length() > TEXT_MAX) {
      return refused(
          ErrorCode.LIMIT_EXCEEDED,
          "The command has " + text.length() + " characters, the limit is " + TEXT_MAX + ".",
          "Shorten it, or put the text into the thread.");
    }
    List<Word> words = Word.split(text);
    if (words.isEmpty() || words.getFirst().raw(text).equals("/")) {
      return refused(ErrorCode.COMMAND_UNKNOWN, "There is no command in it.", "Try /help.");
    }
    String name = words.getFirst().raw(text);
    Optional<Command> command = catalog.command(name);
    if (command.isEmpty()) {
      return unknownCommand(name);
    }
    return parse(command.get(), text, words.subList(1, words.size()), context);
  }

  private Parse parse(Command command, String text, List<Word> words, ParseContext context) {
    Matching matching = new Matching(command, text, values);
    Optional<Problem> misfit = matching.match(words);
    EnvironmentRule rule = new EnvironmentRule(inventory, context);
    if (misfit.isPresent()) {
      return new Parse.Refused(misfit.get());
    }
    Optional<Problem> missing = missing(command, matching.arguments(), rule, matching);
    if (missing.isPresent()) {
      return new Parse.Refused(missing.get());
    }
    return rule.resolve(
        command, matching.environment(), choice -> finish(command, matching.arguments(), choice));
  }

  private Parse finish(
      Command command, Map<String, Object> arguments, Optional<EnvironmentChoice> choice) {
    if (choice.isPresent()) {
      Optional<Problem> absent = values.absent(command, arguments, choice.get().environment());
      if (absent.isPresent()) {
        return new Parse.Refused(absent.get());
      }
    }
    return new Parse.Parsed(command, arguments, choice);
  }

  private Optional<Problem> missing(
      Command command, Map<String, Object> given, EnvironmentRule rule, Matching matching) {
    for (Argument parameter : command.parameters()) {
      boolean there =
          given.containsKey(parameter.name())
              || (parameter.equals(command.environmentParameter().orElse(null))
                  && matching.environment().isPresent());
      if (!there && !parameter.optional()) {
        List<String> known = values.known(command, parameter, rule.likely(matching.environment()));
        String options = known.isEmpty() ? "" : " " + Nearest.advice("", known);
        return Optional.of(
            new Problem(
                ErrorCode.ARGUMENT_MISSING,
                "/" + command.name() + " needs '" + parameter.name() + "'.",
                "Write " + command.usage() + "." + options));
      }
    }
    return Optional.empty();
  }

  private Parse unknownCommand(String typed) {
    String word = typed.startsWith("/") ? typed.substring(1) : typed;
    String near =
        Nearest.to(word, catalog.commands().stream().map(Command::name).toList())
            .map(name -> "Did you mean /" + name + "?")
            .orElse("Try /help.");
    return refused(ErrorCode.COMMAND_UNKNOWN, "There is no command /" + shown(word) + ".", near);
  }

  static String shown(String typed) {
    return typed.length() > 60 ? typed.substring(0, 60) + "…" : typed;
  }

  private static Parse refused(ErrorCode code, String what, String advice) {
    return new Parse.Refused(new Problem(code, what, advice));
  }
}
