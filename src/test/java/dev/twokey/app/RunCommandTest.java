package dev.twokey.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twokey.app.TypedAtTerminal.Ended;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Inbound;
import dev.twokey.lab.Fault;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.people.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./twokey run} against a bot over HTTP: every command ends, with its code. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunCommandTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RESTART = "/restart worker-transcode";

  @TempDir private static @Nullable Path folder;
  private static @Nullable StoryFiles storyFiles;
  private static @Nullable Served running;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    storyFiles = StoryFiles.in(requireNonNull(folder));
    Bot bot = Bot.open(files().folders(), true).bot().orElseThrow();
    running = Served.start(bot, files().folders(), 0, "ana", "");
  }

  @AfterAll
  static void stop() {
    served().close();
  }

  @BeforeEach
  void the_lab_is_well() throws IOException, InterruptedException {
    files().lab().heal();
    await().atMost(PATIENCE).until(() -> script("/diagnose rabbitmq").exit() == Results.FINE);
  }

  private static StoryFiles files() {
    return requireNonNull(storyFiles);
  }

  private static Served served() {
    return requireNonNull(running);
  }

  /** Types it where nobody can be asked. */
  private static Ended script(String... words) {
    return TypedAtTerminal.nobody(files()).run(words);
  }

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }

  @Test
  void a_diagnosis_prints_one_card_and_exits_with_what_it_found() throws IOException {
    Ended healthy = script("/diagnose", "rabbitmq");
    assertThat(healthy.exit()).as(healthy.toString()).isEqualTo(Results.FINE);
    assertThat(healthy.out())
        .startsWith("STAGING · rabbitmq · HEALTHY")
        .contains("More: 15 checks");
    assertThat(count(healthy.out(), "STAGING · rabbitmq")).isEqualTo(1);
    assertThat(script("/diagnose rabbitmq", "--details").out())
        .contains("the management API says: twokey_read is let in");

    files().lab().fault(Fault.CUT, true, "backend-1");
    Ended ill = script("/diagnose rabbitmq");
    assertThat(ill.exit()).isEqualTo(Results.FINDINGS);
    assertThat(ill.out()).startsWith("STAGING · rabbitmq · UNREACHABLE");
  }

  @Test
  void what_could_not_be_told_has_its_own_code() throws IOException {
    files().lab().fault(Fault.DELAY, true, "backend-1");
    Ended ended = script("/diagnose rabbitmq");
    assertThat(ended.exit()).as(ended.toString()).isEqualTo(Results.CANNOT_TELL);
    assertThat(ended.out()).startsWith("STAGING · rabbitmq · CAN'T TELL");
  }

  @Test
  void a_script_is_told_what_waits_and_ends() {
    Ended ended = script(RESTART);
    assertThat(ended.exit()).as(ended.toString()).isEqualTo(Results.WAITS);
    assertThat(count(ended.out(), "STAGING · ")).isEqualTo(1);
    assertThat(ended.out())
        .contains("Ana must confirm", "By hand\n  printf '{\"op\":\"restart\"")
        .doesNotContain("redacted");
    assertThat(ended.err())
        .contains("it waits for your confirmation", served().url() + "/channels/staging");
  }

  @Test
  void a_person_at_the_terminal_confirms_and_sees_it_done() {
    TypedAtTerminal ana = TypedAtTerminal.answering(files(), "yes");
    Ended ended = ana.run(RESTART);
    assertThat(ended.exit()).as(ended.toString()).isEqualTo(Results.FINE);
    assertThat(ana.questions()).containsExactly("Type yes to confirm, anything else to leave it: ");
    assertThat(count(ended.out(), "STAGING · ")).as(ended.out()).isEqualTo(2);
    assertThat(ended.err()).contains("STAGING · ", "● ");
    assertThat(ended.err().lines()).doesNotHaveDuplicates();
  }

  @Test
  void a_person_who_does_not_say_yes_leaves_it_waiting() {
    Ended ended = TypedAtTerminal.answering(files(), "no").run(RESTART);
    assertThat(ended.exit()).isEqualTo(Results.WAITS);
    assertThat(ended.err()).contains("nothing was confirmed");
  }

  @Test
  void a_phrase_is_typed_at_the_terminal_and_a_wrong_one_is_refused() {
    TypedAtTerminal hasty = TypedAtTerminal.answering(files(), "kill-prod");
    Ended wrong = hasty.run("/gameday prod E", "--channel", "prod");
    assertThat(wrong.exit()).as(wrong.toString()).isEqualTo(Results.REFUSED);
    assertThat(hasty.questions()).containsExactly("Type KILL-PROD to confirm: ");

    Ended right =
        TypedAtTerminal.answering(files(), "KILL-PROD").run("/gameday prod E", "--channel", "prod");
    assertThat(right.exit()).as(right.toString()).isEqualTo(Results.WAITS);
    assertThat(right.out()).contains("needs a second key");
    assertThat(right.err()).contains("it waits for another person");
  }

  @Test
  void with_wait_it_follows_until_another_person_has_signed_and_it_is_done() {
    CompletableFuture<Ended> typed =
        CompletableFuture.supplyAsync(
            () -> script("/restart worker-dmca prod", "--channel", "prod", "--wait"));
    await()
        .atMost(PATIENCE)
        .until(() ->
            served().bot().board().openOperations().stream().anyMatch(RunCommandTest::waitsForBen));
    as("ben", "/approve " + code());
    Ended ended = typed.join();
    assertThat(ended.exit()).as(ended.toString()).isEqualTo(Results.FINE);
    assertThat(ended.out()).contains("needs a second key", "worker-dmca");
    assertThat(ended.err()).contains("waiting for a person");
  }

  private static boolean waitsForBen(Operation o) {
    return o.phase() instanceof Phase.Approving && o.request().text().contains("worker-dmca");
  }

  private static String code() {
    return served().bot().board().openOperations().stream()
        .filter(RunCommandTest::waitsForBen)
        .findFirst()
        .orElseThrow()
        .hash()
        .code();
  }

  private static void as(String person, String text) {
    var receipt =
        served()
            .bot()
            .desk()
            .receive(
                new Inbound.Command(
                    new Conversation("console", "prod", Optional.empty()),
                    new Account("console", person),
                    text,
                    UUID.randomUUID().toString()))
            .toCompletableFuture()
            .join();
    assertThat(receipt.refusal()).isEmpty();
  }

  @Test
  void answers_end_at_once() {
    Ended halt = script("/halt");
    assertThat(halt.exit()).as(halt.toString()).isEqualTo(Results.FINE);
    assertThat(halt.out()).contains("HALTED: drills of staging", "/release drills staging");
    Ended again = script("/halt");
    assertThat(again.exit()).isEqualTo(Results.REFUSED);
    assertThat(again.out()).contains("halted already");
    Ended release = script("/release");
    assertThat(release.exit()).isEqualTo(Results.FINE);
    assertThat(release.out()).contains("STILL HALTED", "Another person has to sign");
    as("ben", "/release drills staging");
    Ended nothing = script("/halt operation");
    assertThat(nothing.exit()).isEqualTo(Results.REFUSED);
    assertThat(nothing.out()).contains("Not exactly one operation runs here, but 0.");
    assertThat(script("/help").exit()).isEqualTo(Results.FINE);
    assertThat(script("/help").out()).contains("/diagnose");
  }

  @Test
  void an_incident_is_opened_told_and_closed() {
    Ended opened = script("/incident open the queues stand still", "--channel", "prod");
    assertThat(opened.exit()).as(opened.toString()).isEqualTo(Results.FINE);
    assertThat(opened.out()).contains("the queues stand still");
    assertThat(script("/incident note looked at it", "--channel", "prod").exit())
        .isEqualTo(Results.FINE);
    Ended export = script("/export", "--channel", "prod");
    assertThat(export.exit()).isEqualTo(Results.FINE);
    assertThat(export.out()).contains("Export of incident");
    assertThat(script("/incident close", "--channel", "prod").exit()).isEqualTo(Results.FINE);
    assertThat(script("/export", "--channel", "prod").exit()).isEqualTo(Results.REFUSED);
  }

  @Test
  void refusals_name_the_reason_and_what_to_do() {
    Ended unknown = script("/nonsense");
    assertThat(unknown.exit()).as(unknown.toString()).isEqualTo(Results.REFUSED);
    assertThat(unknown.out().lines()).hasSizeGreaterThan(1);
    Ended nowhere = script("/help", "--channel", "moon");
    assertThat(nowhere.exit()).isEqualTo(Results.REFUSED);
    assertThat(nowhere.out()).contains("no channel \"moon\"", "staging");
    assertThat(script().exit()).isEqualTo(Main.USAGE);
  }

  @Test
  void a_token_of_somebody_else_is_refused() throws IOException {
    Path token = files().folders().token();
    String right = Files.readString(token);
    Files.writeString(token, "a-wrong-one");
    try {
      Ended ended = script("/help");
      assertThat(ended.exit()).isEqualTo(Results.REFUSED);
      assertThat(ended.out()).contains("token");
    } finally {
      Files.writeString(token, right);
    }
  }
}
