package dev.twokey.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.action.Action;
import dev.twokey.action.ActionCall;
import dev.twokey.action.Outcome;
import dev.twokey.action.Preview;
import dev.twokey.action.Risk;
import dev.twokey.app.ShippedKinds;
import dev.twokey.connector.TestInventory.Addresses;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.SecretRef;
import dev.twokey.outside.World;
import dev.twokey.probe.Probe;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.TestCancellation;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * I12 and the split of credentials, over every kind that the program has: a probe and a preview use
 * the read login, a change the login of its effective risk, and no other. The fakes write down
 * which login came with which call.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SplitCredentialsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** What each access logs in with, at each of the fakes. */
  private static final Map<String, Set<String>> LOGINS =
      Map.of(
          "read",
          Set.of(FakeSupervisor.READ, basic("read"), "Bearer secret:web.read"),
          "change",
          Set.of(FakeSupervisor.CHANGE, basic("change"), "Bearer secret:web.token"),
          "destroy",
          Set.of(FakeSupervisor.DESTROY, basic("destroy"), "Bearer secret:web.destroy"));

  private static final Set<String> READ_FILES = Set.of("read", "key", "read.token", "web.read");

  @TempDir Path folder = Path.of("");
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<String> resolved = Collections.synchronizedList(new ArrayList<>());
  private FakeManagement management;
  private FakeSupervisor supervisor;
  private FakeWeb web;
  private World world;

  private static String basic(String access) {
    return FakeManagement.basic("twokey_" + access, "secret:" + access);
  }

  SplitCredentialsTest() throws IOException {
    management = new FakeManagement();
    web = new FakeWeb();
    supervisor = new FakeSupervisor(Files.createTempDirectory("split").resolve("s"));
    world = new TestInventory().world();
  }

  @BeforeEach
  void start_the_systems() throws IOException {
    String queue = "/api/queues/%2F/orders";
    management
        .in("healthy")
        .login("twokey_read", "secret:read")
        .login("twokey_destroy", "secret:destroy")
        .answer(queue, 200, RabbitmqProbesConformanceTest.queue())
        .answer(queue + "/contents", 204, "");
    supervisor
        .unit("rabbitmq-server", "mq")
        .unit("worker", "api-1")
        .unit("backend-1", "api-1")
        .unit("backend-2", "api-2")
        .timer();
    FakeAmqp amqp = new FakeAmqp(FakeAmqp.Ends.WELL);
    open.addAll(List.of(management, web, supervisor, amqp));
    Path deployments = Files.createFile(folder.resolve("deployments"));
    Addresses at =
        new Addresses(
            "127.0.0.1:" + amqp.port(),
            management.address(),
            supervisor.socket().toString(),
            deployments.toString(),
            web.address());
    world = new TestInventory().environment("staging", at).world(this::resolve);
  }

  @AfterEach
  void stop_the_systems() throws Exception {
    for (AutoCloseable system : open) {
      system.close();
    }
  }

  private Secret resolve(SecretRef ref) {
    resolved.add(ref.name());
    return TestInventory.secret(ref);
  }

  /** Returns an argument of any kind that the environment of these tests can take. */
  private static Optional<Object> value(String kind, Argument argument) {
    return switch (argument.type()) {
      case WORKLOAD -> Optional.of("backend");
      case SERVICE -> Optional.of(kind.startsWith("http.") ? "backend" : "rabbitmq");
      case HOST -> Optional.of("mq");
      case QUEUE -> Optional.of("orders");
      case NUMBER -> Optional.of(5L);
      case FLAG -> Optional.of(true);
      case DURATION -> Optional.of("3m");
      case CHOICE -> Optional.of(argument.choices().getFirst());
      case PATH -> Optional.of("/healthz");
      case TEXT -> text(argument);
      case NODE, ENVIRONMENT, RUNBOOK, DRILL, TIME -> Optional.empty();
    };
  }

  private static Optional<Object> text(Argument argument) {
    return switch (argument.name()) {
      case "unit" -> Optional.of("rabbitmq-server");
      case "id" -> Optional.of("drill-1");
      case "connection" -> Optional.of("web");
      case "path" -> Optional.of("/var");
      case "name" -> Optional.of("LOG_LEVEL");
      case "value" -> Optional.of("error");
      default -> Optional.empty();
    };
  }

  private static Map<String, Object> with(String kind, List<Argument> arguments) {
    Map<String, Object> with = new LinkedHashMap<>();
    for (Argument argument : arguments) {
      Optional<Object> value = value(kind, argument);
      value.ifPresent(v -> with.put(argument.name(), v));
      assertThat(value.isPresent() || argument.optional())
          .as("give this test a value for the argument " + argument + " of " + kind)
          .isTrue();
    }
    return with;
  }

  /** Returns the logins that came with calls, and forgets them. */
  private Set<String> logins() {
    List<String> asked = new ArrayList<>();
    asked.addAll(management.asked());
    asked.addAll(supervisor.asked());
    asked.addAll(web.asked());
    Set<String> logins = new TreeSet<>();
    asked.forEach(line -> logins.add(line.substring(0, line.lastIndexOf(' '))));
    return logins;
  }

  static List<String> probes() {
    return ShippedKinds.probes(new TestInventory().world()).stream()
        .map(p -> p.kind().name())
        .toList();
  }

  static List<String> actions() {
    return ShippedKinds.actions(new TestInventory().world()).stream()
        .map(a -> a.kind().name())
        .toList();
  }

  private Probe probe(String name) {
    return ShippedKinds.probes(world).stream()
        .filter(p -> p.kind().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Action action(String name) {
    return ShippedKinds.actions(world).stream()
        .filter(a -> a.kind().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("probes")
  void I12_a_probe_uses_the_read_login_and_no_other(String name) {
    Probe probe = probe(name);
    Map<String, Object> with = with(name, probe.kind().arguments());

    probe.read(
        new ProbeCall(name, "staging", Optional.empty(), with, TIMEOUT), new TestCancellation());

    assertThat(READ_FILES).containsAll(resolved);
    assertThat(LOGINS.get("read")).containsAll(logins());
  }

  @ParameterizedTest
  @MethodSource("actions")
  void a_preview_uses_the_read_login_and_no_other(String name) {
    assertThat(ready(name, Optional.empty())).isNotBlank();
    assertThat(READ_FILES).containsAll(resolved);
    assertThat(LOGINS.get("read")).containsAll(logins());
  }

  @ParameterizedTest
  @MethodSource("actions")
  void a_change_uses_the_login_of_its_kind_and_the_read_login_to_look(String name) {
    Risk risk = action(name).kind().leastRisk();
    changesWith(name, Optional.empty(), risk);
  }

  @ParameterizedTest
  @MethodSource("actions")
  void a_change_that_was_raised_uses_the_login_to_destroy(String name) {
    changesWith(name, Optional.of(Risk.DESTROY), Risk.DESTROY);
  }

  @ParameterizedTest
  @MethodSource("actions")
  void no_file_can_lower_the_login_of_a_kind(String name) {
    changesWith(name, Optional.of(Risk.READ), action(name).kind().leastRisk());
  }

  private void changesWith(String name, Optional<Risk> raised, Risk effective) {
    if (effective == Risk.CHANGE) {
      management.login("twokey_change", "secret:change");
    }
    String fingerprint = ready(name, raised);
    resolved.clear();

    Outcome outcome = action(name).execute(call(name, raised), fingerprint, new TestCancellation());

    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    String access = effective.word();
    Set<String> used = new TreeSet<>(logins());
    used.removeAll(LOGINS.getOrDefault("read", Set.of()));
    assertThat(used).isNotEmpty();
    assertThat(LOGINS.get(access)).containsAll(used);
    assertThat(resolved).anyMatch(file -> !READ_FILES.contains(file));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void the_login_of_a_change_is_resolved_for_each_change_anew(String name) {
    String fingerprint = ready(name, Optional.empty());
    resolved.clear();
    action(name).execute(call(name, Optional.empty()), fingerprint, new TestCancellation());
    long once = resolved.stream().filter(file -> !READ_FILES.contains(file)).count();
    String again = ready(name, Optional.empty());
    action(name).execute(call(name, Optional.empty()), again, new TestCancellation());
    assertThat(resolved.stream().filter(file -> !READ_FILES.contains(file)).count())
        .isEqualTo(2 * once)
        .isPositive();
  }

  @ParameterizedTest
  @EnumSource(
      value = Risk.class,
      names = {"CHANGE", "DESTROY"})
  void a_missing_login_is_told_at_planning_and_no_other_stands_in(Risk missing) {
    World without =
        new TestInventory()
            .without(missing.word() + ": {token: \"${file:" + missing.word() + ".token}\"}")
            .environment(
                "staging", Addresses.nowhere("/nowhere").socket(supervisor.socket().toString()))
            .world();
    Action restart =
        ShippedKinds.actions(without).stream()
            .filter(a -> a.kind().name().equals("workload.restart"))
            .findFirst()
            .orElseThrow();
    ActionCall call =
        new ActionCall("workload.restart", "staging", Map.of("workload", "worker"), TIMEOUT)
            .raisedTo(missing, Risk.CHANGE);

    Preview preview = restart.preview(call, new TestCancellation());

    assertThat(preview).isInstanceOf(Preview.Impossible.class);
    assertThat(((Preview.Impossible) preview).why().code()).isEqualTo(ErrorCode.CREDENTIAL_REFUSED);
    assertThat(((Preview.Impossible) preview).why().line())
        .contains("no " + missing.word() + " login", "a higher login is never used instead");
    assertThat(supervisor.changes()).isEmpty();
  }

  @Test
  void there_are_probes_and_actions_to_look_at() {
    assertThat(probes()).hasSizeGreaterThan(10);
    assertThat(actions()).hasSizeGreaterThan(10);
  }

  private ActionCall call(String name, Optional<Risk> raised) {
    return new ActionCall(
        name, "staging", with(name, action(name).kind().arguments()), TIMEOUT, raised);
  }

  private String ready(String name, Optional<Risk> raised) {
    Preview preview = action(name).preview(call(name, raised), new TestCancellation());
    assertThat(preview).as(name).isInstanceOf(Preview.Ready.class);
    return ((Preview.Ready) preview).fingerprint();
  }
}
