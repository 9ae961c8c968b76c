package dev.twokey.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.app.TypedAtTerminal.Ended;
import dev.twokey.chat.Card;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.chat.Standing;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real bot whose files are edited on disk while it runs. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TrustEndToEndTest {
  private static final Path SHIPPED = Path.of("deploy", "lab", "config");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String DAN = "  dan: {name: Dan, roles: [approver], accounts: [console]}\n";
  private static final String WAITING = "trust/change-1/console:prod";

  @TempDir Path folder;
  private Folders folders;

  @BeforeEach
  void files() throws IOException {
    Path home = Path.of("").toAbsolutePath();
    folders =
        new Folders(
            folder,
            folder.resolve("config"),
            home.resolve("runbooks"),
            home.resolve("commands"),
            folder.resolve("state"));
    Files.createDirectories(folders.config().resolve("inventory"));
    StateFolder.make(folders);
    for (String file :
        List.of("people.yaml", "policy.yaml", "inventory/prod.yaml", "inventory/staging.yaml")) {
      Files.copy(SHIPPED.resolve(file), folders.config().resolve(file));
    }
  }

  private StoryBot accepted() throws InterruptedException {
    Ended ended = TypedAtTerminal.answering(folders, "yes").command(List.of("accept-config"));
    assertThat(ended.exit()).as(ended.toString()).isZero();
    return StoryBot.start(folders, false);
  }

  private void edit(String file, String word, String instead) throws IOException {
    Path path = folders.config().resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(word);
    Files.writeString(path, text.replace(word, instead), StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static Optional<ErrorCode> refusal(Receipt receipt) {
    return receipt.refusal().map(Problem::code);
  }

  private static Card prod(StoryBot bot, String marker, String verdict)
      throws InterruptedException {
    return bot.await(marker, PATIENCE, card -> card.verdict().contains(verdict));
  }

  @Test
  void nobody_may_do_anything_until_the_host_has_accepted_the_files() throws Exception {
    try (StoryBot bot = StoryBot.start(folders, false)) {
      Receipt early = bot.send("ana", StoryBot.STAGING, "/help");
      assertThat(refusal(early)).contains(ErrorCode.CONFIG_UNACCEPTED);
      assertThat(early.refusal().orElseThrow().advice()).contains("accept-config");
      assertThat(bot.bot().setup().inventory().environment("prod").orElseThrow().connections())
          .isEmpty();

      Ended no = TypedAtTerminal.answering(folders, "no").command(List.of("accept-config"));
      assertThat(no.exit()).isEqualTo(Results.WAITS);
      assertThat(no.out()).contains("+ ben is new on the roster", "Nothing was accepted.");
      Ended wrong =
          TypedAtTerminal.answering(folders).command(List.of("accept-config", "--yes", "0000"));
      assertThat(wrong.exit()).isEqualTo(Results.WAITS);
      String code = no.out().replaceAll("(?s).*--yes ([0-9a-f]+).*", "$1");
      Ended yes =
          TypedAtTerminal.answering(folders).command(List.of("accept-config", "--yes", code));
      assertThat(yes.exit()).as(yes.toString()).isZero();

      prod(bot, "trust/changed-1/console:prod", "accepted by the host");
      assertThat(refusal(bot.send("ana", StoryBot.STAGING, "/help"))).isEmpty();
      Ended again = TypedAtTerminal.answering(folders).command(List.of("accept-config"));
      assertThat(again.out()).contains("The files are what holds already.");
    }
  }

  @Test
  void a_new_approver_is_inert_until_two_people_of_the_old_roster_sign_also_over_a_restart()
      throws Exception {
    try (StoryBot bot = accepted()) {
      edit("people.yaml", "people:\n", "people:\n" + DAN);
      Card card = prod(bot, WAITING, "WAITS for 2 signatures");
      assertThat(StoryBot.text(card)).contains("dan is new on the roster: account", "Ben", "Chi");
      Receipt dan = bot.press("dan", StoryBot.PROD, WAITING, "Approve");
      assertThat(refusal(dan)).contains(ErrorCode.CONFIG_UNACCEPTED);
      assertThat(dan.refusal().orElseThrow().advice()).contains("waits for two people");
      assertThat(refusal(bot.press("ana", StoryBot.PROD, WAITING, "Approve")))
          .contains(ErrorCode.ROLE_MISSING);
      assertThat(refusal(bot.press("ben", StoryBot.PROD, WAITING, "Approve"))).isEmpty();
      prod(bot, WAITING, "WAITS for 1 signature");
    }
    try (StoryBot bot = StoryBot.start(folders, false)) {
      prod(bot, WAITING, "WAITS for 1 signature");
      assertThat(refusal(bot.press("chi", StoryBot.PROD, WAITING, "Approve"))).isEmpty();
      prod(bot, WAITING, "ACCEPTED");
      prod(bot, "trust/changed-2/console:prod", "accepted by Ben and Chi");
      assertThat(refusal(bot.send("dan", StoryBot.PROD, "/help"))).isEmpty();
    }
  }

  @Test
  void who_is_taken_off_the_roster_is_off_at_once_and_so_is_their_signature() throws Exception {
    try (StoryBot bot = accepted()) {
      edit("policy.yaml", "pending: 15m", "pending: 20m");
      prod(bot, WAITING, "WAITS for 2 signatures");
      assertThat(refusal(bot.press("chi", StoryBot.PROD, WAITING, "Approve"))).isEmpty();
      edit("people.yaml", "  chi: {name: Chi, roles: [approver], accounts: [console]}\n", "");
      prod(bot, "trust/changed-2/console:prod", "at once");
      prod(bot, WAITING, "WITHDRAWN");
      assertThat(refusal(bot.send("chi", StoryBot.PROD, "/help")))
          .contains(ErrorCode.ACCOUNT_UNKNOWN);
      Card next = prod(bot, "trust/change-2/console:prod", "WAITS for 2 signatures");
      assertThat(StoryBot.text(next)).contains("too few").doesNotContain("Chi approved");
    }
  }

  @Test
  void a_broken_file_keeps_the_old_ones_and_is_told_with_its_line_until_it_is_mended()
      throws Exception {
    try (StoryBot bot = accepted()) {
      edit("people.yaml", "people:\n", "people:\n  : [\n");
      Card broken = prod(bot, "trust/broken-1/console:prod", "CAN'T BE USED");
      assertThat(StoryBot.text(broken)).contains("people.yaml:");
      assertThat(refusal(bot.send("ana", StoryBot.STAGING, "/help"))).isEmpty();
      edit("people.yaml", "  : [\n", "");
      prod(bot, "trust/broken-1/console:prod", "can be used again");
    }
  }

  @ParameterizedTest
  @EnumSource(Standing.class)
  void who_is_no_full_member_is_refused_though_the_roster_has_the_account(Standing standing)
      throws Exception {
    try (StoryBot bot = accepted()) {
      Inbound typed =
          new Inbound.Command(
              new Conversation("console", StoryBot.PROD, Optional.empty()),
              new Account("console", "ana"),
              "/halt all",
              "delivery-1");
      Receipt receipt =
          bot.bot().desk().turnAway(typed, standing).toCompletableFuture().get(20, SECONDS);
      assertThat(receipt.recorded()).isTrue();
      assertThat(refusal(receipt)).contains(ErrorCode.FORBIDDEN);
      assertThat(bot.chat().markers()).noneMatch(marker -> marker.startsWith("halt/"));
    }
  }

  @Test
  void a_role_for_a_time_needs_a_third_person_and_is_taken_back_by_one() throws Exception {
    PersonId ana = new PersonId("ana");
    try (StoryBot bot = accepted()) {
      String marker =
          bot.type("ben", StoryBot.PROD, "/grant ana approver 1h ben is on a plane tonight");
      bot.await(marker, PATIENCE, card -> card.verdict().contains("WAITS"));
      assertThat(refusal(bot.press("ben", StoryBot.PROD, marker, "Approve")))
          .contains(ErrorCode.APPROVAL_OWN);
      assertThat(refusal(bot.press("chi", StoryBot.PROD, marker, "Approve"))).isEmpty();
      bot.await(marker, PATIENCE, card -> card.verdict().contains("HELD"));
      assertThat(bot.bot().setup().roster().hasRole(ana, "approver", bot.bot().clock().instant()))
          .isTrue();
      assertThat(refusal(bot.send("ana", StoryBot.PROD, "/revoke ana approver"))).isEmpty();
      bot.await(marker, PATIENCE, card -> card.verdict().contains("ENDED by Ana"));
      assertThat(bot.bot().setup().roster().hasRole(ana, "approver", bot.bot().clock().instant()))
          .isFalse();
    }
  }
}
