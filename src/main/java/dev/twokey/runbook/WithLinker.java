package dev.twokey.runbook;

import dev.twokey.condition.Shape;
import dev.twokey.condition.Template;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Entry;
import dev.twokey.inventory.EntryKind;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.PagePath;
import dev.twokey.problem.Fields;
import dev.twokey.problem.YamlNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the arguments of a probe or an action against its kind and the inventory. */
final class WithLinker {
  private final Linking linking;
  private final List<Argument> known;
  private final List<String> environments;

  WithLinker(Linking linking, List<Argument> known, List<String> environments) {
    this.linking = linking;
    this.known = known;
    this.environments = environments;
  }

  /** Reads {@code with} of a mapping. */
  With read(Fields in) {
    Map<String, With.Argumented> arguments = new LinkedHashMap<>();
    Optional<Fields> with = in.fields("with");
    for (Argument argument : known) {
      Optional<YamlNode> node = with.flatMap(w -> w.node(argument.name()));
      if (node.isEmpty() && !argument.optional()) {
        linking.error(
            with.map(Fields::at).orElse(in.at()),
            "The argument '" + argument.name() + "' is missing: " + argument.says() + ".",
            "Add it to 'with'.");
      }
      node.flatMap(n -> argument(argument, n)).ifPresent(a -> arguments.put(argument.name(), a));
    }
    with.ifPresent(Fields::done);
    return new With(arguments);
  }

  private Optional<With.Argumented> argument(Argument argument, YamlNode node) {
    Optional<Texts.Written> written = Texts.of(node, linking.file().source());
    if (written.isEmpty()) {
      wrong(argument, node, "a list or a mapping");
      return Optional.empty();
    }
    if (!Template.expressions(written.get().text()).isEmpty()
        || written.get().text().contains("${")) {
      return linking
          .house()
          .typing()
          .template(linking.file(), written.get(), linking.each())
          .filter(t -> fits(argument, node, t))
          .map(With.Argumented.Filled::new);
    }
    return fixed(argument, node, written.get().text()).map(With.Argumented.Fixed::new);
  }

  private boolean fits(Argument argument, YamlNode node, Template template) {
    Shape type = template.type();
    boolean fits =
        switch (argument.type()) {
          case NUMBER -> type == Shape.Plain.WHOLE || type == Shape.Plain.REAL;
          case DURATION -> type == Shape.Plain.SPAN;
          case TIME -> type == Shape.Plain.TIME;
          case FLAG -> type == Shape.Plain.FLAG;
          case WORKLOAD,
              SERVICE,
              HOST,
              NODE,
              QUEUE,
              ENVIRONMENT,
              RUNBOOK,
              DRILL,
              CHOICE,
              PATH,
              TEXT ->
              type == Shape.Plain.TEXT;
        };
    if (!fits) {
      wrong(argument, node, "'" + template.text() + "'");
    }
    return fits;
  }

  private Optional<Object> fixed(Argument argument, YamlNode node, String text) {
    Optional<Object> value =
        switch (argument.type()) {
          case NUMBER -> number(node);
          case FLAG ->
              node instanceof YamlNode.Flag flag ? Optional.of(flag.value()) : Optional.empty();
          case DURATION -> Fields.parseDuration(text).map(d -> d);
          case TIME -> time(text);
          case CHOICE -> Optional.of((Object) text).filter(argument.choices()::contains);
          case PATH -> Optional.of((Object) text).filter(_ -> PagePath.fits(text));
          case WORKLOAD, SERVICE, HOST, NODE, QUEUE, ENVIRONMENT, RUNBOOK, DRILL, TEXT ->
              Optional.of(text);
        };
    if (value.isEmpty()) {
      wrong(argument, node, "'" + text + "'");
    }
    argument.type().entryKind().ifPresent(kind -> entry(kind, node, text));
    return value;
  }

  private void entry(EntryKind kind, YamlNode node, String name) {
    for (String wanted : environments) {
      Optional<Environment> environment = linking.house().inventory().environment(wanted);
      if (environment.isPresent() && environment.get().entry(kind, name).isEmpty()) {
        linking.error(
            node.at(),
            "There is no "
                + kind.singular()
                + " '"
                + name
                + "' in the inventory of "
                + wanted
                + ".",
            Linking.didYouMean(
                name, environment.get().entries(kind).stream().map(Entry::name).toList()));
      }
    }
  }

  private static Optional<Object> number(YamlNode node) {
    return switch (node) {
      case YamlNode.Whole whole -> Optional.of(whole.value());
      case YamlNode.Real real -> Optional.of(real.value());
      case YamlNode.Text _, YamlNode.Flag _, YamlNode.Nothing _ -> Optional.empty();
      case YamlNode.Sequence _, YamlNode.Mapping _ -> Optional.empty();
    };
  }

  private static Optional<Object> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private void wrong(Argument argument, YamlNode node, String got) {
    ArgumentType type = argument.type();
    String wanted =
        type == ArgumentType.CHOICE
            ? "one of " + String.join(", ", argument.choices())
            : "a " + type.word();
    linking.error(
        node.at(),
        "The argument '" + argument.name() + "' must be " + wanted + ", it is " + got + ".",
        "Change it; it means: " + argument.says() + ".");
  }
}
