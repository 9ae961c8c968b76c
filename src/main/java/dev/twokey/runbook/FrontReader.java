package dev.twokey.runbook;

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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the front matter of a runbook. */
final class FrontReader {
  private static final String FENCE = "---";

  private final SourceText source;
  private final Problems problems;

  /** The front matter, the id that it gives, and how many lines it takes. */
  record Result(Draft.Front front, Optional<String> id, int lines) {}

  FrontReader(SourceText source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  Result read() {
    if (!source.lines().getFirst().stripTrailing().equals(FENCE)) {
      return plain(0, true);
    }
    int end = 1;
    while (end < source.lines().size() && !source.lines().get(end).stripTrailing().equals(FENCE)) {
      end++;
    }
    if (end == source.lines().size()) {
      problems.error(
          at(1), ErrorCode.RUNBOOK_INVALID, "The front matter has no end.", "Close it with ---.");
      return plain(0, false);
    }
    String yaml = String.join("\n", source.lines().subList(1, end)) + "\n";
    Optional<YamlNode> node = YamlReader.read(source.file(), yaml, 1, problems);
    node.ifPresent(n -> SecretReferences.refuse(n, ErrorCode.RUNBOOK_INVALID, problems));
    Optional<Fields> fields = node.flatMap(n -> Fields.of(n, problems, ErrorCode.RUNBOOK_INVALID));
    int lines = end + 1;
    return fields.map(f -> front(f, lines)).orElseGet(() -> plain(lines, false));
  }

  private Result plain(int lines, boolean plain) {
    return new Result(
        new Draft.Front(
            plain,
            at(1),
            "",
            "",
            "",
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty()),
        Optional.empty(),
        lines);
  }

  private Result front(Fields fields, int lines) {
    Draft.Front front =
        new Draft.Front(
            false,
            fields.at(),
            fields.requiredText("title"),
            fields.requiredText("service"),
            fields.requiredText("owner"),
            environments(fields),
            fields.texts("alerts"),
            fields.duration("postmortem_after"),
            parameters(fields),
            fields.duration("watch"));
    Optional<String> id = fields.text("id");
    id.filter(i -> !Ids.isSnakeCase(i))
        .ifPresent(i -> fields.error("id", Ids.wrong(i), Ids.advice(i)));
    fields.done();
    return new Result(front, id.filter(Ids::isSnakeCase), lines);
  }

  private static List<String> environments(Fields fields) {
    fields.requiredNode("environments");
    List<String> environments = fields.texts("environments");
    Set<String> seen = new HashSet<>();
    environments.stream()
        .filter(e -> !seen.add(e))
        .forEach(e -> fields.error("environments", "'" + e + "' stands twice.", "Remove one."));
    return environments;
  }

  private List<Argument> parameters(Fields fields) {
    List<Argument> parameters = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (YamlNode node : fields.list("parameters")) {
      Fields.of(node, problems, ErrorCode.RUNBOOK_INVALID)
          .flatMap(this::parameter)
          .ifPresent(p -> {
            if (!seen.add(p.name())) {
              problems.error(
                  node.at(),
                  ErrorCode.RUNBOOK_INVALID,
                  "The parameter '" + p.name() + "' stands twice.",
                  "Remove one.");
            }
            parameters.add(p);
          });
    }
    return parameters;
  }

  private Optional<Argument> parameter(Fields fields) {
    String name = fields.requiredText("name");
    String word = fields.requiredText("type");
    boolean optional = fields.flag("optional").orElse(false);
    List<String> choices = fields.texts("choices");
    String says = fields.text("says").orElse("");
    fields.done();
    Optional<ArgumentType> type =
        Arrays.stream(ArgumentType.values()).filter(t -> t.word().equals(word)).findFirst();
    if (type.isEmpty() && !word.isEmpty()) {
      List<String> words = Arrays.stream(ArgumentType.values()).map(ArgumentType::word).toList();
      fields.error(
          "type",
          "There is no type '" + word + "'.",
          Nearest.to(word, words).map(n -> "Did you mean '" + n + "'? ").orElse("")
              + "Known: "
              + String.join(", ", words)
              + ".");
    }
    if (!name.isEmpty() && !Ids.isSnakeCase(name)) {
      fields.error("name", Ids.wrong(name), Ids.advice(name));
      return Optional.empty();
    }
    if (type.equals(Optional.of(ArgumentType.CHOICE)) && choices.isEmpty()) {
      fields.error("type", "A choice needs 'choices'.", "Add choices: [a, b].");
    }
    return name.isEmpty()
        ? Optional.empty()
        : type.map(t -> new Argument(name, t, optional, choices, says));
  }

  private Location at(int line) {
    return new Location(source.file(), line, 1);
  }

  /** Returns the id that a file's name gives. */
  static String idOf(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    name = name.endsWith(".md") ? name.substring(0, name.length() - 3) : name;
    return name.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
