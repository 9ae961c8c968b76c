package dev.twokey.chatops;

import dev.twokey.guard.RiskRules;
import dev.twokey.guard.RuleKind;
import dev.twokey.incident.Halt;
import dev.twokey.incident.HaltEvent;
import dev.twokey.incident.HaltInput;
import dev.twokey.journal.Recorded;
import dev.twokey.operation.Operation;
import dev.twokey.people.PersonId;
import dev.twokey.problem.DurationText;
import dev.twokey.problem.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code /halt [SCOPE]} and {@code /release [SCOPE]}; without a scope the drills of the environment
 * are meant.
 */
final class HaltVerb implements Verb {
  private static final String OPERATION = "operation";

  private final Board board;
  private final boolean release;

  HaltVerb(Board board, boolean release) {
    this.board = board;
    this.release = release;
  }

  @Override
  public Routed route(Invocation in) {
    String word = in.argument("scope").orElse("drills");
    List<String> scopes = scopes(word, in);
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
    if (release || !scope.startsWith("drills:")) {
      String role = role(in);
      if (!in.setup().roster().hasRole(in.by(), role, in.now())) {
        return Routed.refused(
            ErrorCode.ROLE_MISSING,
            "You don't have the role '" + role + "'.",
            "Anybody on the roster can halt drills; ask a responder for more.");
      }
    }
    List<PersonId> onCall = in.setup().roster().onCall(in.now());
    boolean firstOnCall = !onCall.isEmpty() && onCall.getFirst().equals(in.by());
    HaltInput input =
        release
            ? new HaltInput.Release(scope, in.by(), firstOnCall)
            : new HaltInput.Halt(scope, in.by(), in.argument("reason").orElse(""));
    return new Routed.Told(
        Routed.To.of(Halt.STREAM, input), done -> answer(done, in, word, words(scope)));
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

  private static String words(String scope) {
    int colon = scope.indexOf(':');
    String id = scope.substring(colon + 1);
    return switch (scope.substring(0, Math.max(colon, 0))) {
      case "drills" -> "drills of " + id;
      case "environment" -> "all changes in " + id;
      case OPERATION -> "the operation " + id;
      default -> "all changes everywhere";
    };
  }

  private static Routed.Answer answer(
      List<Recorded> done, Invocation in, String word, String scope) {
    boolean everywhere = word.equals("all");
    String again =
        "/release "
            + word
            + (everywhere || word.equals(OPERATION) ? "" : " " + in.environmentName());
    List<String> lines = new ArrayList<>();
    String title = "HALTED: " + scope;
    for (Recorded recorded : done) {
      switch (recorded.event()) {
        case HaltEvent.Released _ -> {
          title = "RELEASED: " + scope;
          lines.add("Changes are possible again. What was stopped does not start by itself.");
        }
        case HaltEvent.ReleaseSigned _ -> {
          title = "STILL HALTED: " + scope + ", released by one of two";
          lines.add("Another person has to sign the release too: " + again);
        }
        case HaltEvent.Halted halted -> {
          lines.add("Undo, verification and reads go on.");
          lines.add(halted.reason().isBlank() ? "" : "Why: " + halted.reason());
          lines.add(
              again
                  + " ends it: two people, or the one on call "
                  + DurationText.of(Halt.ALONE_AFTER)
                  + " after it began.");
        }
        default -> {} // told as a refusal
      }
    }
    return new Routed.Answer(
        everywhere ? Optional.empty() : Optional.of(in.environmentName()),
        title,
        lines,
        List.of(),
        Optional.empty());
  }
}
