package dev.twokey.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twokey.action.Risk;
import dev.twokey.approval.Rule;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.InventoryReader;
import dev.twokey.people.FileRoster;
import dev.twokey.people.RosterReader;
import dev.twokey.problem.Finding;
import dev.twokey.problem.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tables in {@code src/test/resources/files} don't show: the values that are read. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PolicyReaderTest {
  private static final Inventory INVENTORY =
      InventoryReader.read(
          Map.of(
              "staging.yaml", "color: blue",
              "prod.yaml", "connections: {backups: {kind: pgbackrest}, pager: {kind: webhook}}"),
          new Problems());
  private static final FileRoster ROSTER =
      RosterReader.read(
          "people.yaml",
          """
          people: {ana: {roles: [responder]}, ben: {roles: [responder, approver]}}
          roles: {relief: {members: [ana], until: 2020-01-01}}
          """,
          new Problems());

  private final Problems problems = new Problems();

  @Test
  void all_rules_of_a_kind_are_read() {
    RiskRules drill =
        read("""
        environments:
          staging: {read: {role: responder}}
          prod:
            drill:
              role: responder
              confirm: true
              cooldown: 10m
              approval: {of: approver, quorum: 1, pending: 20m, start_within: 5m}
              fresh_evidence: 2m
              blast_radius: {count_max: 2, share_max: 0.34}
              proof: chat
              phrase: KILL-PROD
              backup_freshness: {max_age: 24h, from: pgbackrest, connection: backups}
              no_open_incident: true
              channel: {only: [slack:C012, console:prod]}
        """)
            .rules("prod", RuleKind.DRILL)
            .orElseThrow();
    assertThat(drill)
        .isEqualTo(
            new RiskRules(
                "responder",
                true,
                Optional.of(Duration.ofMinutes(10)),
                Optional.of(new Rule("approver", 1, Duration.ofMinutes(20), Duration.ofMinutes(5))),
                Optional.of(Duration.ofMinutes(2)),
                Optional.of(new BlastRadius(Optional.of(2), Optional.of(0.34))),
                Proof.CHAT,
                Optional.of(new Phrase(Optional.of("KILL-PROD"))),
                Optional.of(
                    new BackupFreshness(Duration.ofDays(1), "pgbackrest", Optional.of("backups"))),
                Set.of("slack:C012", "console:prod"),
                true));
    assertThat(problems.findings()).isEmpty();
  }

  @Test
  void an_approval_waits_15_minutes_and_starts_within_10_by_default() {
    RiskRules rules = change("{role: responder, approval: {of: approver}}");
    assertThat(rules.approval())
        .contains(new Rule("approver", 1, Duration.ofMinutes(15), Duration.ofMinutes(10)));
  }

  @Test
  void I8_what_is_not_named_allows_nothing() {
    Policy policy = read("environments: {staging: {read: {role: responder}}}");
    assertThat(policy.rules("staging", RuleKind.READ)).contains(RiskRules.ofRole("responder"));
    assertThat(policy.rules("staging", RuleKind.CHANGE)).isEmpty();
    assertThat(policy.rules("prod", RuleKind.READ)).isEmpty();
    assertThat(policy.rules("qa", RuleKind.READ)).isEmpty();
    assertThat(findings())
        .containsExactly(
            "policy.yaml:1:1: warning: The environment 'prod' has no rules, so it allows nothing."
                + " Add it here, or remove its inventory file.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{role: responder, approval: {of: approver, quorum: 0}}",
        "{role: responder, approval: {of: nobody}}",
        "{role: responder, proof: passkey}",
        "{role: responder, aproval: {of: approver}}",
        "{role: responder, approval: }",
        "{role: responder, cooldown: soon}",
        "{role: responder, phrase: [a]}"
      })
  void I8_rules_with_an_error_allow_nothing(String rules) {
    Policy policy = read("environments: {staging: {}, prod: {change: " + rules + "}}");
    assertThat(problems.hasErrors()).isTrue();
    assertThat(policy.rules("prod", RuleKind.CHANGE)).isEmpty();
  }

  @Test
  void I8_a_file_that_can_not_be_read_allows_nothing() {
    assertThat(read("environments: [")).isEqualTo(Policy.nothing());
    assertThat(problems.hasErrors()).isTrue();
  }

  @Test
  void a_thin_policy_of_production_is_told() {
    read(
        """
        environments:
          staging: {change: {role: responder}}
          prod:
            read: {role: responder}
            change: {role: responder, confirm: true}
        """);
    assertThat(problems.hasErrors()).isFalse();
    assertThat(findings())
        .singleElement()
        .asString()
        .startsWith("policy.yaml:5:5: warning: Thin policy: 'change' in prod");
  }

  @Test
  void with_an_empty_roster_roles_are_not_checked_and_that_is_told() {
    PolicyReader.read(
        "policy.yaml",
        "environments: {staging: {}, prod: {change: {role: x, approval: {of: y, quorum: 3}}}}",
        FileRoster.empty(),
        INVENTORY,
        problems);
    assertThat(problems.hasErrors()).isFalse();
    assertThat(findings()).singleElement().asString().contains("The roster is empty");
  }

  @Test
  void a_role_with_an_end_is_a_role() {
    assertThat(change("{role: relief, approval: {of: approver}}").role()).isEqualTo("relief");
  }

  private static Optional<Freeze> frozen(Policy policy, String environment, Instant at) {
    return policy.freezes().stream()
        .filter(f -> f.covers(environment, at))
        .max(Comparator.comparing(Freeze::until));
  }

  @Test
  void a_freeze_holds_from_its_first_day_through_its_last() {
    Policy policy =
        read(
            """
            environments: {staging: {}, prod: {}}
            freeze:
              - {environments: [prod], from: 2026-12-23, until: 2027-01-02, reason: holidays, exemption: {of: approver}}
              - {environments: [prod, staging], from: "2026-12-30T08:00:00Z", until: "2027-02-01T00:00:00Z", reason: move}
            """);
    assertThat(problems.findings()).isEmpty();
    assertThat(frozen(policy, "prod", Instant.parse("2026-12-22T23:59:59Z"))).isEmpty();
    assertThat(frozen(policy, "prod", Instant.parse("2026-12-23T00:00:00Z")).orElseThrow().reason())
        .isEqualTo("holidays");
    assertThat(frozen(policy, "prod", Instant.parse("2027-01-01T00:00:00Z")).orElseThrow().reason())
        .isEqualTo("move");
    assertThat(frozen(policy, "staging", Instant.parse("2026-12-24T00:00:00Z"))).isEmpty();
    assertThat(frozen(policy, "prod", Instant.parse("2027-02-01T00:00:00Z"))).isEmpty();
    assertThat(policy.freezes().getFirst().until())
        .isEqualTo(Instant.parse("2027-01-03T00:00:00Z"));
    assertThat(policy.freezes().getFirst().exemption()).contains(new Exemption("approver", 1));
  }

  @Test
  void break_glass_and_escalation_are_read() {
    Policy policy =
        read(
            """
            environments: {staging: {}, prod: {}}
            break_glass: {role: responder, risks: [change], delay: 90s, per_person_a_week: 3, tell: [console:prod]}
            escalation: {ask_on_call: 10s, ask_group: 2m, pager: 5m, pager_connection: pager}
            """);
    assertThat(policy.breakGlass())
        .contains(
            new BreakGlass(
                "responder",
                java.util.Set.of(Risk.CHANGE),
                Duration.ofSeconds(90),
                3,
                List.of("console:prod")));
    assertThat(policy.escalation())
        .isEqualTo(
            new Escalation(
                Duration.ofSeconds(10),
                Duration.ofMinutes(2),
                Optional.of(Duration.ofMinutes(5)),
                Optional.of("pager")));
    assertThat(read("environments: {staging: {}, prod: {}}").breakGlass()).isEmpty();
  }

  @Test
  void the_canonical_text_is_sorted_lines() {
    assertThat(change("{role: responder, confirm: true, approval: {of: approver}}").canonical())
        .isEqualTo(
            """
            approval.of=approver
            approval.pending=PT15M
            approval.quorum=1
            approval.start_within=PT10M
            confirm=true
            no_open_incident=false
            proof=chat
            role=responder
            """);
  }

  @Test
  void rules_come_back_equal_from_their_canonical_text() {
    Random random = new Random(20_260_601L);
    for (int i = 0; i < 1_000; i++) {
      RiskRules rules = random(random);
      String canonical = rules.canonical();
      assertThat(RiskRules.parse(canonical)).isEqualTo(rules);
      assertThat(RiskRules.parse(canonical).canonical()).isEqualTo(canonical);
    }
  }

  @Test
  void different_rules_have_different_canonical_texts() {
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      RiskRules a = random(random);
      RiskRules b = random(random);
      assertThat(a.canonical().equals(b.canonical())).isEqualTo(a.equals(b));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "role=x\n",
        "confirm=true\nno_open_incident=false\nproof=chat\nrole=x\nspeed=1\n",
        "confirm=true\nno_open_incident=false\nproof=chat\nrole=x\nrole=y\n",
        "role=x\nconfirm=true\nno_open_incident=false\nproof=chat\n",
        "confirm=maybe\nno_open_incident=false\nproof=chat\nrole=x\n",
        "confirm=true\nno_open_incident=false\nproof=sms\nrole=x\n",
        "approval.quorum=1\nconfirm=true\nno_open_incident=false\nproof=chat\nrole=x\n",
        "nonsense"
      })
  void I8_any_other_text_is_refused_so_that_no_guard_is_dropped(String text) {
    assertThatThrownBy(() -> RiskRules.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private RiskRules change(String rules) {
    RiskRules change =
        read("environments: {staging: {}, prod: {change: " + rules + "}}")
            .rules("prod", RuleKind.CHANGE)
            .orElseThrow();
    assertThat(problems.findings()).isEmpty();
    return change;
  }

  private Policy read(String text) {
    return PolicyReader.read("policy.yaml", text, ROSTER, INVENTORY, problems);
  }

  private List<String> findings() {
    return problems.findings().stream().map(Finding::toString).toList();
  }

  private static RiskRules random(Random random) {
    Optional<Duration> cooldown = maybe(random, Duration.ofMillis(random.nextInt(100_000)));
    Optional<Duration> fresh = maybe(random, Duration.ofSeconds(random.nextInt(1_000)));
    Optional<Rule> approval =
        maybe(
            random,
            new Rule(
                "r" + random.nextInt(3),
                1 + random.nextInt(3),
                fresh.orElse(Duration.ZERO),
                Duration.ofHours(1)));
    Optional<Integer> count = maybe(random, 1 + random.nextInt(9));
    Optional<BlastRadius> radius =
        maybe(
            random,
            new BlastRadius(count, count.isPresent() ? maybe(random, 0.5) : Optional.of(0.1)));
    Optional<Phrase> phrase =
        maybe(random, new Phrase(maybe(random, "KILL=PROD " + random.nextInt(3))));
    Optional<BackupFreshness> backup =
        maybe(random, new BackupFreshness(Duration.ofHours(24), "pgbackrest", maybe(random, "b")));
    return new RiskRules(
        "r" + random.nextInt(2),
        random.nextBoolean(),
        cooldown,
        approval,
        fresh,
        radius,
        random.nextBoolean() ? Proof.CHAT : Proof.PASSKEY,
        phrase,
        backup,
        random.nextBoolean() ? Set.of() : Set.of("slack:C1", "console:x"),
        random.nextBoolean());
  }

  private static <T> Optional<T> maybe(Random random, T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }
}
