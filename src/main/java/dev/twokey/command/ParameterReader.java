package dev.twokey.command;

import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Fields;
import dev.twokey.problem.Problems;
import dev.twokey.problem.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the parameters of a command. */
final class ParameterReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");
  private static final int PARAMETERS_MAX = 25;
  private static final int CHOICES_MAX = 25;
  private static final List<String> TYPES =
      Arrays.stream(ArgumentType.values()).map(ArgumentType::word).toList();

  private final Fields command;
  private final Problems problems;
  private final Map<String, TextShape> shapes = new LinkedHashMap<>();

  ParameterReader(Fields command, Problems problems) {
    this.command = command;
    this.problems = problems;
  }

  List<Argument> read() {
    List<Argument> parameters = new ArrayList<>();
    for (YamlNode node : command.list("parameters")) {
      Fields.of(node, problems, ErrorCode.CONFIG_INVALID)
          .flatMap(this::parameter)
          .ifPresent(p -> add(p, node, parameters));
    }
    if (parameters.size() > PARAMETERS_MAX) {
      command.error(
          "parameters",
          "There are " + parameters.size() + " parameters, the limit is " + PARAMETERS_MAX + ".",
          "Split the command.");
    }
    return parameters;
  }

  /** Returns what the text parameters must look like, by name. */
  Map<String, TextShape> shapes() {
    return shapes;
  }

  private Optional<Argument> parameter(Fields f) {
    String name = f.requiredText("name");
    Optional<ArgumentType> type =
        f.requiredNode("type").flatMap(n -> f.choice("type", TYPES)).flatMap(ParameterReader::type);
    boolean optional = f.flag("optional").orElse(false);
    List<String> choices = f.texts("choices");
    String says = f.text("says").orElse("");
    Optional<TextShape> shape = f.choice("like", TextShape.words()).flatMap(TextShape::of);
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      f.error(
          "name",
          "The parameter is called '" + name + "'.",
          "Use small letters, digits and _, beginning with a letter.");
    }
    type.ifPresent(t -> checkChoices(f, t, choices));
    if (f.keys().contains("like") && type.filter(t -> t != ArgumentType.TEXT).isPresent()) {
      f.error("like", "'like' is for texts.", "Take it out.");
    }
    shape.ifPresent(s -> shapes.put(name, s));
    f.done();
    return type.map(t -> new Argument(name, t, optional, choices, says));
  }

  private static Optional<ArgumentType> type(String word) {
    return Arrays.stream(ArgumentType.values()).filter(t -> t.word().equals(word)).findFirst();
  }

  private static void checkChoices(Fields f, ArgumentType type, List<String> choices) {
    if ((type == ArgumentType.CHOICE) == choices.isEmpty() || choices.size() > CHOICES_MAX) {
      f.error(
          "choices",
          "A parameter of type " + type.word() + " has " + choices.size() + " choices.",
          "A choice has 1 to " + CHOICES_MAX + ", any other type none.");
    }
  }

  private void add(Argument parameter, YamlNode node, List<Argument> before) {
    String what = null;
    if (before.stream().anyMatch(p -> p.name().equals(parameter.name()))) {
      what = "The parameter '" + parameter.name() + "' stands twice.";
    } else if (parameter.type() == ArgumentType.ENVIRONMENT
        && before.stream().anyMatch(p -> p.type() == ArgumentType.ENVIRONMENT)) {
      what = "A command has one environment.";
    } else if (!parameter.optional()
        && parameter.type() != ArgumentType.TEXT
        && before.stream().anyMatch(Argument::optional)) {
      what = "'" + parameter.name() + "' is required and stands after an optional one.";
    }
    if (what == null) {
      before.add(parameter);
    } else {
      problems.error(node.at(), ErrorCode.CONFIG_INVALID, what, "Change or move this parameter.");
    }
  }
}
