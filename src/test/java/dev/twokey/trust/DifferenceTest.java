package dev.twokey.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.trust.Difference.How;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which way each change of the files goes, and what people read of it. A ~ is a new line. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DifferenceTest {
  private static final TrustFiles TEAM = TrustFiles.TEAM;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: Ana, roles: [responder] | {name: Ana, roles: [responder, approver] | role approver",
        "accounts: [console, \"slack:T01/U02\"] | accounts: [console, \"slack:T01/U09\"] | U09",
        "'people:~' | 'people:~  eve: {roles: [approver]}~' | eve is new on the roster: role"
            + " approver",
        "until: 2027-06-01 | until: 2027-07-01 | until 2027-07-02",
        "fallback: [ana, ben] | fallback: [ben, ana] | on call",
        "fallback: [ana, ben] | fallback: [ana, ben, chi] | on call",
        "cooldown: 10m | cooldown: 9m | cooldown is 9 min, was 10 min",
        ", cooldown: 10m | '' | cooldown is not given any more, was 10 min",
        "approval: {of: approver}, phrase | phrase | approval of is not given any more",
        "pending: 15m | pending: 20m | approval pending",
        "start_within: 10m | start_within: 11m | approval start within",
        "fresh_evidence: 2m | fresh_evidence: 3m | fresh evidence",
        "count_max: 3 | count_max: 4 | count max is 4, was 3",
        "share_max: 0.34 | share_max: 0.5 | share max",
        "'count_max: 3, ' | '' | count max",
        "phrase: KILL-PROD, | '' | phrase",
        "phrase: KILL-PROD | phrase: KILL | phrase",
        "max_age: 24h | max_age: 25h | max age",
        ", no_open_incident: true | '' | no open incident",
        "confirm: true | confirm: false | confirm is false, was true",
        "until: 2027-01-02 | until: 2027-01-01 | the freeze of prod",
        "exemption: {of: approver, quorum: 2} | exemption: {of: approver, quorum: 1} | freeze",
        "only: [console:prod] | 'only: [console:prod, slack:C1]' | channel only is"
            + " console:prod,slack:C1",
        "'channel: {only: [console:prod]}, ' | '' | channel only is not given any more",
        "'twokey: {environment: prod, connections: [mq], exemption: {of: approver}}~' | ''"
            + " | stands on in prod: the connection mq is gone",
        "'mq], exemption: {of: approver' | 'mq], exemption: {of: responder' | the exemption is",
        "/etc/twokey/freeze.ics | /tmp/f.ics | the freeze calendar /etc/twokey/freeze.ics of prod",
        "path: /freeze.ics | path: /no.ics | the freeze calendar mq /freeze.ics of prod is gone",
        "delay: 60s | delay: 30s | break-glass: delay is 30 s, was 60 s",
        "per_person_a_week: 2 | per_person_a_week: 3 | per person a week",
        "tell: [console:all] | tell: [] | tell console:all",
        "mq.example:15672 | evil.example:15672 | management is http://evil.example:15672, was",
        "/run/secrets/read | /run/secrets/other | /run/secrets/other",
        "'kind: rabbitmq~' | 'kind: rabbitmq~    vhost: other~' | fact vhost is new: other",
        "channels: [console:prod] | channels: [console:elsewhere] | loses the channel console:prod",
        "channels: [console:prod] | 'production: false' | is not for production now",
        "'  prod:~' | '  prod:~    destroy: {role: responder}~' | destroy in prod has rules now",
        "drill: {role: responder | drill: {role: approver | drill in prod: role is approver"
      })
  void widening_is_told(String word, String instead, String says) {
    List<Difference> found = changed(word, instead);
    assertThat(found)
        .as(found.toString())
        .anySatisfy(d -> {
          assertThat(d.how()).isEqualTo(How.WIDENS);
          assertThat(d.says()).contains(says);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ", \"slack:T01/U02\" | '' | ben loses the account slack:T01/U02",
        "until: 2027-06-01 | until: 2027-05-01 | was until",
        "fallback: [ana, ben] | fallback: [ben] | on call",
        "cooldown: 10m | cooldown: 11m | cooldown",
        "quorum: 1, pending: 15m | quorum: 2, pending: 14m | approval quorum is 2, was 1",
        "start_within: 10m | start_within: 9m | approval start within",
        "fresh_evidence: 2m | fresh_evidence: 1m | fresh evidence",
        "count_max: 3 | count_max: 2 | count max",
        "delay: 60s | delay: 90s | delay",
        "per_person_a_week: 2 | per_person_a_week: 1 | per person a week",
        "'break_glass: {role: responder, risks: [change], delay: 60s, per_person_a_week: 2, tell:"
            + " [console:all]}~' | '' | break-glass is not allowed any more",
        "tell: [console:all] | tell: [console:all, console:more] | tell console:more",
        "'freeze:~' | 'freeze:~  - {environments: [prod], from: 2026-11-01, until: 2026-11-02,"
            + " reason: fair}~' | is new",
        "'    change: {user: changes, password: \"${env:MQ_CHANGE}\"}~' | '' | credential change",
        "confirm: true | confirm: true, fresh_evidence: 1m | fresh evidence is new: 60 s"
      })
  void narrowing_holds_at_once(String word, String instead, String says) {
    List<Difference> found = changed(word, instead);
    assertThat(found).as(found.toString()).allMatch(d -> d.how() == How.NARROWS).isNotEmpty();
    assertThat(found).anyMatch(d -> d.says().contains(says));
  }

  @Test
  void who_leaves_or_loses_a_role_is_told() {
    TrustFiles one = TEAM.with("quorum: 2}", "quorum: 1}");
    Root gone = one.with("  chi: {name: Chi, roles: [approver], accounts: [console]}\n", "").root();
    assertThat(Difference.between(one.root(), gone))
        .containsExactly(new Difference("chi is off the roster", How.NARROWS));
    Root less = one.with("[responder, approver]", "[responder]").root();
    assertThat(Difference.between(one.root(), less))
        .containsExactly(new Difference("ben loses the role approver", How.NARROWS));
  }

  @Test
  void a_name_and_an_escalation_give_nobody_more() {
    assertThat(changed("name: Ana", "name: Anna"))
        .singleElement()
        .isEqualTo(new Difference("ana's name is Anna, was Ana", How.NEUTRAL));
    assertThat(changed("ask_group: 2m", "ask_group: 3m"))
        .singleElement()
        .matches(d -> d.how() == How.NEUTRAL);
  }

  @Test
  void a_new_environment_brings_all_its_power_as_widening() {
    List<Difference> found = Difference.between(Root.nobody(), TEAM.root());
    assertThat(found)
        .filteredOn(d -> !d.widens())
        .as("what nobody has to accept")
        .allMatch(d ->
            d.says().contains("freeze")
                || d.says().contains("Twokey stands on")
                || d.says().contains("escalation")
                || d.says().contains("for production"));
    assertThat(found).anyMatch(d -> d.says().contains("staging is new, not for production"));
  }

  private static List<Difference> changed(String word, String instead) {
    return Difference.between(
        TEAM.root(), TEAM.with(word.replace('~', '\n'), instead.replace('~', '\n')).root());
  }
}
