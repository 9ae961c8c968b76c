package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.Audience;
import dev.twokey.chat.Conversation;
import dev.twokey.guard.EvidenceLine;
import dev.twokey.guard.Verdict;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Where production may be asked for, at the plan and again at the start. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChannelTest {
  private static final Conversation OPS = new Conversation("slack", "C01", Optional.of("17.5"));
  private static final Conversation RANDOM = new Conversation("slack", "C02", Optional.empty());

  private final Script script = new Script();

  private void only(String channels) {
    script.policy(p ->
        p.replace(
            "fresh_evidence: 20s", "fresh_evidence: 20s, channel: {only: [" + channels + "]}"));
  }

  private ScriptedOperation ask(Conversation where) {
    return script.askIn(where, ANA, "prod", "restart_web");
  }

  private void refused(ScriptedOperation op, ErrorCode code) {
    op.ended(Ending.REFUSED, code);
    assertThat(op.why().advice()).isNotBlank();
    assertThat(script.targets().changes()).isEmpty();
  }

  @Test
  void a_channel_that_the_policy_names_is_allowed_with_all_its_threads() {
    only("slack:C01, console:prod");

    ScriptedOperation op = ask(OPS).is(Phase.Approving.class);

    assertThat(op.verdict("channel"))
        .isEqualTo(new Verdict.Allow("asked for in slack:C01, the team's alone"));
    assertThat(op.judgement("channel").evidence())
        .containsExactly(
            new EvidenceLine("the channel slack:C01 is the team's alone", script.time().now()));
    op.takes(op.approval(BEN)).ended(Ending.SUCCEEDED);
  }

  @Test
  void another_channel_is_refused_and_told_where_it_may_be_typed() {
    only("slack:C01, console:prod");

    ScriptedOperation op = ask(RANDOM);

    refused(op, ErrorCode.CHANNEL_REFUSED);
    assertThat(op.why().what()).contains("slack:C02");
    assertThat(op.why().advice()).isEqualTo("Type it in console:prod or slack:C01.");
  }

  @Test
  void a_channel_that_is_shared_with_another_team_is_refused_whatever_the_policy_says() {
    script.targets().audience(Audience.OTHERS);
    refused(ask(OPS), ErrorCode.CHANNEL_REFUSED);

    only("slack:C01");
    ScriptedOperation op = ask(OPS);
    refused(op, ErrorCode.CHANNEL_REFUSED);
    assertThat(op.why().what()).contains("shared with another team");
  }

  @Test
  void outside_of_production_a_shared_channel_is_nobodys_business() {
    script.targets().audience(Audience.OTHERS);

    ScriptedOperation op = script.askIn(OPS, ANA, "staging", "restart_web");

    assertThat(op.is(Phase.Confirming.class).verdict("channel")).isEqualTo(new Verdict.NotAsked());
  }

  @Test
  void a_channel_that_is_shared_since_it_was_signed_stops_it() {
    ScriptedOperation op = ask(OPS).is(Phase.Approving.class);
    script.pass(Duration.ofMinutes(1));
    script.targets().audience(Audience.OTHERS);

    op.takes(op.approval(BEN));

    refused(op, ErrorCode.CHANNEL_REFUSED);
  }

  @Test
  void who_reads_along_is_asked_again_and_if_nobody_can_tell_any_more_nobody_took_that_on() {
    ScriptedOperation op = ask(OPS).is(Phase.Approving.class);
    script.pass(Duration.ofMinutes(1));
    script.targets().audience(Audience.UNKNOWN);

    op.takes(op.approval(BEN));

    refused(op, ErrorCode.EVIDENCE_UNKNOWN);
  }

  @Test
  void where_the_platform_does_not_say_who_reads_along_a_person_takes_it_on() {
    script.targets().audience(Audience.UNKNOWN);

    ScriptedOperation op = ask(OPS).is(Phase.Confirming.class);

    op.takes(op.confirmation(ANA, ""));
    op.takes(op.approval(BEN)).ended(Ending.SUCCEEDED);
  }

  @Test
  void a_policy_that_names_other_channels_since_asks_anew() {
    only("slack:C01");
    ScriptedOperation op = ask(OPS).is(Phase.Approving.class);
    only("slack:C03");

    op.takes(op.approval(BEN)).ended(Ending.SUPERSEDED, ErrorCode.PLAN_SUPERSEDED);

    assertThat(script.targets().changes()).isEmpty();
  }

  @Test
  void the_console_is_the_teams_own_and_a_policy_that_names_no_channel_is_shown_as_such() {
    script.targets().audience(Audience.OTHERS);

    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);

    assertThat(op.verdict("channel")).isEqualTo(new Verdict.NotAsked());
  }
}
