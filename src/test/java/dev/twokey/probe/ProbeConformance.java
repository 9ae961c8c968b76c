package dev.twokey.probe;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twokey.inventory.Argument;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Probe} must do. A subclass gives a {@link ProbeFixture} and nothing else; none
 * of these tests can be skipped, and each fails against a probe that does nothing.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class ProbeConformance {
  /** Long enough for a busy machine; a test that comes near it hangs. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final int AT_ONCE = 20;

  private @Nullable ProbeFixture opened;

  /** Opens the systems that are asked. */
  protected abstract ProbeFixture open() throws Exception;

  @BeforeEach
  void open_the_fixture() throws Exception {
    opened = open();
  }

  @AfterEach
  void close_the_fixture() throws Exception {
    if (opened != null) {
      opened.close();
    }
  }

  private ProbeFixture fixture() {
    return requireNonNull(opened);
  }

  private Probe probe() {
    return fixture().probe();
  }

  private Reading read(ProbeCall call) {
    return probe().read(call, new TestCancellation());
  }

  private Reading.Observed readHealthy() {
    Reading reading = read(fixture().healthy());
    assertThat(reading).isInstanceOf(Reading.Observed.class);
    Reading.Observed observed = (Reading.Observed) reading;
    assertThat(fixture().expected()).isNotEmpty();
    assertThat(observed.values()).containsAllEntriesOf(fixture().expected());
    return observed;
  }

  private boolean asksWhetherItAnswers() {
    return probe().kind().reading().fields().containsKey("answered");
  }

  @Test
  void its_name_has_a_dot_and_it_says_what_it_reads() {
    ProbeKind kind = probe().kind();
    assertThat(kind.name()).matches("[a-z]+(\\.[a-z_]+)+");
    assertThat(kind.says()).endsWith(".");
    assertThat(kind.reading().fields()).isNotEmpty();
    assertThat(kind.arguments()).allSatisfy(a -> assertThat(a.says()).isNotBlank());
    assertThat(fixture().healthy().probe()).isEqualTo(kind.name());
  }

  @Test
  void it_reads_a_healthy_system_and_says_when() {
    Instant before = Instant.now();
    assertThat(readHealthy().at()).isBetween(before, Instant.now());
  }

  @Test
  void each_field_that_it_returns_is_declared_with_its_type() {
    List<Reading> readings =
        List.of(
            readHealthy(), read(fixture().unreachable()), read(within(fixture().silent(), SHORT)));
    for (Reading reading : readings) {
      if (reading instanceof Reading.Observed observed) {
        assertThat(Shapes.misfits("reading", observed.values(), probe().kind().reading()))
            .isEmpty();
      }
    }
  }

  @Test
  void each_declared_field_is_read_from_a_healthy_system() {
    List<String> missing = new ArrayList<>(probe().kind().reading().fields().keySet());
    missing.removeAll(readHealthy().values().keySet());
    missing.removeAll(fixture().notAlwaysRead());
    assertThat(missing).isEmpty();
  }

  @Test
  void a_system_that_refuses_is_a_value() {
    mustBeAway(read(fixture().unreachable()));
  }

  @Test
  void a_system_that_never_answers_ends_with_the_time_out() {
    mustBeAway(read(within(fixture().silent(), SHORT)));
  }

  @Test
  void the_callers_deadline_ends_a_call_before_its_own_time_out() {
    TestCancellation cancellation = new TestCancellation(Instant.now().plus(SHORT));
    mustBeAway(probe().read(within(fixture().silent(), PATIENCE.multipliedBy(10)), cancellation));
  }

  private void mustBeAway(Reading reading) {
    if (asksWhetherItAnswers()) {
      assertThat(reading).isInstanceOf(Reading.Observed.class);
      assertThat(((Reading.Observed) reading).values()).containsEntry("answered", false);
    } else {
      mustBeUnreadable(
          reading,
          ErrorCode.SYSTEM_UNREACHABLE,
          ErrorCode.PROBE_TIMEOUT,
          ErrorCode.FILE_UNREADABLE);
    }
  }

  private static void mustBeUnreadable(Reading reading, ErrorCode... codes) {
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    Reading.Unreadable unreadable = (Reading.Unreadable) reading;
    assertThat(unreadable.why().code()).as(unreadable.why().line()).isIn((Object[]) codes);
    assertThat(unreadable.why().advice()).isNotBlank();
  }

  @Test
  void a_cancel_ends_a_call_and_closes_what_it_holds() throws Exception {
    TestCancellation cancellation = new TestCancellation();
    ProbeCall call = within(fixture().silent(), PATIENCE.multipliedBy(10));
    CompletableFuture<Reading> reading =
        CompletableFuture.supplyAsync(() -> probe().read(call, cancellation));
    await().atMost(PATIENCE).until(() -> fixture().waiting() > 0);

    cancellation.cancel();

    Reading ended = reading.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    mustBeUnreadable(ended, ErrorCode.CANCELLED);
    await().atMost(PATIENCE).until(() -> !fixture().holds() || fixture().waiting() == 0);
  }

  @Test
  void a_call_that_was_cancelled_before_asks_nothing() {
    TestCancellation cancellation = new TestCancellation();
    cancellation.cancel();
    mustBeUnreadable(probe().read(fixture().healthy(), cancellation), ErrorCode.CANCELLED);
  }

  @Test
  void it_changes_nothing() throws Exception {
    String before = fixture().state();
    readHealthy();
    readHealthy();
    assertThat(fixture().state()).isEqualTo(before);
  }

  @Test
  void an_argument_that_it_does_not_declare_is_refused() {
    mustBeUnreadable(read(with("no_such_argument", "x")), ErrorCode.ARGUMENT_UNKNOWN);
  }

  @Test
  void each_required_argument_is_demanded() {
    List<Argument> required =
        probe().kind().arguments().stream().filter(a -> !a.optional()).toList();
    assertThat(required).isNotEmpty();
    for (Argument argument : required) {
      mustBeUnreadable(read(without(argument.name())), ErrorCode.ARGUMENT_MISSING);
    }
  }

  @Test
  void an_argument_of_another_type_or_an_unknown_entry_is_refused() {
    assertThat(probe().kind().arguments()).isNotEmpty();
    for (Argument argument : probe().kind().arguments()) {
      mustBeUnreadable(read(with(argument.name(), List.of("wrong"))), ErrorCode.ARGUMENT_INVALID);
      if (argument.type().entryKind().isPresent()) {
        mustBeUnreadable(read(with(argument.name(), "no-such-entry")), ErrorCode.TARGET_UNKNOWN);
      }
    }
  }

  @Test
  void an_unknown_environment_is_refused() {
    ProbeCall call = fixture().healthy();
    mustBeUnreadable(
        read(new ProbeCall(call.probe(), "nowhere", call.from(), call.with(), call.timeout())),
        ErrorCode.ENVIRONMENT_UNKNOWN);
  }

  @Test
  void an_unknown_place_is_refused() {
    ProbeCall call = fixture().healthy();
    ProbeCall placed =
        new ProbeCall(
            call.probe(), call.environment(), Optional.of("nowhere"), call.with(), call.timeout());
    mustBeUnreadable(
        read(placed),
        probe().kind().placed() ? ErrorCode.TARGET_UNKNOWN : ErrorCode.ARGUMENT_UNKNOWN);
  }

  @Test
  void many_can_be_asked_at_once() throws Exception {
    List<Future<Reading.Observed>> readings = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < AT_ONCE; i++) {
        readings.add(threads.submit(this::readHealthy));
      }
    }
    for (Future<Reading.Observed> reading : readings) {
      assertThat(reading.get().values()).isNotEmpty();
    }
  }

  private static ProbeCall within(ProbeCall call, Duration timeout) {
    return new ProbeCall(call.probe(), call.environment(), call.from(), call.with(), timeout);
  }

  private ProbeCall with(String name, Object value) {
    Map<String, Object> with = new TreeMap<>(fixture().healthy().with());
    with.put(name, value);
    return withAll(with);
  }

  private ProbeCall without(String name) {
    Map<String, Object> with = new TreeMap<>(fixture().healthy().with());
    with.remove(name);
    return withAll(with);
  }

  private ProbeCall withAll(Map<String, Object> with) {
    ProbeCall call = fixture().healthy();
    return new ProbeCall(call.probe(), call.environment(), call.from(), with, call.timeout());
  }
}
