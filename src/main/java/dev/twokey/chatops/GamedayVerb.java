package dev.twokey.chatops;

import dev.twokey.condition.Bindings;
import dev.twokey.gameday.DrillDraft;
import dev.twokey.operation.OperationDecider;
import dev.twokey.operation.OperationInput;
import dev.twokey.operation.Request;
import dev.twokey.problem.ErrorCode;
import dev.twokey.runbook.Block;
import dev.twokey.runbook.Drill;
import dev.twokey.runbook.Runbook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /gameday ENVIRONMENT [DRILL]}: lists the drills, or asks for one. */
final class GamedayVerb implements Verb {
  @Override
  public Routed route(Invocation in) {
    Optional<String> wanted = in.argument("drill");
    List<Drill> drills =
        in.setup().runbooks().runbooks().stream()
            .flatMap(r -> r.drills().stream())
            .filter(d -> d.environments().contains(in.environmentName()))
            .toList();
    if (wanted.isEmpty()) {
      return list(in, drills);
    }
    Optional<Drill> drill = in.setup().runbooks().drill(wanted.get());
    if (drill.isEmpty()) {
      return Routed.refused(
          ErrorCode.NOT_FOUND,
          "There is no drill '" + wanted.get() + "'.",
          "See /gameday " + in.environmentName() + ".",
          "/gameday " + in.environmentName());
    }
    return switch (DrillDraft.of(
        drill.get(),
        in.environment(),
        Bindings.EMPTY,
        in.id(),
        hashes(in, drill.get()),
        "game day")) {
      case DrillDraft.Result.Refused(var why) -> Routed.refused(why);
      case DrillDraft.Result.Made(var draft) ->
          Routed.To.of(
              OperationDecider.stream(in.id()),
              new OperationInput.Ask(
                  new Request(
                      in.by(),
                      in.account(),
                      in.where(),
                      in.text(),
                      draft.madeFrom(in.setup().runbooks().revisions(draft.blocks().keySet())),
                      in.setup().demo())));
    };
  }

  private static Routed list(Invocation in, List<Drill> drills) {
    if (drills.isEmpty()) {
      return Routed.refused(
          ErrorCode.NOT_FOUND,
          "No drill may run in " + in.environmentName() + ".",
          "Write one into a runbook.");
    }
    return new Routed.Answer(
        Optional.of(in.environmentName()),
        "Which drill?",
        drills.stream().map(GamedayVerb::line).toList(),
        drills.stream().map(d -> "/gameday " + in.environmentName() + " " + name(d)).toList(),
        Optional.empty());
  }

  private static String line(Drill drill) {
    return Words.dots(name(drill), drill.alias().map(_ -> drill.id()).orElse(""), drill.says());
  }

  private static String name(Drill drill) {
    return drill.alias().orElse(drill.id());
  }

  private static Map<String, String> hashes(Invocation in, Drill drill) {
    Map<String, String> hashes = new LinkedHashMap<>();
    Runbook runbook = in.setup().runbooks().runbook(drill.runbook()).orElseThrow();
    for (Block block : runbook.blocks().values()) {
      hashes.put(block.id(), block.origin().sha256());
    }
    return hashes;
  }
}
