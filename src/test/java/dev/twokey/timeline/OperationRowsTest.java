package dev.twokey.timeline;

import static dev.twokey.timeline.Tale.ANA;
import static dev.twokey.timeline.Tale.BEN;
import static dev.twokey.timeline.Tale.CHI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.action.Outcome;
import dev.twokey.approval.Rule;
import dev.twokey.diagnosis.Sample;
import dev.twokey.guard.Judgement;
import dev.twokey.guard.Verdict;
import dev.twokey.operation.Authority;
import dev.twokey.operation.Ending;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.Phase;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What the record says of operations: keys, refusals, unknown outcomes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OperationRowsTest {
  private static final String OP = "op-1";

  private final Tale tale = new Tale().opened("stuck");

  private Entry last() {
    return tale.timeline().entries().getLast();
  }

  private Entry entry(Kind kind) {
    return tale.timeline().entries().stream()
        .filter(e -> e.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_request_says_who_typed_what_where_and_why() {
    tale.asksRestart(OP, ANA);
    assertThat(last().what()).isEqualTo("restart worker-transcode: asked for");
    assertThat(last().evidence())
        .containsExactly(
            "typed: /restart worker-transcode prod queue stuck",
            "reason: queue stuck",
            "by the account console:ana in console:prod");
    assertThat(last().plan()).isEmpty();
  }

  @Test
  void a_plan_says_what_will_be_done_to_what_and_how_it_is_undone_or_done_by_hand() {
    tale.asksRestart(OP, ANA).planned(OP);
    assertThat(last().plan().orElseThrow().hex()).isEqualTo(Tale.hash());
    assertThat(last().evidence())
        .contains(
            "risk: change",
            "will do: restart worker-transcode: restart unit worker-transcode on host api-1 (target"
                + " prod/worker-transcode)",
            "difference: pid 812 becomes a new one",
            "undo: not needed: a restart is safe to repeat",
            "by hand: ssh api-1 systemctl restart worker-transcode",
            "note: jobs in flight are taken up again");
  }

  @Test
  void a_signature_says_who_by_which_account_on_which_plan_and_how_long_it_took() {
    tale.restarts(OP);
    Entry signed =
        tale.timeline().entries().stream()
            .filter(e -> e.what().endsWith(": signed"))
            .findFirst()
            .orElseThrow();
    assertThat(signed.actor()).isEqualTo("ben");
    assertThat(signed.evidence())
        .containsExactly("by the account console:ben", "plan hash " + Tale.hash(), "after 80 s");
    assertThat(signed.plan().orElseThrow().hex()).isEqualTo(Tale.hash());

    Signing signing = tale.timeline().signings().getFirst();
    assertThat(signing.toSecondKey()).contains(Duration.ofSeconds(80));
    assertThat(signing.authorityText()).isEqualTo("signed by ben");
    assertThat(signing.asked().orElseThrow().people()).containsExactly(BEN, CHI);
    assertThat(signing.ending()).contains(Ending.SUCCEEDED);
    assertThat(signing.reviewDue()).isFalse();
  }

  @Test
  void guards_stand_with_their_verdicts_and_the_readings_they_judged() {
    Reading fresh =
        new Reading.Observed(
            tale.now(), Map.of("status", 0L, "newest", tale.now().minusSeconds(7200)));
    Reading away =
        new Reading.Unreadable(
            tale.now(), new Problem(ErrorCode.PROBE_TIMEOUT, "No answer in 5 s.", ""));
    tale.asksRestart(OP, ANA)
        .planned(OP)
        .operation(
            OP,
            "twokey",
            new OperationEvent.EvidenceRead(
                List.of(
                    new Sample("guard", "backup_freshness", tale.now(), fresh),
                    new Sample("rabbitmq_down.nodes", "", tale.now(), away)),
                "",
                List.of(),
                Tale.wave()))
        .operation(
            OP,
            "twokey",
            new OperationEvent.Judged(
                List.of(
                    new Judgement("role", new Verdict.Allow("ana is a responder")),
                    new Judgement("freeze", new Verdict.NotAsked()),
                    new Judgement(
                        "approval",
                        new Verdict.NeedsApproval(
                            new Rule(
                                "approver", 2, Duration.ofMinutes(15), Duration.ofMinutes(10)))),
                    new Judgement("phrase", new Verdict.NeedsConfirmation("KILL-PROD", "")),
                    new Judgement(
                        "lock",
                        new Verdict.Deny(
                            new Problem(ErrorCode.LOCKED, "chi works on it.", "Wait.")))),
                false));

    assertThat(last().what())
        .isEqualTo("restart worker-transcode: guards judged on the plan: 1 guard refused");
    assertThat(last().evidence())
        .containsExactlyInAnyOrder(
            "guard role allows: ana is a responder",
            "guard freeze not asked for",
            "guard approval wants 2 signatures of the role approver",
            "guard phrase wants a typed phrase",
            "guard lock REFUSES: chi works on it. Wait.",
            last().evidence().get(5),
            "read rabbitmq_down.nodes: not readable: No answer in 5 s. (2025-03-01 14:00:00)");
    assertThat(last().evidence().get(5))
        .startsWith("read guard backup_freshness: ")
        .contains("status 0", "newest 2025-03-01 12:00:00");
    assertThat(tale.timeline().counts().folded()).isEqualTo(1);
  }

  @Test
  void a_judgement_names_a_bounded_number_of_readings_and_says_how_many_more() {
    Reading reading = new Reading.Observed(tale.now(), Map.of("value", "x".repeat(500)));
    List<Sample> samples =
        IntStream.range(0, 100)
            .mapToObj(i -> new Sample("check", "item" + i, tale.now(), reading))
            .toList();
    tale.asksRestart(OP, ANA)
        .operation(
            OP, "twokey", new OperationEvent.EvidenceRead(samples, "", List.of(), Tale.wave()))
        .operation(OP, "twokey", new OperationEvent.Judged(List.of(), true));

    assertThat(last().evidence()).hasSize(ReadingText.LINES_MAX + 1);
    assertThat(last().evidence().getLast()).isEqualTo("and 70 more readings");
    assertThat(last().evidence()).allMatch(line -> line.length() < 250);
  }

  // ---- refused attempts

  @Test
  void a_refusal_by_a_guard_is_marked_and_names_the_guard() {
    Judgement denial =
        new Judgement(
            "backup_freshness",
            new Verdict.Deny(
                new Problem(
                    ErrorCode.BACKUP_STALE, "The newest backup is 26 h old.", "Make one.")));
    tale.asksRestart(OP, ANA)
        .operation(OP, "twokey", new OperationEvent.Judged(List.of(denial), false))
        .ended(OP, Ending.REFUSED, ErrorCode.BACKUP_STALE, "The newest backup is 26 h old.");

    assertThat(last().refused()).isTrue();
    assertThat(last().what()).isEqualTo("restart worker-transcode: ended, refused");
    assertThat(last().evidence())
        .contains(
            "The newest backup is 26 h old. Ask again.",
            "code backup-stale",
            "guard backup_freshness REFUSES: The newest backup is 26 h old. Make one.");
  }

  @Test
  void a_wrong_approver_a_wrong_phrase_and_a_late_click_are_marked_with_their_reasons() {
    tale.asksRestart(OP, ANA)
        .refusedInput(OP, ANA, "approve", ErrorCode.APPROVAL_OWN, "You asked for this.")
        .refusedInput(OP, ANA, "confirm", ErrorCode.PHRASE_WRONG, "That is not the phrase.")
        .refusedInput(OP, CHI, "approve", ErrorCode.STATE_WRONG, "This no longer waits.");

    assertThat(tale.timeline().refused())
        .extracting(e -> e.actor() + " | " + e.what() + " | " + String.join(" | ", e.evidence()))
        .containsExactly(
            "ana | restart worker-transcode: 'approve' was refused | You asked for this. Do"
                + " something else. | code approval-own",
            "ana | restart worker-transcode: 'confirm' was refused | That is not the phrase. Do"
                + " something else. | code phrase-wrong",
            "chi | restart worker-transcode: 'approve' was refused | This no longer waits. Do"
                + " something else. | code state-wrong");
    assertThat(tale.timeline().refused()).allMatch(e -> e.kind() == Kind.REFUSAL);
  }

  @Test
  void denial_expiry_and_a_plan_that_was_superseded_are_marked() {
    for (Ending ending : List.of(Ending.DENIED, Ending.EXPIRED, Ending.SUPERSEDED)) {
      String id = "op-" + ending;
      tale.asksRestart(id, ANA).ended(id, ending, ErrorCode.APPROVAL_EXPIRED, "No.");
    }
    assertThat(tale.timeline().refused())
        .extracting(Entry::what)
        .containsExactly(
            "restart worker-transcode: ended, denied",
            "restart worker-transcode: ended, expired",
            "restart worker-transcode: ended, superseded");
  }

  @Test
  void what_ended_otherwise_is_not_marked_as_refused() {
    for (Ending ending :
        List.of(
            Ending.SUCCEEDED,
            Ending.WITHDRAWN,
            Ending.FAILED,
            Ending.ABORTED,
            Ending.NOT_DONE,
            Ending.TAKEN_OVER)) {
      tale.asksRestart("op-" + ending, ANA).ended("op-" + ending, ending);
    }
    assertThat(tale.timeline().refused()).isEmpty();
  }

  @Test
  void a_denial_stands_with_its_reason() {
    tale.asksRestart(OP, ANA)
        .planned(OP)
        .asksSignature(OP, BEN)
        .reviewed(OP, BEN, false, "not now");
    assertThat(last().what()).isEqualTo("restart worker-transcode: denied");
    assertThat(last().evidence()).contains("reason: not now");
    assertThat(tale.timeline().signings().getFirst().toSecondKey()).isEmpty();
  }

  // ---- one key where two are the rule

  @Test
  void a_broken_glass_is_marked_for_review_from_the_wish_to_the_authority() {
    tale.asksRestart(OP, ANA)
        .planned(OP)
        .asksSignature(OP)
        .operation(
            OP,
            "ana",
            new OperationEvent.GlassBroken(ANA, "nobody is awake", tale.now().plusSeconds(60)))
        .after("60S")
        .authorised(OP, new Authority.BrokenGlass(ANA, "nobody is awake", tale.now()));

    assertThat(tale.timeline().entries().stream().filter(Entry::review))
        .extracting(Entry::kind)
        .containsExactly(Kind.BREAK_GLASS, Kind.BREAK_GLASS);
    Entry broken = entry(Kind.BREAK_GLASS);
    assertThat(broken.actor()).isEqualTo("ana");
    assertThat(broken.evidence()).contains("reason: nobody is awake");
    assertThat(entry(Kind.APPROVAL).evidence()).contains("may sign: nobody");
    Signing signing = tale.timeline().signings().getFirst();
    assertThat(signing.reviewDue()).isTrue();
    assertThat(signing.toSecondKey()).isEmpty();
    assertThat(signing.authorityText()).isEqualTo("glass broken by ana: nobody is awake");
  }

  // ---- unknown outcomes

  @Test
  void an_unknown_outcome_stands_with_who_settled_it() {
    Problem why = new Problem(ErrorCode.OUTCOME_UNKNOWN, "No answer came.", "");
    tale.asksRestart(OP, ANA)
        .planned(OP)
        .began(OP, false, 0, "restart")
        .did(OP, false, 0, "restart", new Outcome.Unknown(why))
        .operation(OP, "twokey", new OperationEvent.StepLost(new Phase.Cursor(false, 0), "restart"))
        .operation(
            OP,
            "twokey",
            new OperationEvent.Doubted(
                new Phase.Cursor(false, 0), "restart", "not verified: 0 consumers"))
        .operation(OP, "ben", new OperationEvent.Settled(BEN, false));

    assertThat(tale.timeline().entries())
        .filteredOn(e -> e.kind() == Kind.UNKNOWN)
        .extracting(e -> e.actor() + " " + e.what())
        .containsExactly(
            "twokey restart worker-transcode: 'restart worker-transcode' has an unknown outcome",
            "twokey restart worker-transcode: the process that ran 'restart worker-transcode' is"
                + " gone",
            "twokey restart worker-transcode: the outcome of 'restart worker-transcode' is UNKNOWN,"
                + " a person must say",
            "ben restart worker-transcode: settled the unknown outcome: it was not done");
  }

  @Test
  void a_stop_and_news_that_came_too_late_have_rows() {
    tale.asksRestart(OP, ANA)
        .operation(OP, "chi", new OperationEvent.AbortAsked(CHI, "wrong worker"))
        .operation(
            OP,
            "twokey",
            new OperationEvent.LateOutcome("act step 0 1", new Outcome.Succeeded("done")));

    assertThat(entry(Kind.STOP).evidence()).containsExactly("reason: wrong worker");
    assertThat(last().what()).contains("came too late to matter");
  }

  @Test
  void a_confirmation_names_the_phrase_that_must_be_typed() {
    tale.asksRestart(OP, ANA)
        .operation(
            OP,
            "twokey",
            new OperationEvent.ConfirmationAsked("KILL-PROD", tale.now().plusSeconds(600)))
        .authorised(OP, new Authority.Confirmed(ANA));
    assertThat(entry(Kind.CONFIRMATION).what()).endsWith("waits for the typed phrase KILL-PROD");
    assertThat(last().what()).isEqualTo("restart worker-transcode: may run, confirmed by ana");
  }

  @Test
  void a_halted_operation_says_why_it_was_undone() {
    tale.asksRestart(OP, ANA)
        .operation(
            OP,
            "twokey",
            new OperationEvent.UndoBegan(
                Ending.ABORTED,
                Optional.of(new Problem(ErrorCode.HALTED, "drills:prod was halted.", ""))));
    assertThat(last().kind()).isEqualTo(Kind.UNDO);
    assertThat(last().evidence()).containsExactly("drills:prod was halted.");
  }
}
