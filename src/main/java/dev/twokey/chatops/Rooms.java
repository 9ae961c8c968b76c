package dev.twokey.chatops;

import dev.twokey.chat.Audience;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Inbound;
import dev.twokey.command.EnvironmentChoice;
import dev.twokey.command.Handler;
import dev.twokey.command.Parse;
import dev.twokey.guard.ChannelGuard;
import dev.twokey.guard.Policy;
import dev.twokey.guard.RiskRules;
import dev.twokey.guard.RuleKind;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationDecider;
import dev.twokey.problem.Problem;
import java.util.Optional;
import java.util.Set;

/**
 * Where something of an environment may be asked for and shown. What stops something is taken
 * everywhere.
 */
public final class Rooms {
  private Rooms() {}

  /** Returns why a command can't be given there. */
  static Optional<Problem> objection(Setup now, Parse.Parsed parsed, Inbound.Command command) {
    Optional<String> environment = parsed.environment().map(EnvironmentChoice::environment);
    boolean stops = parsed.command().handler().filter(Handler.HALT::equals).isPresent();
    return stops
        ? Optional.empty()
        : environment.flatMap(
            name -> objection(now, name, kind(now, parsed), command.where(), command.audience()));
  }

  private static RuleKind kind(Setup now, Parse.Parsed parsed) {
    Optional<Handler> handler = parsed.command().handler();
    if (handler.filter(Handler.GAMEDAY::equals).isPresent()) {
      return RuleKind.DRILL;
    } else if (handler.isPresent()) {
      return RuleKind.READ;
    }
    return Optional.ofNullable(now.actions().get(parsed.command().run()))
        .map(k -> RuleKind.of(parsed.command().risk().orHigher(k.leastRisk())))
        .orElse(RuleKind.CHANGE);
  }

  /** Returns why a yes can't be given there: where another team reads along, a no can. */
  static Optional<Problem> objection(Setup now, Board board, Inbound.Click click) {
    Optional<String> operation = Buttons.decode(click.button()).flatMap(Rooms::yes);
    return operation
        .flatMap(id -> board.state(OperationDecider.stream(id)))
        .flatMap(state ->
            state instanceof Operation o && o.asked().isPresent()
                ? Optional.of(o.request().draft().environment())
                : Optional.empty())
        .flatMap(name -> shared(now.inventory(), name, Set.of(), click.audience()));
  }

  /** Returns the operation that a press says yes to. */
  private static Optional<String> yes(Press press) {
    if (press instanceof Press.Approve(var id, _)) {
      return Optional.of(id);
    } else if (press instanceof Press.Confirm(var id, _)) {
      return Optional.of(id);
    }
    return press instanceof Press.BreakGlass(var id, _) ? Optional.of(id) : Optional.empty();
  }

  private static Optional<Problem> objection(
      Setup now, String environment, RuleKind kind, Conversation where, Audience audience) {
    Set<String> only =
        now.policy()
            .rules(environment, kind)
            .map(RiskRules::channels)
            .orElseGet(() -> now.policy().channels(environment));
    return ChannelGuard.elsewhere(environment, only, where)
        .or(() -> shared(now.inventory(), environment, only, audience));
  }

  private static Optional<Problem> shared(
      Inventory inventory, String environment, Set<String> only, Audience audience) {
    boolean production =
        inventory.environment(environment).map(Environment::production).orElse(true);
    return production && audience == Audience.OTHERS
        ? Optional.of(ChannelGuard.shared(environment, only))
        : Optional.empty();
  }

  /**
   * Returns why a card of an environment can't be shown there.
   *
   * @param audience who reads along there, as the platform says now
   */
  public static Optional<Problem> hidden(
      Policy policy,
      Inventory inventory,
      String environment,
      Conversation where,
      Audience audience) {
    Set<String> only = policy.channels(environment);
    return ChannelGuard.elsewhere(environment, only, where)
        .or(() -> shared(inventory, environment, only, audience));
  }
}
