package dev.twokey.command;

import static java.util.Objects.requireNonNull;

import dev.twokey.action.Risk;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One slash command, as its file has it.
 *
 * @param name what is typed after the slash
 * @param summary what it does, for people; at most 100 characters
 * @param parameters in the order in which they are typed
 * @param shapes of those parameters that are texts
 * @param run a kind of action (it has a dot) or the word of a {@link Handler}
 * @param verify how a change is shown to have worked: a check of the entry, CEL, or {@code none};
 *     empty for handlers
 * @param risk the higher one of what it runs and what its file says
 * @param examples what people may type, with the slash
 * @param reserved whether Twokey ships it and nobody may remove or replace it
 */
public record Command(
    String name,
    String summary,
    List<Argument> parameters,
    Map<String, TextShape> shapes,
    String run,
    Optional<String> verify,
    Risk risk,
    List<String> examples,
    boolean reserved) {
  public Command {
    requireNonNull(name, "name");
    requireNonNull(summary, "summary");
    parameters = List.copyOf(parameters);
    shapes = Map.copyOf(shapes);
    requireNonNull(run, "run");
    requireNonNull(verify, "verify");
    requireNonNull(risk, "risk");
    examples = List.copyOf(examples);
  }

  /** Returns the handler that it runs; empty if it runs a kind of action. */
  public Optional<Handler> handler() {
    return Handler.of(run);
  }

  /** Returns a parameter; hyphens and underscores are the same. */
  public Optional<Argument> parameter(String parameter) {
    String wanted = parameter.replace('-', '_').toLowerCase(java.util.Locale.ROOT);
    return parameters.stream().filter(p -> p.name().equals(wanted)).findFirst();
  }

  /** Returns what a text parameter must look like. */
  public TextShape shape(Argument parameter) {
    return shapes.getOrDefault(parameter.name(), TextShape.ANY);
  }

  /** Returns the parameter that names the environment. */
  public Optional<Argument> environmentParameter() {
    return parameters.stream().filter(p -> p.type() == ArgumentType.ENVIRONMENT).findFirst();
  }

  /** Returns whether it happens somewhere, so that an environment must be found for it. */
  public boolean needsEnvironment() {
    return handler().isEmpty()
        || parameters.stream()
            .anyMatch(p ->
                p.type() == ArgumentType.ENVIRONMENT
                    || p.type().entryKind().isPresent()
                    || shape(p) == TextShape.ENTRY);
  }

  /** Returns how it is typed, such as {@code /restart WORKLOAD [ENVIRONMENT] [REASON]}. */
  public String usage() {
    return "/"
        + name
        + parameters.stream()
            .map(p -> p.name().toUpperCase(java.util.Locale.ROOT))
            .map(p -> parameter(p).filter(Argument::optional).isPresent() ? "[" + p + "]" : p)
            .map(p -> " " + p)
            .collect(Collectors.joining());
  }
}
