package dev.twokey.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.guard.RiskRules;
import dev.twokey.guard.RuleKind;
import dev.twokey.inventory.Environment;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of an old and a new root. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MeetTest {
  private static final TrustFiles TEAM = TrustFiles.TEAM;
  private static final int PAIRS = 400;

  /** Values that facts of the team may have instead, by what stands in their name. */
  private static final Map<String, List<String>> VALUES =
      Map.ofEntries(
          Map.entry("/role/", List.of("", "2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z")),
          Map.entry("cooldown", List.of("PT1M", "PT5M", "PT20M")),
          Map.entry("delay", List.of("PT30S", "PT90S")),
          Map.entry("pending", List.of("PT1M", "PT30M")),
          Map.entry("start_within", List.of("PT1M", "PT30M")),
          Map.entry("fresh_evidence", List.of("PT1M", "PT30M")),
          Map.entry("max_age", List.of("PT1H", "PT48H")),
          Map.entry("quorum", List.of("1", "2", "3")),
          Map.entry("count_max", List.of("1", "9")),
          Map.entry("share_max", List.of("0.1", "0.9")),
          Map.entry("per_person_a_week", List.of("1", "9")),
          Map.entry("confirm", List.of("true", "false")),
          Map.entry("no_open_incident", List.of("true", "false")),
          Map.entry("proof", List.of("chat", "passkey")),
          Map.entry("phrase", List.of("made from the plan", "'ABC'")),
          Map.entry("approval.of", List.of("approver", "lead")),
          Map.entry("fallback", List.of("ana", "ben,ana", "ana,ben,chi")),
          Map.entry("environment/", List.of("production", "no production")),
          Map.entry("management", List.of("http://a", "http://b")));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void the_meet_of_two_roots_widens_nothing_and_a_change_widens_only_if_it_is_not_met(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < PAIRS; i++) {
      Root old = somehow(random);
      Root next = somehow(random);
      Root meet = Meet.of(old, next);
      assertThat(Difference.between(old, meet))
          .as("%s -> %s", old, next)
          .noneMatch(Difference::widens);
      assertThat(Difference.between(old, next).stream().anyMatch(Difference::widens))
          .as("%s -> %s", old, next)
          .isEqualTo(!meet.equals(next));
      assertThat(Meet.of(old, meet)).isEqualTo(meet);
      assertThat(Meet.of(old, old)).isEqualTo(old);
      assertThat(Root.parse(old.canonical())).isEqualTo(old);
    }
  }

  /** Whole groups and single facts are left out, and values are others. */
  private static Root somehow(Random random) {
    SortedMap<String, String> facts = new TreeMap<>(TEAM.root().facts());
    for (String key : List.copyOf(facts.keySet())) {
      Line line = Line.read(key);
      boolean may = line.isHead() || optional(key);
      if (may && random.nextInt(8) == 0) {
        facts.remove(key);
      } else {
        VALUES.forEach((part, values) -> {
          boolean fits = (key.contains(part) && line.head().isPresent()) || key.startsWith(part);
          if (fits && !line.below().equals(Line.CHANNEL) && random.nextInt(3) == 0) {
            facts.put(key, values.get(random.nextInt(values.size())));
          }
        });
      }
    }
    facts
        .keySet()
        .removeIf(
            key -> Line.read(key).head().filter(h -> !facts.containsKey(h.toString())).isPresent());
    facts
        .keySet()
        .removeIf(
            key -> key.contains(Line.CHANNEL + "/") && !production(facts, Line.read(key).part(1)));
    return new Root(facts);
  }

  private static boolean production(Map<String, String> facts, String environment) {
    return RootWriter.PRODUCTION.equals(facts.get("environment/" + environment));
  }

  private static boolean optional(String key) {
    return List.of(
            "/account/",
            "/role/",
            "cooldown",
            "fresh_evidence",
            "phrase",
            "count_max",
            "freeze/",
            "freeze_calendar/",
            "twokey/",
            "channel.only",
            "/tell/",
            "/credential/",
            "/fact/",
            "on_call/",
            "/channel/")
        .stream()
        .anyMatch(key::contains);
  }

  @Test
  void files_come_back_from_their_facts_as_they_were() {
    InForce team = TEAM.read();
    Root root = Root.parse(team.root().canonical());
    assertThat(root.roster().members()).isEqualTo(team.roster().members());
    assertThat(root.roster().onCall(java.time.Instant.EPOCH))
        .isEqualTo(team.roster().onCall(java.time.Instant.EPOCH));
    assertThat(root.policy()).isEqualTo(team.policy());
    team.inventory()
        .environments()
        .forEach((name, environment) ->
            assertThat(root.connections().get(name)).isEqualTo(environment.connections()));
  }

  @Test
  void nothing_holds_before_anything_was_accepted() {
    InForce none = TEAM.read().under(Root.nobody());
    assertThat(none.roster().members()).isEmpty();
    assertThat(none.policy().environments()).isEmpty();
    assertThat(none.policy().breakGlass()).isEmpty();
    assertThat(none.inventory().environments().values())
        .allMatch(e -> e.connections().isEmpty() && e.production());
  }

  @Test
  void what_is_stricter_in_either_holds() {
    InForce holds =
        TEAM.with("cooldown: 10m", "cooldown: 1m")
            .with("fresh_evidence: 2m", "fresh_evidence: 1m")
            .with("roles: [responder], accounts", "roles: [responder, approver], accounts")
            .with("mq.example", "evil.example")
            .read()
            .under(TEAM.root());
    RiskRules change = holds.policy().rules("prod", RuleKind.CHANGE).orElseThrow();
    assertThat(change.cooldown()).contains(java.time.Duration.ofMinutes(10));
    assertThat(change.freshEvidence()).contains(java.time.Duration.ofMinutes(1));
    assertThat(holds.roster().members().getFirst().roles()).containsOnlyKeys("responder");
    Environment prod = holds.inventory().environment("prod").orElseThrow();
    assertThat(prod.connection("mq").orElseThrow().facts())
        .containsEntry("management", "http://mq.example:15672");
  }

  @Test
  void a_channel_of_production_stays_one_until_its_loss_is_accepted() {
    TrustFiles moved =
        new TrustFiles(
            TEAM.people(),
            TEAM.policy(),
            TEAM.prod().replace("console:prod", "console:quiet"),
            TEAM.staging().replace("console:staging", "console:prod"));
    InForce holds = moved.read().under(TEAM.root());
    assertThat(holds.inventory().environment("prod").orElseThrow().channels())
        .contains("console:prod", "console:quiet");
    assertThat(holds.inventory().environment("staging").orElseThrow().channels()).isEmpty();
  }

  @Test
  void every_rule_of_a_policy_has_an_axis_of_its_own() {
    TEAM.root().facts().keySet().stream()
        .map(Line::read)
        .filter(line -> line.kind().equals(Line.POLICY) && !line.isHead())
        .filter(line -> !line.part(3).equals("role"))
        .forEach(line -> assertThat(Axis.of(line)).as(line.toString()).isNotEqualTo(Axis.ACCEPTED));
  }
}
