package dev.twokey.lab;

import static dev.twokey.lab.SupervisorProcess.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SupervisorTimersTest {
  private static SupervisorProcess supervisor;

  @BeforeAll
  static void start() throws IOException {
    supervisor = new SupervisorProcess(Map.of("sleeper", "exec sleep 1000"));
  }

  @AfterAll
  static void end() throws IOException {
    supervisor.close();
  }

  @AfterEach
  void clear() throws IOException {
    supervisor.ask(LabClient.request("timer.disarm").put("id", "drill-1"));
    supervisor.ask("stop", "sleeper");
  }

  private static ObjectNode action(String op, String unit) {
    return Json.object().put("op", op).put("unit", unit);
  }

  private JsonNode arm(String id, Instant at, ObjectNode action) throws IOException {
    ObjectNode request = LabClient.request("timer.arm").put("id", id).put("at", at.toString());
    request.set("action", action);
    return supervisor.ask(request);
  }

  private JsonNode read(String id) throws IOException {
    return supervisor.ask(LabClient.request("timer.read").put("id", id));
  }

  private String state(String id) throws IOException {
    return read(id).at("/timer/state").asText();
  }

  @Test
  void a_timer_fires_at_its_time_and_is_verified() throws IOException {
    ObjectNode request =
        LabClient.request("timer.arm").put("id", "drill-1").put("after_seconds", 1);
    request.set("action", action("start", "sleeper"));
    JsonNode armed = supervisor.ask(request);
    assertThat(armed.at("/timer/state").asText()).isEqualTo("armed");
    assertThat(supervisor.state("sleeper")).isEqualTo("inactive");

    await().until(() -> state("drill-1").equals("verified"));

    assertThat(supervisor.state("sleeper")).isEqualTo("active");
    assertThat(read("drill-1").path("timer").has("fired_at")).isTrue();
  }

  @Test
  void a_timer_thaws_what_was_frozen() throws IOException {
    supervisor.ask("start", "sleeper");
    supervisor.ask("freeze", "sleeper");

    arm("drill-1", Instant.now(), action("thaw", "sleeper"));

    await().until(() -> state("drill-1").equals("verified"));
    assertThat(supervisor.state("sleeper")).isEqualTo("active");
  }

  @Test
  void an_armed_timer_survives_the_death_of_the_supervisor_and_fires_late() throws Exception {
    Instant soon = Instant.now().plusSeconds(1);
    arm("drill-1", soon, action("start", "sleeper"));
    supervisor.killHard();
    await().until(() -> Instant.now().isAfter(soon));

    supervisor.launchAgain();

    await().until(() -> state("drill-1").equals("verified"));
    assertThat(supervisor.state("sleeper")).isEqualTo("active");
  }

  @Test
  void a_timer_that_was_fired_and_not_verified_is_repeated_after_a_restart() throws Exception {
    arm("drill-1", Instant.now().plus(Duration.ofHours(1)), action("start", "sleeper"));
    supervisor.killHard();
    var path = supervisor.directory().path().resolve("timers.json");
    String past = Instant.now().minusSeconds(60).toString();
    JsonNode held = Json.MAPPER.readTree(path.toFile());
    ((ObjectNode) held.get(0)).put("at", past).put("state", "FIRED").put("attempts", 1);
    Files.writeString(path, held.toString());

    supervisor.launchAgain();

    await().until(() -> state("drill-1").equals("verified"));
    assertThat(supervisor.state("sleeper")).isEqualTo("active");
  }

  @Test
  void what_can_not_be_verified_is_tried_again_and_says_why() throws IOException {
    arm("drill-1", Instant.now(), action("stop", "nobody"));

    await().until(() -> read("drill-1").at("/timer/attempts").asInt() >= 3);

    assertThat(state("drill-1")).isEqualTo("fired");
    assertThat(read("drill-1").at("/timer/error").asText()).contains("nobody");
  }

  @Test
  void a_disarmed_timer_is_gone_and_does_nothing() throws IOException {
    Instant soon = Instant.now().plusSeconds(1);
    arm("drill-1", soon, action("start", "sleeper"));

    ObjectNode disarm = LabClient.request("timer.disarm").put("id", "drill-1");
    assertThat(supervisor.ask(disarm).path("removed").asBoolean()).isTrue();
    assertThat(supervisor.ask(disarm).path("removed").asBoolean()).isFalse();

    assertThat(code(read("drill-1"))).isEqualTo("TIMER-UNKNOWN");
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(5))
        .until(() -> supervisor.state("sleeper").equals("inactive"));
  }

  @Test
  void arming_twice_is_fine_if_it_is_the_same() throws IOException {
    Instant later = Instant.now().plus(Duration.ofMinutes(5));
    arm("drill-1", later, action("start", "sleeper"));

    assertThat(arm("drill-1", later, action("start", "sleeper")).path("ok").asBoolean()).isTrue();
    assertThat(code(arm("drill-1", later, action("thaw", "sleeper")))).isEqualTo("TIMER-EXISTS");
    assertThat(code(arm("drill-1", later.plusSeconds(1), action("start", "sleeper"))))
        .isEqualTo("TIMER-EXISTS");
    assertThat(supervisor.ask("timer.list").path("timers")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill", "freeze", "restart", "shutdown", "timer.arm", "broker.password"})
  void a_timer_only_does_what_may_be_done_twice(String op) throws IOException {
    JsonNode answer = arm("drill-1", Instant.now(), action(op, "sleeper"));

    assertThat(code(answer)).isEqualTo("FIELD-INVALID");
  }

  @Test
  void a_timer_is_at_most_a_day_ahead() throws IOException {
    Instant far = Instant.now().plus(Duration.ofHours(25));

    assertThat(code(arm("drill-1", far, action("start", "sleeper")))).isEqualTo("FIELD-INVALID");
  }
}
