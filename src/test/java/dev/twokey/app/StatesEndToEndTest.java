package dev.twokey.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twokey.app.DiagnosedState.Expected;
import dev.twokey.lab.Fault;
import dev.twokey.lab.LabFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person types {@code /diagnose rabbitmq} while something is really wrong with a real broker: the
 * card names it, and nothing else. The verdicts are written to {@code target/broker-states.txt}.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StatesEndToEndTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> TABLE = new ArrayList<>();

  /** What nobody can see without the management API. */
  private static final String[] BEHIND_MANAGEMENT = {
    "disk_alarm", "memory_alarm", "stuck_consumer"
  };

  @TempDir private static @Nullable Path folder;
  private static @Nullable StoryBot bot;
  private static @Nullable LabFixture fixture;

  @BeforeAll
  static void start() throws InterruptedException {
    StoryFiles files = StoryFiles.in(requireNonNull(folder));
    fixture = files.lab();
    bot = StoryBot.start(files);
  }

  @AfterAll
  static void stop() throws IOException {
    story().close();
    Files.write(Path.of("target", "broker-states.txt"), TABLE.stream().sorted().toList());
  }

  private static StoryBot story() {
    return requireNonNull(bot);
  }

  private static LabFixture lab() {
    return requireNonNull(fixture);
  }

  @BeforeEach
  void nothing_is_wrong_at_first() throws IOException, InterruptedException {
    Files.writeString(lab().directory().resolve("deployments.log"), "");
    heal();
  }

  @AfterEach
  void heal() throws IOException, InterruptedException {
    lab().heal();
    await().atMost(PATIENCE).until(() -> DiagnosedState.of(story()).verdict().equals("HEALTHY"));
  }

  /** Diagnoses, asserts what the card says, and notes the verdict in the table. */
  private static DiagnosedState diagnose(String state, Expected expected) throws IOException {
    DiagnosedState found = DiagnosedState.of(story());
    found.assertIs(expected);
    found.assertTellsNoneOf(secrets());
    TABLE.add(
        String.format(
            Locale.ROOT, "%-36s %s   (%d ms)", state, found.firstLine(), found.took().toMillis()));
    return found;
  }

  private static List<String> secrets() throws IOException {
    List<String> secrets = new ArrayList<>(List.of(lab().readToken(), lab().changeToken()));
    try (var files = Files.list(lab().directory().resolve("secrets"))) {
      for (Path file : files.toList()) {
        secrets.add(Files.readString(file).strip());
      }
    }
    assertThat(secrets).hasSizeGreaterThan(5).noneMatch(String::isBlank);
    return secrets;
  }

  @Test
  void healthy() throws IOException {
    DiagnosedState found = diagnose("01 healthy", Expected.of("HEALTHY").offers("Check again"));
    assertThat(found.text()).doesNotContain("Hurts now", "Can't tell", "not ok", "can't tell");
  }

  @Test
  void process_down() throws IOException {
    lab().fault(Fault.KILL, true);
    diagnose(
            "02 process down",
            Expected.of("PROCESS DOWN", "process_down")
                .untold(BEHIND_MANAGEMENT)
                .offers("Restart broker", "Raise log level", "Read the log: steps", "Check again"))
        .assertSays("rabbitmq-server does not run, it is failed since")
        .assertSays("Do not restart/stop backend: A backend reconnects by itself")
        .assertHurts();
  }

  @Test
  void hung() throws IOException {
    lab().fault(Fault.HANG, true);
    diagnose(
            "03 hung (SIGSTOP)",
            Expected.of("HUNG", "hung")
                .untold(BEHIND_MANAGEMENT)
                .offers(
                    "Thaw broker",
                    "Restart broker",
                    "Raise log level",
                    "Read the log: steps",
                    "Check again"))
        .assertSays("the process is there and its port accepts, but nothing answers")
        .assertSays("Do not restart/stop backend")
        .assertHurts();
  }

  @Test
  void disk_alarm() throws IOException {
    lab().fault(Fault.DISK_ALARM, true);
    diagnose(
            "04 disk alarm",
            Expected.of("DISK ALARM", "disk_alarm")
                .offers("Grow the disk: steps", "Purge queue", "Raise log level", "Check again"))
        .assertSays("twokey_staging@localhost blocks publishers")
        .assertHurts();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(DiagnosedState.of(story()).text())
                .containsPattern("blocks publishers, \\d+ MB are free, the limit is \\d+ MB"));
  }

  @Test
  void memory_alarm() throws IOException {
    lab().fault(Fault.MEMORY_ALARM, true);
    diagnose(
            "05 memory alarm",
            Expected.of("MEMORY ALARM", "memory_alarm")
                .offers(
                    "Make room in memory: steps", "Purge queue", "Raise log level", "Check again"))
        .assertSays("twokey_staging@localhost blocks publishers")
        .assertHurts();
  }

  @Test
  void credentials() throws IOException {
    String password = lab().password("app");
    lab().fault(Fault.PASSWORD, true);
    DiagnosedState found =
        diagnose(
                "06 credentials rotated",
                Expected.of("CREDENTIALS", "credentials")
                    .offers("Hand the password over: steps", "Raise log level", "Check again"))
            .assertSays("backend-1 is refused as app at rabbitmq.lab")
            .assertHurts();
    assertThat(found.text())
        .containsPattern("with the password of fingerprint [0-9a-f]{8}")
        .doesNotContain(password);
  }

  @Test
  void unreachable_from_one_backend() throws IOException {
    lab().fault(Fault.CUT, true, "backend-1");
    Expected unreachable =
        Expected.of("UNREACHABLE", "unreachable")
            .offers("Look at the network: steps", "Raise log level", "Check again");
    diagnose("07 unreachable from one backend", unreachable)
        .assertSays("the broker runs and answers Twokey, backend-1 can't reach it")
        .assertSays("backend-2 gets: Connection.Start")
        .assertHurts();
    lab().fault(Fault.CUT, false, "backend-1");
    lab().fault(Fault.BLACKHOLE, true, "backend-2");
    diagnose("08 swallowed on the way from one", unreachable)
        .assertSays("the broker runs and answers Twokey, backend-2 can't reach it");
  }

  @Test
  void a_slow_way_is_not_taken_for_a_refused_login() throws IOException {
    lab().fault(Fault.DELAY, true, "backend-1");
    DiagnosedState found =
        diagnose("09 too slow from one backend", Expected.of("CAN'T TELL").untold("credentials"));
    assertThat(found.text()).contains("backend-1 gets: started, no more answer");
  }

  @Test
  void name_not_resolved() throws IOException {
    lab().fault(Fault.DNS, true, "backend-1");
    diagnose(
            "10 host name does not resolve",
            Expected.of("NAME NOT RESOLVED", "name_not_resolved")
                .offers("Mend the name: steps", "Raise log level", "Check again"))
        .assertSays("backend-1 can't resolve the name of the broker's host")
        .assertHurts();
  }

  @Test
  void management_down() throws IOException {
    lab().fault(Fault.PLUGIN, true);
    diagnose(
            "11 management plug-in down",
            Expected.of("MANAGEMENT DOWN", "management_down")
                .untold("disk_alarm", "memory_alarm", "stuck_consumer", "worker_wedged")
                .offers("Bring the management API back: steps", "Check again"))
        .assertSays("AMQP works, the management API does not answer")
        .assertHurtsNobody();
  }

  @Test
  void stuck_consumer() throws IOException {
    lab().fault(Fault.HANG, true, "worker-transcode");
    await().atMost(PATIENCE).until(() -> !DiagnosedState.of(story()).verdict().equals("HEALTHY"));
    diagnose(
            "12 stuck consumer",
            Expected.of("STUCK CONSUMER", "stuck_consumer")
                .untold("worker_wedged")
                .offers("Restart worker", "Check again"))
        .assertSays("transcode_jobs has")
        .assertSays("nothing is done; its worker is worker-transcode")
        .assertHurts();
  }

  @Test
  void recent_change() throws IOException {
    lab().deploy("backend", "4f2c1", "ben");
    diagnose(
            "13 recent deployment",
            Expected.of("RECENT CHANGE", "recent_change")
                .offers("Look at what changed: steps", "Check again"))
        .assertSays("deployed in the last 30 minutes: backend 4f2c1 by ben")
        .assertHurtsNobody();
    lab().fault(Fault.CUT, true, "backend-1");
    diagnose(
            "14 recent deployment beside a fault",
            Expected.of("UNREACHABLE and 1 more", "unreachable", "recent_change")
                .offers(
                    "Look at the network: steps",
                    "Raise log level",
                    "Look at what changed: steps",
                    "Check again"))
        .assertSays("Also holds recent change: deployed in the last 30 minutes")
        .assertHurts();
    Files.writeString(lab().directory().resolve("deployments.log"), "");
  }
}
