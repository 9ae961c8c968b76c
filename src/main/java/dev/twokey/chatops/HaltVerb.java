package dev.twokey.chatops;

import dev.twokey.chat.Conversation;
import dev.twokey.guard.RiskRules;
import dev.twokey.guard.RuleKind;
import dev.twokey.incident.Halt;
import dev.twokey.incident.HaltEvent;
import dev.twokey.incident.HaltInput;
import dev.twokey.journal.Recorded;
import dev.twokey.operation.Operation;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /halt [SCOPE]} and {@code /release [SCOPE]}; without a scope the drills of the environment
 * are meant.
 */
final class HaltVerb implements Verb {
  private static final String OPERATION = "operation";

  private final boolean release;
  private final Board board;

  HaltVerb(boolean release, Board board) {
    this.release = release;
    this.board = board;
  }

  @Override
  public Routed route(Invocation in) {
    List<String> scopes = scopes(in.argument("scope").orElse("drills"), in);
    if (scopes.size() != 1) {
      return Routed.refused(
          ErrorCode.NOT_FOUND,
          "Not exactly one operation "
              + (release ? "is halted" : "runs")
              + " here, but "
              + scopes.size()
              + ".",
          "Say /"
              + (release ? "release" : "halt")
              + " environment or all, or stop it on its card.");
    }
    String scope = scopes.getFirst();
    String role = role(in);
    if ((release || !scope.startsWith("drills:"))
        && !in.setup().roster().hasRole(in.by(), role, in.now())) {
      return Routed.refused(
          ErrorCode.ROLE_MISSING,
          "You don't have the role '" + role + "'.",
          "Anybody on the roster can halt drills; ask a responder for more.");
    }
    return release
        ? release(scope, in)
        : Routed.To.of(
            Halt.STREAM,
            new HaltInput.Halt(
                scope,
                in.by(),
                in.argument("reason").orElse(""),
                concerned(scope, in.where()),
                in.text()));
  }

  private static Routed release(String scope, Invocation in) {
    List<PersonId> onCall = in.setup().roster().onCall(in.now());
    boolean firstOnCall = !onCall.isEmpty() && onCall.getFirst().equals(in.by());
    return new Routed.To(
        Halt.STREAM,
        new HaltInput.Release(scope, in.by(), firstOnCall),
        Optional.of(
            new Routed.Said(
                scope.equals("all") ? Optional.empty() : Optional.of(in.environmentName()),
                done -> released(done, HaltCards.words(scope)))));
  }

  private static String released(List<Recorded> done, String scope) {
    return done.stream().anyMatch(r -> r.event() instanceof HaltEvent.Released)
        ? "RELEASED: " + scope
        : "STILL HALTED: " + scope + ". Another person has to sign the release too.";
  }

  private static String role(Invocation in) {
    return in.setup()
        .policy()
        .rules(in.environmentName(), RuleKind.CHANGE)
        .map(RiskRules::role)
        .orElse("");
  }

  /** Returns the scopes that the word can mean; only for an operation there may be none or many. */
  private List<String> scopes(String word, Invocation in) {
    return switch (word) {
      case "all" -> List.of("all");
      case "environment" -> List.of("environment:" + in.environmentName());
      case OPERATION ->
          release
              ? board.halt().halts().keySet().stream()
                  .filter(s -> s.startsWith(OPERATION + ":"))
                  .toList()
              : board.openOperations().stream()
                  .filter(Operation::isRunning)
                  .filter(o -> o.request().where().top().equals(in.where().top()))
                  .map(o -> OPERATION + ":" + o.id())
                  .toList();
      default -> List.of("drills:" + in.environmentName());
    };
  }

  /** Returns where it was typed, and the other channels in which something of the scope is open. */
  private List<Conversation> concerned(String scope, Conversation typed) {
    Map<Conversation, Conversation> byChannel = new LinkedHashMap<>();
    byChannel.put(typed.top(), typed);
    board.openOperations().stream()
        .filter(o -> Halt.stops(scope, o.id(), o.request().draft().environment(), o.isDrill()))
        .map(o -> o.request().where().top())
        .forEach(top -> byChannel.putIfAbsent(top, top));
    return List.copyOf(byChannel.values());
  }
}
