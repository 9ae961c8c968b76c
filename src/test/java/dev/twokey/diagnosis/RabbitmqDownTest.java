package dev.twokey.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.action.Effect;
import dev.twokey.condition.Truth;
import dev.twokey.runbook.House;
import dev.twokey.runbook.Link;
import dev.twokey.runbook.RunbookCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The shipped runbook names each state of the broker alone. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RabbitmqDownTest {
  private static final RunbookCatalog CATALOG = House.catalog(House.shipped());
  private static final String RUNBOOK = "rabbitmq_down";
  private static final Set<String> ALL =
      CATALOG.runbook(RUNBOOK).orElseThrow().causes().stream()
          .map(c -> c.name())
          .collect(Collectors.toSet());
  private static final String TIMED_OUT = "No answer in 5 s.";

  private final World world = healthyWorld();

  private static World healthyWorld() {
    World world =
        new World(CATALOG, House.environment("staging", 1))
            .reads(
                "overview",
                "answered",
                true,
                "cluster_name",
                "lab",
                "messages",
                3,
                "connections",
                8)
            .reads("login", "answered", true, "authorised", true, "detail", "ok")
            .reads("recent", "changes", List.of())
            .reads("disk", "total", 1_000_000, "free", 900_000, "used_share", 0.1)
            .reads(
                "process",
                "state",
                "active",
                "since",
                World.START.minusSeconds(3600),
                "pid",
                4711,
                "exit_code",
                0)
            .reads("port", "answered", true, "detail", "accepts", "milliseconds", 1)
            .reads("alarms", "nodes", List.of(node(false, false)))
            .reads("broker_log", "count", 1, "lines", List.of("[error] crash"))
            .reads("backend_log", "count", 1, "lines", List.of("amqp: refused"))
            .reads(
                "names",
                "answered",
                true,
                "addresses",
                List.of("127.0.0.1"),
                "host",
                "rabbit",
                "detail",
                "")
            .reads("api", "answered", true, "status", 200, "milliseconds", 2, "body", "{}");
    for (String check : List.of("queues", "draining")) {
      world.reads(
          check,
          "messages",
          2,
          "ready",
          1,
          "unacknowledged",
          1,
          "consumers",
          1,
          "acked_per_second",
          1.5,
          "published_per_second",
          1.0);
    }
    return handshakes(world, true, true, true, "Connection.Start 0-9");
  }

  private static World handshakes(
      World world, boolean answered, boolean started, boolean authenticated, String answer) {
    for (String check : List.of("direct", "handshake")) {
      world.reads(
          check,
          "answered",
          answered,
          "started",
          started,
          "authenticated",
          authenticated,
          "answer",
          answer,
          "user",
          "app",
          "host",
          "rabbit",
          "fingerprint",
          "3fa9c1d2",
          "milliseconds",
          3);
    }
    return world;
  }

  private static Map<String, Object> node(boolean disk, boolean memory) {
    return Map.of(
        "name",
        "rabbit@mq1",
        "running",
        true,
        "disk_alarm",
        disk,
        "memory_alarm",
        memory,
        "disk_free",
        104_681_472,
        "disk_free_limit",
        150_000_000,
        "memory_used",
        140_000_000,
        "memory_limit",
        400_000_000);
  }

  private World managementAway() {
    return world
        .reads("overview", "answered", false)
        .reads("login", "answered", false, "authorised", false, "detail", TIMED_OUT)
        .cannot("alarms", TIMED_OUT)
        .cannot("queues", TIMED_OUT)
        .cannot("draining", TIMED_OUT);
  }

  private Evaluation diagnose() {
    return world.ask(Sampling.NONE, RUNBOOK);
  }

  private static Set<String> named(
      Evaluation evaluation, Class<? extends Truth> kind, boolean holds) {
    return evaluation.causes().stream()
        .filter(c -> kind.isInstance(c.holds()) && c.holds().holds() == holds)
        .map(c -> c.id().substring(RUNBOOK.length() + 1))
        .collect(Collectors.toSet());
  }

  /** Asserts the exact sets; what is neither named here must be ruled out. */
  private static void assertCauses(Evaluation evaluation, Set<String> hold, Set<String> untold) {
    Set<String> ruledOut =
        ALL.stream()
            .filter(c -> !hold.contains(c) && !untold.contains(c))
            .collect(Collectors.toSet());
    assertThat(named(evaluation, Truth.Known.class, true)).as("hold").isEqualTo(hold);
    assertThat(named(evaluation, Truth.Unknown.class, false)).as("can't tell").isEqualTo(untold);
    assertThat(named(evaluation, Truth.Known.class, false)).as("ruled out").isEqualTo(ruledOut);
  }

  private static List<String> says(Evaluation evaluation, String cause) {
    return evaluation.cause(RUNBOOK + "." + cause).says();
  }

  private static List<String> offers(Evaluation evaluation, String cause) {
    return evaluation.cause(RUNBOOK + "." + cause).offers().stream()
        .map(o -> o.link().id().substring(RUNBOOK.length() + 1))
        .toList();
  }

  @Test
  void healthy_rules_out_every_cause() {
    Evaluation evaluation = diagnose();
    assertCauses(evaluation, Set.of(), Set.of());
    assertThat(evaluation.healthy()).isTrue();
    assertThat(evaluation.check(RUNBOOK + ".broker_log").skipped()).isTrue();
    assertThat(evaluation.check(RUNBOOK + ".handshake").rows())
        .extracting(CheckResult.Row::says)
        .containsExactly(
            "backend-1 gets: Connection.Start 0-9", "backend-2 gets: Connection.Start 0-9");
  }

  @Test
  void a_process_that_is_down_is_named_alone() {
    handshakes(managementAway(), false, false, false, "")
        .but("process", "state", "failed", "pid", 0, "exit_code", 137)
        .but("port", "answered", false, "detail", "refused");
    Evaluation evaluation = diagnose();
    assertCauses(
        evaluation, Set.of("process_down"), Set.of("disk_alarm", "memory_alarm", "stuck_consumer"));
    assertThat(says(evaluation, "process_down"))
        .containsExactly(
            "rabbitmq-server does not run, it is failed since 2026-11-22 09:00:00 UTC; all queues"
                + " are durable and survive");
    assertThat(offers(evaluation, "process_down"))
        .containsExactly("restart_broker", "raise_log_level", "read_the_log");
    assertThat(evaluation.cause(RUNBOOK + ".disk_alarm").why())
        .containsExactly("alarms: " + TIMED_OUT);
    assertThat(evaluation.check(RUNBOOK + ".broker_log").read()).isTrue();
    assertThat(evaluation.healthy()).isFalse();
  }

  @Test
  void a_frozen_process_is_named_alone() {
    handshakes(managementAway(), false, false, false, "").but("process", "state", "frozen");
    Evaluation evaluation = diagnose();
    assertCauses(
        evaluation, Set.of("hung"), Set.of("disk_alarm", "memory_alarm", "stuck_consumer"));
    assertThat(offers(evaluation, "hung"))
        .containsExactly("thaw_broker", "restart_broker", "raise_log_level", "read_the_log");
  }

  @Test
  void a_process_that_hangs_without_being_frozen_is_named_alone_and_not_thawed() {
    handshakes(managementAway(), false, false, false, "");
    Evaluation evaluation = diagnose();
    assertCauses(
        evaluation, Set.of("hung"), Set.of("disk_alarm", "memory_alarm", "stuck_consumer"));
    assertThat(offers(evaluation, "hung"))
        .containsExactly("restart_broker", "raise_log_level", "read_the_log");
  }

  @Test
  void a_disk_alarm_is_named_alone_though_queues_stand_still() {
    world.reads("alarms", "nodes", List.of(node(true, false)));
    world.but("queues", "messages", 900, "acked_per_second", 0.0).but("draining", "messages", 900);
    Evaluation evaluation = diagnose();
    assertCauses(evaluation, Set.of("disk_alarm"), Set.of());
    assertThat(says(evaluation, "disk_alarm"))
        .containsExactly("rabbit@mq1 blocks publishers, 104 MB are free, the limit is 150 MB");
    assertThat(offers(evaluation, "disk_alarm"))
        .containsExactly("grow_the_disk", "purge_queue", "raise_log_level");
  }

  @Test
  void a_memory_alarm_is_named_alone() {
    world.reads("alarms", "nodes", List.of(node(false, true)));
    assertCauses(diagnose(), Set.of("memory_alarm"), Set.of());
  }

  @Test
  void refused_credentials_are_named_alone_by_user_host_and_fingerprint() {
    world.but(
        "handshake|backend-2",
        "answered",
        true,
        "started",
        true,
        "authenticated",
        false,
        "answer",
        "403 ACCESS_REFUSED",
        "user",
        "app",
        "host",
        "rabbit",
        "fingerprint",
        "3fa9c1d2");
    Evaluation evaluation = diagnose();
    assertCauses(evaluation, Set.of("credentials"), Set.of());
    assertThat(says(evaluation, "credentials"))
        .containsExactly(
            "backend-2 is refused as app at rabbit, with the password of fingerprint 3fa9c1d2");
    assertThat(evaluation.cause(RUNBOOK + ".credentials").items())
        .extracting(Item::name)
        .containsExactly("backend-2");
    assertThat(evaluation.check(RUNBOOK + ".backend_log").read()).isTrue();
  }

  @Test
  void unreachable_from_one_backend_is_named_alone_for_that_backend() {
    world.reads(
        "handshake|backend-1",
        "answered",
        false,
        "started",
        false,
        "authenticated",
        false,
        "answer",
        "");
    Evaluation evaluation = diagnose();
    assertCauses(evaluation, Set.of("unreachable"), Set.of());
    assertThat(says(evaluation, "unreachable"))
        .containsExactly("the broker runs and answers Twokey, backend-1 can't reach it");
  }

  @Test
  void a_name_that_does_not_resolve_is_named_alone() {
    world.reads(
        "names|backend-1",
        "answered",
        false,
        "addresses",
        List.of(),
        "host",
        "rabbit",
        "detail",
        "unknown host");
    world.reads(
        "handshake|backend-1",
        "answered",
        false,
        "started",
        false,
        "authenticated",
        false,
        "answer",
        "");
    assertCauses(diagnose(), Set.of("name_not_resolved"), Set.of());
  }

  @Test
  void a_management_api_that_is_down_is_named_alone_while_amqp_works() {
    managementAway();
    Evaluation evaluation = diagnose();
    assertCauses(
        evaluation,
        Set.of("management_down"),
        Set.of("disk_alarm", "memory_alarm", "stuck_consumer", "worker_wedged"));
    assertThat(evaluation.healthy()).isFalse();
  }

  @Test
  void a_stuck_consumer_is_named_alone_with_its_worker() {
    world.but("queues|dmca_propagation", "messages", 400, "consumers", 1, "acked_per_second", 0.0);
    world.but("draining|dmca_propagation", "messages", 400);
    Evaluation evaluation = diagnose();
    assertCauses(evaluation, Set.of("stuck_consumer"), Set.of("worker_wedged"));
    assertThat(says(evaluation, "stuck_consumer"))
        .containsExactly(
            "dmca_propagation has 400 messages, 1 consumers, and nothing is done; its worker is"
                + " worker-dmca");
    assertThat(evaluation.cause(RUNBOOK + ".worker_wedged").why())
        .containsExactly("draining of dmca_propagation: needs 2 min of samples (0 ms so far)");
    Evaluation.Targets targets =
        evaluation.targets(CATALOG.action(RUNBOOK + ".restart_worker").orElseThrow());
    assertThat(targets)
        .isInstanceOfSatisfying(
            Evaluation.Targets.Known.class,
            k -> assertThat(k.items()).extracting(Item::name).containsExactly("dmca_propagation"));
  }

  @Test
  void a_queue_without_consumers_is_stuck_whatever_its_rate_says() {
    world
        .but("queues|transcode_jobs", "messages", 50, "consumers", 0)
        .without("queues|transcode_jobs", "acked_per_second");
    world.but("draining|transcode_jobs", "messages", 5);
    assertCauses(diagnose(), Set.of("stuck_consumer"), Set.of());
  }

  @Test
  void a_recent_change_is_named_alone_and_beside_another_cause() {
    world.reads(
        "recent",
        "changes",
        List.of(
            Map.of(
                "at",
                World.START.minusSeconds(60),
                "service",
                "backend",
                "version",
                "4f2c1",
                "by",
                "ben")));
    Evaluation alone = diagnose();
    assertCauses(alone, Set.of("recent_change"), Set.of());
    assertThat(says(alone, "recent_change"))
        .containsExactly("deployed in the last 30 minutes: backend 4f2c1 by ben");
    world
        .reads("alarms", "nodes", List.of(node(true, false)))
        .later(Duration.ofMinutes(2))
        .newRound();
    assertCauses(diagnose(), Set.of("recent_change", "disk_alarm"), Set.of());
  }

  @Test
  void a_broker_that_is_starting_is_told_from_a_hung_one() {
    handshakes(managementAway(), false, false, false, "")
        .but("port", "answered", false, "detail", "refused");
    assertCauses(
        diagnose(),
        Set.of("not_listening"),
        Set.of("disk_alarm", "memory_alarm", "stuck_consumer"));
  }

  @Test
  void a_null_depth_is_unknown_and_not_zero() {
    world.without("queues|transcode_jobs", "messages").but("queues|transcode_jobs", "consumers", 0);
    Evaluation evaluation = diagnose();
    assertCauses(evaluation, Set.of(), Set.of("stuck_consumer"));
    assertThat(evaluation.check(RUNBOOK + ".queues").ok())
        .hasValueSatisfying(ok -> assertThat(ok.fails()).isTrue());
    assertThat(evaluation.healthy()).isFalse();
  }

  @Test
  void a_worker_is_wedged_after_thirty_minutes_and_not_before() {
    world
        .but("queues|transcode_jobs", "messages", 400)
        .but("draining|transcode_jobs", "messages", 400);
    world.watch(Duration.ofMinutes(20), Sampling.WINDOWS, RUNBOOK);
    Evaluation early =
        world.inquiry(Sampling.WINDOWS, RUNBOOK).evaluate(world.samples(), world.now());
    assertCauses(early, Set.of(), Set.of("worker_wedged"));
    assertThat(early.cause(RUNBOOK + ".worker_wedged").waits())
        .hasValueSatisfying(w -> {
          assertThat(w.wanted()).isEqualTo(Duration.ofMinutes(30));
          assertThat(w.soFar()).isBetween(Duration.ofMinutes(17), Duration.ofMinutes(19));
        });
    Evaluation late = world.watch(Duration.ofMinutes(13), Sampling.WINDOWS, RUNBOOK);
    assertCauses(late, Set.of("worker_wedged"), Set.of());
    assertThat(says(late, "worker_wedged"))
        .containsExactly(
            "transcode_jobs has not drained for 30 minutes; its worker is worker-transcode");
    assertThat(offers(late, "worker_wedged")).containsExactly("restart_wedged_worker");
  }

  @Test
  void a_backend_is_not_to_be_restarted_while_the_broker_is_down() {
    handshakes(managementAway(), false, false, false, "").but("process", "state", "inactive");
    List<ForbidResult> forbids = diagnose().forbids(Effect.RESTART, "backend");
    assertThat(forbids)
        .singleElement()
        .satisfies(f -> {
          assertThat(f.id()).isEqualTo("rabbitmq_down.keep_the_outbox");
          assertThat(f.during().holds()).isTrue();
          assertThat(f.says()).startsWith("A backend reconnects by itself");
        });
    assertThat(diagnose().forbids(Effect.RESTART, "worker-dmca")).isEmpty();
    assertThat(diagnose().forbids(Effect.DELETE, "backend")).isEmpty();
  }

  @Test
  void whether_a_restart_is_forbidden_is_unknown_while_alarms_cannot_be_read() {
    managementAway();
    assertThat(diagnose().forbids(Effect.RESTART, "backend"))
        .singleElement()
        .satisfies(f -> assertThat(f.during()).isEqualTo(Truth.unknown("alarms: " + TIMED_OUT)));
  }

  @Test
  void the_log_level_is_offered_after_ten_minutes_of_outage_and_until_then_only_if_nobody_knows() {
    handshakes(managementAway(), false, false, false, "").but("process", "state", "failed");
    world.incidentSince(World.START.minusSeconds(300));
    assertThat(offers(diagnose(), "process_down"))
        .containsExactly("restart_broker", "read_the_log");
    world.incidentSince(World.START.minusSeconds(700));
    assertThat(diagnose().cause(RUNBOOK + ".process_down").offers())
        .anySatisfy(o -> {
          assertThat(o.link())
              .isEqualTo(new Link(Link.Kind.ACTION, "rabbitmq_down.raise_log_level"));
          assertThat(o.needs().holds()).isTrue();
        });
  }

  @Test
  void all_checks_are_read_in_two_waves() {
    handshakes(managementAway(), false, false, false, "").but("process", "state", "failed");
    diagnose();
    assertThat(world.waves()).hasSize(2);
    assertThat(world.waves().getLast())
        .containsExactly("rabbitmq_down.backend_log|", "rabbitmq_down.broker_log|");
  }
}
