package dev.twokey.connector.pgbackrest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.Conversation;
import dev.twokey.guard.BackupFreshness;
import dev.twokey.guard.GuardFacts;
import dev.twokey.guard.Guards;
import dev.twokey.guard.Here;
import dev.twokey.guard.Policy;
import dev.twokey.guard.Premises;
import dev.twokey.guard.Proof;
import dev.twokey.guard.RiskRules;
import dev.twokey.guard.Verdict;
import dev.twokey.inventory.Inventory;
import dev.twokey.people.Account;
import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import dev.twokey.people.Roster;
import dev.twokey.plan.Plan;
import dev.twokey.plan.PlanText;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import dev.twokey.probe.TestCancellation;
import dev.twokey.problem.ErrorCode;
import dev.twokey.timeline.DrillTale;
import dev.twokey.timeline.Tale;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the file of pgBackRest to the verdict on a drill in prod. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BackupGuardTest {
  private static final Instant STOP = Instant.ofEpochSecond(1795333690);
  private static final PersonId ANA = new PersonId("ana");

  @TempDir Path folder = Path.of("");

  private static RiskRules rules(Optional<BackupFreshness> backup) {
    RiskRules role = RiskRules.ofRole("responder");
    return new RiskRules(
        role.role(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Proof.CHAT,
        Optional.empty(),
        backup,
        Set.of(),
        false);
  }

  private static RiskRules rules() {
    return rules(
        Optional.of(new BackupFreshness(Duration.ofHours(24), "pgbackrest", Optional.empty())));
  }

  private static Plan plan() {
    return PlanText.read(Tale.planText(DrillTale.draft()));
  }

  private static Premises premises(RiskRules rules) {
    return new Premises(
        plan(),
        rules,
        Policy.nothing(),
        new Inventory(Map.of()),
        new Conversation("console", "prod", Optional.empty()),
        Here.nothing());
  }

  /** Judges as an operation does: asks what the guard needs, then lets it judge. */
  private static Verdict judge(BackupWorld world, Instant now) {
    Map<String, ProbeCall> needs = Guards.needs(premises(rules()));
    assertThat(needs).hasSize(1);
    Map.Entry<String, ProbeCall> need = needs.entrySet().iterator().next();
    Reading reading = world.probe().read(need.getValue(), new TestCancellation());
    return judge(rules(), Map.of(need.getKey(), reading), now);
  }

  private static Verdict judge(RiskRules rules, Map<String, Reading> readings, Instant now) {
    GuardFacts facts =
        new GuardFacts(
            "op-1",
            premises(rules),
            ANA,
            new Responder(),
            Map.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            readings,
            List.of(),
            false,
            List.of(),
            true,
            now);
    return Guards.judge(facts).stream()
        .filter(j -> j.guard().equals("backup_freshness"))
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  private static void denies(Verdict verdict, String why) {
    assertThat(verdict).isInstanceOf(Verdict.Deny.class);
    assertThat(((Verdict.Deny) verdict).why().code()).isEqualTo(ErrorCode.BACKUP_STALE);
    assertThat(((Verdict.Deny) verdict).why().what()).contains(why);
  }

  @Test
  void a_backup_that_is_two_hours_old_allows() {
    assertThat(judge(BackupWorld.captured("fresh.json"), STOP.plus(Duration.ofHours(2))))
        .isEqualTo(new Verdict.Allow("newest backup 120 min old"));
  }

  @Test
  void a_backup_allows_up_to_the_limit_and_not_a_second_longer() {
    BackupWorld world = BackupWorld.captured("fresh.json");
    assertThat(judge(world, STOP.plus(Duration.ofHours(24)))).isInstanceOf(Verdict.Allow.class);
    denies(judge(world, STOP.plus(Duration.ofHours(24)).plusSeconds(1)), "24 h old");
  }

  @Test
  void a_stale_backup_denies() {
    Instant stale = Instant.ofEpochSecond(1795240915);
    denies(judge(BackupWorld.captured("stale.json"), stale.plus(Duration.ofHours(26))), "26 h old");
  }

  @ParameterizedTest
  @CsvSource({
    "missing-stanza.json, status 1",
    "nobackup.json, status 2",
    "nostanza.json, no stanza is set up",
    "repo-unreadable.json, Permission denied",
  })
  void an_output_that_is_not_ok_denies_with_what_pgbackrest_says(String payload, String why) {
    denies(judge(BackupWorld.captured(payload), STOP), why);
  }

  @Test
  void a_fresh_stanza_beside_one_without_backups_denies() throws IOException {
    String text =
        """
        [{"name":"a","status":{"code":0,"message":"ok"},"backup":[{"timestamp":{"stop":1795333690}}]},
         {"name":"b","status":{"code":2,"message":"no valid backups"}}]
        """;
    denies(judge(BackupWorld.holding(folder, text), STOP), "no valid backups");
  }

  @Test
  void a_stanza_that_says_ok_and_has_no_backup_denies() throws IOException {
    String text =
        """
        [{"name":"a","status":{"code":0,"message":"ok"},"backup":[]}]
        """;
    denies(judge(BackupWorld.holding(folder, text), STOP), "There is no backup.");
  }

  @Test
  void a_backup_of_the_future_denies_beyond_what_clocks_differ() {
    BackupWorld world = BackupWorld.captured("fresh.json");
    assertThat(judge(world, STOP.minus(Duration.ofMinutes(4)))).isInstanceOf(Verdict.Allow.class);
    denies(judge(world, STOP.minus(Duration.ofMinutes(6))), "in the future");
  }

  @Test
  void an_unreadable_file_denies() throws IOException {
    denies(
        judge(new BackupWorld().connection("backups", folder.resolve("none").toString()), STOP),
        "it is not there");
    denies(judge(BackupWorld.holding(folder, "half [{"), STOP), "can't be understood");
    denies(judge(new BackupWorld(), STOP), "0 connections of kind pgbackrest");
  }

  @Test
  void a_reading_that_was_never_made_denies() {
    denies(judge(rules(), Map.of(), STOP), "was not read");
  }

  @Test
  void a_policy_that_does_not_ask_is_shown_as_such() {
    assertThat(judge(rules(Optional.empty()), Map.of(), STOP)).isEqualTo(new Verdict.NotAsked());
  }

  /** Everybody is a responder. */
  private static final class Responder implements Roster {
    private static final Person PERSON =
        new Person(ANA, "Ana", java.util.Set.of("responder"), java.util.Set.of());

    @Override
    public Optional<PersonId> personOf(Account account) {
      return Optional.of(ANA);
    }

    @Override
    public Optional<Person> person(PersonId id, Instant at) {
      return Optional.of(PERSON);
    }

    @Override
    public List<Person> everybody(Instant at) {
      return List.of(PERSON);
    }

    @Override
    public List<PersonId> onCall(Instant at) {
      return List.of(ANA);
    }
  }
}
