package dev.twokey.command;

import dev.twokey.action.Risk;
import dev.twokey.inventory.Inventory;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Nearest;
import dev.twokey.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds where a command goes (I11). Silence is staging: a change with no environment named goes to
 * staging, never to another one; where the conversation is bound to another one it asks. A read
 * there means the conversation's.
 */
final class EnvironmentRule {
  private final Inventory inventory;
  private final ParseContext context;

  EnvironmentRule(Inventory inventory, ParseContext context) {
    this.inventory = inventory;
    this.context = context;
  }

  /**
   * Resolves.
   *
   * @param named what the person typed
   * @param then what follows when it is clear
   */
  Parse resolve(
      Command command, Optional<String> named, Function<Optional<EnvironmentChoice>, Parse> then) {
    Optional<String> given = named.or(context::chosen);
    if (!command.needsEnvironment()) {
      return then.apply(Optional.empty());
    } else if (given.isPresent()) {
      return known(given.get(), EnvironmentChoice.By.NAME, then);
    } else if (context.bound().isPresent()) {
      return bound(command, context.bound().get(), then);
    } else if (inventory.environment(Inventory.DEFAULT).isPresent()) {
      return known(Inventory.DEFAULT, EnvironmentChoice.By.SILENCE, then);
    }
    return ask(command, "You named no environment, and there is no " + Inventory.DEFAULT + ".");
  }

  private Parse bound(
      Command command, String bound, Function<Optional<EnvironmentChoice>, Parse> then) {
    boolean safe = command.risk() == Risk.READ || bound.equals(Inventory.DEFAULT);
    return safe
        ? known(bound, EnvironmentChoice.By.CONVERSATION, then)
        : ask(command, "You named no environment, and this conversation is about " + bound + ".");
  }

  private Parse known(
      String name, EnvironmentChoice.By by, Function<Optional<EnvironmentChoice>, Parse> then) {
    if (inventory.environment(name).isEmpty()) {
      return new Parse.Refused(unknown(name));
    }
    return then.apply(Optional.of(new EnvironmentChoice(name, by)));
  }

  private Parse ask(Command command, String why) {
    List<String> candidates =
        Stream.concat(
                Stream.concat(context.bound().stream(), Stream.of(Inventory.DEFAULT)),
                context.bound().isPresent()
                    ? Stream.empty()
                    : inventory.environments().keySet().stream())
            .distinct()
            .filter(name -> inventory.environment(name).isPresent())
            .toList();
    return candidates.isEmpty()
        ? new Parse.Refused(unknown(context.bound().orElse(Inventory.DEFAULT)))
        : new Parse.AskEnvironment(command, candidates, why);
  }

  /** Returns the environment whose names are offered while nothing is decided. */
  Optional<String> likely(Optional<String> named) {
    return named
        .or(context::chosen)
        .or(context::bound)
        .or(() -> Optional.of(Inventory.DEFAULT))
        .filter(name -> inventory.environment(name).isPresent());
  }

  private Problem unknown(String name) {
    return new Problem(
        ErrorCode.ENVIRONMENT_UNKNOWN,
        "There is no environment '" + name + "' in the inventory.",
        Nearest.advice(name, inventory.environments().keySet()));
  }
}
