package dev.twokey.sim;

import dev.twokey.action.ActionCall;
import dev.twokey.action.Risk;
import dev.twokey.condition.Bindings;
import dev.twokey.gameday.DrillDraft;
import dev.twokey.inventory.Environment;
import dev.twokey.operation.Known;
import dev.twokey.plan.Clause;
import dev.twokey.plan.Draft;
import dev.twokey.plan.Step;
import dev.twokey.plan.Verification;
import dev.twokey.runbook.Block;
import dev.twokey.runbook.Drill;
import dev.twokey.runbook.RunbookAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What people ask for: actions of the runbook, alone or several in a row, and drills. */
public final class Drafts {
  private static final Duration TIMEOUT = Duration.ofSeconds(6);
  private static final Duration WITHIN = Duration.ofSeconds(5);
  private static final List<String> ACTIONS = List.of("restart_web", "restart_mail", "start_web");

  private Drafts() {}

  static Draft random(String id, Known known, RandomGenerator random) {
    String environment = Setting.ENVIRONMENTS.get(random.nextInt(Setting.ENVIRONMENTS.size()));
    if (random.nextInt(5) < 2) {
      return drill(id, known, environment, random.nextInt(3) > 0 ? "outage" : "self_healing");
    }
    List<String> actions = new ArrayList<>();
    actions.add(ACTIONS.get(random.nextInt(ACTIONS.size())));
    if (random.nextInt(3) == 0) {
      actions.add(actions.getFirst().equals("restart_mail") ? "restart_web" : "restart_mail");
    }
    return change(known, environment, actions, random.nextInt(4) == 0);
  }

  /** Returns a drill of the runbook, for the operation with that id. */
  public static Draft drill(String id, Known known, String environment, String name) {
    Drill drill = known.catalog().drill(Setting.RUNBOOK + "." + name).orElseThrow();
    Environment where = known.inventory().environment(environment).orElseThrow();
    return switch (DrillDraft.of(drill, where, Bindings.EMPTY, id, hashes(known), "practice")) {
      case DrillDraft.Result.Made(var draft) -> draft;
      case DrillDraft.Result.Refused(var why) -> throw new IllegalStateException(why.what());
    };
  }

  /**
   * Returns actions of the runbook, in that order.
   *
   * @param unverified whether nothing is to be shown after each
   */
  public static Draft change(
      Known known, String environment, List<String> names, boolean unverified) {
    List<Step> steps = new ArrayList<>();
    List<Clause> needs = new ArrayList<>();
    Map<String, String> blocks = new LinkedHashMap<>();
    for (String name : names) {
      RunbookAction action = known.catalog().action(Setting.RUNBOOK + "." + name).orElseThrow();
      blocks.put(action.id(), action.origin().sha256());
      String unit = name.substring(name.indexOf('_') + 1);
      ActionCall call =
          new ActionCall(
              "host.service.restart",
              environment,
              Map.of("host", Setting.HOST, "unit", unit),
              TIMEOUT);
      String verify = action.verify().orElseThrow().text();
      steps.add(
          new Step.Act(
              name,
              name,
              call,
              unverified
                  ? new Verification.None()
                  : new Verification.Holds(
                      new Clause(action.id(), Clause.Part.VERIFY, "", verify), WITHIN)));
      action
          .needs()
          .ifPresent(n -> needs.add(new Clause(action.id(), Clause.Part.NEEDS, "", n.text())));
    }
    return new Draft(
        String.join(" ", names),
        environment,
        Risk.CHANGE,
        steps,
        List.of(),
        needs,
        Optional.empty(),
        blocks,
        List.of("restart"),
        List.of(),
        "because",
        Optional.empty());
  }

  private static Map<String, String> hashes(Known known) {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (Block block : known.catalog().runbook(Setting.RUNBOOK).orElseThrow().blocks().values()) {
      hashes.put(block.id(), block.origin().sha256());
    }
    return hashes;
  }
}
