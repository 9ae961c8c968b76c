package dev.twokey.command;

import dev.twokey.action.ActionKind;
import dev.twokey.action.Risk;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Fields;
import dev.twokey.problem.Location;
import dev.twokey.problem.Nearest;
import dev.twokey.problem.Problems;
import dev.twokey.problem.SecretReferences;
import dev.twokey.problem.YamlNode;
import dev.twokey.problem.YamlReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the file of one command. The limits are those of the strictest platform. */
final class CommandReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final int SUMMARY_MAX = 100;
  private static final int EXAMPLES_MAX = 10;

  private final Fields fields;
  private final Map<String, ActionKind> kinds;
  private final Problems problems;

  private CommandReader(Fields fields, Map<String, ActionKind> kinds, Problems problems) {
    this.fields = fields;
    this.kinds = kinds;
    this.problems = problems;
  }

  static Optional<Command> read(
      String file, String text, Map<String, ActionKind> kinds, Problems problems) {
    int before = problems.count();
    Optional<YamlNode> node = YamlReader.read(file, text, 0, problems);
    node.ifPresent(n -> SecretReferences.refuse(n, ErrorCode.CONFIG_INVALID, problems));
    return node.flatMap(n -> Fields.of(n, problems, ErrorCode.CONFIG_INVALID))
        .map(f -> new CommandReader(f, kinds, problems).read(file))
        .filter(command -> problems.count() == before);
  }

  private Command read(String file) {
    String name = name(file);
    String summary = fields.requiredText("summary");
    if (summary.length() > SUMMARY_MAX || summary.lines().count() > 1) {
      fields.error(
          "summary",
          "The summary has " + summary.length() + " characters.",
          "Write one line of at most " + SUMMARY_MAX + ".");
    }
    ParameterReader parameters = new ParameterReader(fields, problems);
    List<Argument> arguments = parameters.read();
    String run = fields.requiredText("run");
    Risk floor = floor(name, run, arguments);
    Risk risk = risk(floor);
    Optional<String> verify = verify(run, risk);
    List<String> examples = examples(name);
    fields.done();
    return new Command(
        name,
        summary,
        arguments,
        parameters.shapes(),
        run,
        verify,
        risk,
        examples,
        CommandCatalog.RESERVED.containsKey(name));
  }

  private String name(String file) {
    String name = fields.requiredText("command");
    String fileName = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.ya?ml$", "");
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      fields.error(
          "command",
          "The command is called '" + name + "'.",
          "Use at most 32 small letters, digits and hyphens, without the slash.");
    } else if (!name.isEmpty() && !name.equals(fileName)) {
      fields.error(
          "command",
          "The command '" + name + "' stands in the file of '" + fileName + "'.",
          "Name the file " + name + ".yaml, so that each command has one place.");
    }
    return name;
  }

  /** Returns the least risk of what it runs, and checks that its parameters fit. */
  private Risk floor(String name, String run, List<Argument> parameters) {
    Optional<Handler> handler = Handler.of(run);
    ActionKind kind = kinds.get(run);
    Handler reserved = CommandCatalog.RESERVED.get(name);
    if (reserved != null && handler.filter(h -> h == reserved).isEmpty()) {
      fields.error(
          "run",
          "The reserved command /" + name + " runs '" + run + "'.",
          "Write run: " + reserved.word() + "; it can't be given another meaning.");
    } else if (handler.isPresent()) {
      checkHandlerIsFree(name, handler.get());
      checkParameters(parameters, handler.get().takes(), "'" + run + "'", false);
      return handler.get().leastRisk();
    } else if (kind != null) {
      checkParameters(parameters, kind.arguments(), "'" + run + "'", true);
      return kind.leastRisk();
    } else if (!run.isEmpty()) {
      List<String> known =
          Stream.concat(kinds.keySet().stream(), Arrays.stream(Handler.values()).map(Handler::word))
              .toList();
      fields.error("run", "Nothing is called '" + run + "'.", Nearest.advice(run, known));
    }
    return Risk.READ;
  }

  private void checkHandlerIsFree(String name, Handler handler) {
    if (CommandCatalog.RESERVED.containsValue(handler)
        && !CommandCatalog.RESERVED.containsKey(name)) {
      fields.error(
          "run",
          "'" + handler.word() + "' belongs to a reserved command.",
          "Use that command; it can't be shadowed by another name.");
    }
  }

  /**
   * Checks parameters against what is taken. A command that runs an action may have an environment
   * and free text beside, which go into the record.
   */
  private void checkParameters(
      List<Argument> parameters, List<Argument> takes, String what, boolean more) {
    Map<String, Argument> taken = new LinkedHashMap<>();
    takes.forEach(argument -> taken.put(argument.name(), argument));
    for (Argument parameter : parameters) {
      Argument wanted = taken.remove(parameter.name());
      boolean beside =
          more
              && (parameter.type() == ArgumentType.ENVIRONMENT
                  || parameter.type() == ArgumentType.TEXT);
      if (wanted == null && !beside) {
        parameterError(
            what + " takes no '" + parameter.name() + "'.",
            Nearest.advice(parameter.name(), takes.stream().map(Argument::name).toList()));
      } else if (wanted != null && wanted.type() != parameter.type()) {
        parameterError(
            "'" + parameter.name() + "' of " + what + " is a " + wanted.type().word() + ".",
            "Write type: " + wanted.type().word() + ".");
      } else if (wanted != null && !wanted.optional() && parameter.optional()) {
        parameterError(what + " needs '" + parameter.name() + "'.", "Take 'optional: true' out.");
      } else if (wanted != null && !wanted.choices().containsAll(parameter.choices())) {
        parameterError(
            "'" + parameter.name() + "' of " + what + " has other choices.",
            "Known: " + String.join(", ", wanted.choices()) + ".");
      }
    }
    taken.values().stream()
        .filter(argument -> !argument.optional())
        .forEach(argument ->
            parameterError(
                what + " needs a parameter '" + argument.name() + "'.",
                "Add {name: " + argument.name() + ", type: " + argument.type().word() + "}."));
  }

  private void parameterError(String what, String advice) {
    Location at = fields.at("parameters");
    problems.error(at, ErrorCode.CONFIG_INVALID, what, advice);
  }

  private Risk risk(Risk floor) {
    List<String> words = Arrays.stream(Risk.values()).map(Risk::word).toList();
    Risk written =
        fields
            .choice("risk", words)
            .flatMap(
                word -> Arrays.stream(Risk.values()).filter(r -> r.word().equals(word)).findFirst())
            .orElse(floor);
    if (written.compareTo(floor) < 0) {
      fields.error(
          "risk",
          "The risk is '" + written.word() + "', what it runs has '" + floor.word() + "'.",
          "A command may only raise it: write " + floor.word() + " or more, or take it out.");
    }
    return written.orHigher(floor);
  }

  private Optional<String> verify(String run, Risk risk) {
    Optional<String> verify = fields.text("verify");
    boolean action = kinds.containsKey(run);
    if (verify.isPresent() && Handler.of(run).isPresent()) {
      fields.error("verify", "A handler verifies by itself.", "Take 'verify' out.");
    } else if (verify.isEmpty()
        && action
        && risk != Risk.READ
        && !fields.keys().contains("verify")) {
      problems.error(
          fields.at(),
          ErrorCode.CONFIG_INVALID,
          "Nothing shows that the change worked.",
          "Add verify: with a check of the entry or a condition, or verify: none.");
    }
    return verify;
  }

  private List<String> examples(String name) {
    List<String> examples = new ArrayList<>(fields.texts("examples"));
    if (examples.isEmpty() || examples.size() > EXAMPLES_MAX) {
      fields.error(
          "examples",
          "There are " + examples.size() + " examples.",
          "Write 1 to " + EXAMPLES_MAX + ": people learn a command from them.");
    }
    examples.stream()
        .filter(e -> !e.equals("/" + name) && !e.startsWith("/" + name + " "))
        .forEach(e ->
            fields.error(
                "examples",
                "The example '" + e + "' is of another command.",
                "Begin it with /" + name + "."));
    return examples;
  }
}
