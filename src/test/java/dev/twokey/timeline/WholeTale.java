package dev.twokey.timeline;

import static dev.twokey.timeline.Tale.ANA;
import static dev.twokey.timeline.Tale.BEN;
import static dev.twokey.timeline.Tale.CHI;

import dev.twokey.action.Outcome;
import dev.twokey.diagnosis.Findings.Verdict;
import dev.twokey.guard.Judgement;
import dev.twokey.guard.Verdict.Allow;
import dev.twokey.guard.Verdict.Deny;
import dev.twokey.incident.HaltEvent;
import dev.twokey.incident.IncidentEvent;
import dev.twokey.operation.Authority;
import dev.twokey.operation.Ending;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.Phase;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An incident in which nearly everything happens that can: the golden files are made from it. */
public final class WholeTale {
  /** What somebody types who wants to break the page. */
  public static final String HOSTILE =
      "look | here: [a link](https://evil.example/x) <script>alert(1)</script> `code` *bold*"
          + " @channel www.evil.example\n"
          + "# no heading\n"
          + "| no | row |";

  private WholeTale() {}

  /** Returns the tale. */
  public static Tale tale() {
    Tale tale = new Tale().opened("transcoding is *stuck*");
    tale.after("30S")
        .incident(ANA, new IncidentEvent.FaultDated(ANA, Instant.parse("2025-03-01T13:48:00Z")))
        .asksDiagnosis("d-1", ANA, "rabbitmq")
        .after("1S")
        .diagnosed("d-1", Verdict.FAULTY, "queue_stuck")
        .after("1M")
        .asksRestart("op-1", ANA)
        .planned("op-1")
        .asksSignature("op-1", BEN, CHI)
        .refusedInput("op-1", ANA, "approve", ErrorCode.APPROVAL_OWN, "You asked for this.")
        .after("10S")
        .reviewed("op-1", CHI, false, "the queue still has work")
        .ended("op-1", Ending.DENIED, ErrorCode.APPROVAL_DENIED, "chi denied it.")
        .after("1M")
        .restarts("op-2")
        .after("1M")
        .asksDiagnosis("d-2", ANA, "rabbitmq")
        .diagnosed("d-2", Verdict.HEALTHY);
    guardsRefuse(tale.after("1M"));
    breaksGlass(tale.after("1M"));
    tale.noted(BEN, HOSTILE)
        .then("halt", "switch", "chi", new HaltEvent.Halted("drills:prod", CHI, "enough"))
        .then("halt", "switch", "chi", new HaltEvent.ReleaseSigned("drills:prod", CHI))
        .then("halt", "switch", "ben", new HaltEvent.Released("drills:prod", BEN));
    return DrillTale.passes(tale.after("1M"), "op-5").after("1M").closed(ANA);
  }

  private static void guardsRefuse(Tale tale) {
    Deny denial =
        new Deny(
            new Problem(
                ErrorCode.BACKUP_STALE,
                "The newest backup is 26 h old; the policy wants at most 24 h.",
                "Make a backup, then ask again."));
    tale.asks("op-3", ANA, DrillTale.draft(), Optional.of(Tale.INCIDENT))
        .planned("op-3", DrillTale.draft())
        .operation(
            "op-3",
            "twokey",
            new OperationEvent.Judged(
                List.of(
                    new Judgement("role", new Allow("ana is a responder")),
                    new Judgement("backup_freshness", denial)),
                false))
        .ended("op-3", Ending.REFUSED, ErrorCode.BACKUP_STALE, "The newest backup is 26 h old.");
  }

  private static void breaksGlass(Tale tale) {
    tale.asksRestart("op-4", ANA)
        .planned("op-4")
        .asksSignature("op-4")
        .operation(
            "op-4",
            "ana",
            new OperationEvent.GlassBroken(ANA, "nobody is awake", tale.now().plusSeconds(60)))
        .after("1M")
        .authorised("op-4", new Authority.BrokenGlass(ANA, "nobody is awake", tale.now()))
        .began("op-4", false, 0, "restart")
        .did(
            "op-4",
            false,
            0,
            "restart",
            new Outcome.Unknown(new Problem(ErrorCode.OUTCOME_UNKNOWN, "No answer came.", "")))
        .operation(
            "op-4",
            "twokey",
            new OperationEvent.Doubted(
                new Phase.Cursor(false, 0), "restart", "verified: 1 consumer"))
        .operation("op-4", "ben", new OperationEvent.Settled(BEN, true))
        .ended("op-4", Ending.SUCCEEDED);
  }
}
