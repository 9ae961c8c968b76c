package dev.twokey.timeline;

import dev.twokey.action.Outcome;
import dev.twokey.action.Risk;
import dev.twokey.gameday.DrillDraft;
import dev.twokey.operation.Authority;
import dev.twokey.operation.Ending;
import dev.twokey.operation.OperationEvent;
import dev.twokey.plan.Clause;
import dev.twokey.plan.Draft;
import dev.twokey.plan.DrillFacts;
import dev.twokey.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A drill in a tale. */
public final class DrillTale {
  private static final String CAUSE = "rabbitmq_down.process_down";

  private DrillTale() {}

  /** Returns a drill as the planner drafts it: steady, inject, detect, and the undo. */
  public static Draft draft() {
    Clause steady =
        new Clause("rabbitmq_down.drill_e", Clause.Part.STEADY_STATE, "", "queues are empty");
    return new Draft(
        "drill E: RabbitMQ outage",
        "prod",
        Risk.CHANGE,
        List.of(
            new Step.Look(
                DrillDraft.STEADY, "steady state before", steady, Duration.ofMinutes(2), true),
            Tale.act(DrillDraft.INJECT, "stop the broker"),
            new Step.Look(
                DrillDraft.DETECT,
                "a cause is seen",
                new Clause(CAUSE, Clause.Part.HOLDS, "", CAUSE + " holds"),
                Duration.ofMinutes(1),
                false)),
        List.of(Tale.act(DrillDraft.UNDO, "undo: start the broker")),
        List.of(),
        Optional.empty(),
        Map.of(),
        List.of("fault"),
        List.of("heals by itself after 180 s, even if Twokey is gone"),
        "",
        Optional.of(
            new DrillFacts(
                "rabbitmq_down",
                "rabbitmq_down.drill_e",
                "E",
                CAUSE,
                Duration.ofMinutes(1),
                Duration.ofMinutes(3),
                "undo",
                Duration.ofMinutes(3),
                "stops the broker")));
  }

  /** Tells the whole of a drill that went well. */
  public static Tale passes(Tale tale, String id) {
    tale.asks(id, Tale.ANA, draft(), Optional.of(Tale.INCIDENT))
        .planned(id, draft())
        .authorised(id, new Authority.Approved(List.of(Tale.BEN), tale.now()))
        .verified(id, false, 0, DrillDraft.STEADY, true, "all queues are empty")
        .after("2S")
        .began(id, false, 1, DrillDraft.INJECT)
        .after("1S")
        .did(id, false, 1, DrillDraft.INJECT, new Outcome.Succeeded("stopped"))
        .operation(
            id,
            "twokey",
            new OperationEvent.LookEnded(
                new dev.twokey.operation.Phase.Cursor(false, 1), DrillDraft.INJECT, true, ""))
        .after("4S")
        .operation(
            id,
            "twokey",
            new OperationEvent.EvidenceRead(
                List.of(), "rabbitmq-server is stopped", List.of(CAUSE), Tale.wave()))
        .verified(id, false, 2, DrillDraft.DETECT, true, CAUSE + " holds")
        .operation(id, "twokey", new OperationEvent.UndoBegan(Ending.SUCCEEDED, Optional.empty()))
        .began(id, true, 0, DrillDraft.UNDO)
        .after("3S")
        .did(id, true, 0, DrillDraft.UNDO, new Outcome.Succeeded("started"))
        .after("31S")
        .verified(id, true, 0, DrillDraft.UNDO, true, "all queues are empty")
        .ended(id, Ending.SUCCEEDED);
    return tale;
  }
}
