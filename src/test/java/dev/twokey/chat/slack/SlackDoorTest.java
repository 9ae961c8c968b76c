package dev.twokey.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twokey.chat.Button;
import dev.twokey.chat.Button.Dialog;
import dev.twokey.chat.Button.Input;
import dev.twokey.chat.Card;
import dev.twokey.chat.ChatPlatform.Posted;
import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.chat.Standing;
import dev.twokey.chat.Tone;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.testkit.slack.FakeSlack;
import dev.twokey.testkit.slack.Mischief.Post;
import dev.twokey.testkit.slack.Mischief.Trick;
import dev.twokey.testkit.slack.SlackPerson;
import dev.twokey.testkit.slack.SlackPerson.Seen;
import dev.twokey.testkit.slack.SlackUser;
import dev.twokey.testkit.slack.SlackUser.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do in Slack, as it comes in. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SlackDoorTest {
  private final List<Inbound> received = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Receipt> answer =
      CompletableFuture.completedFuture(new Receipt(true, Optional.empty(), ""));
  private final Intake intake =
      inbound -> {
        received.add(inbound);
        return answer;
      };
  private SlackFixture fixture = SlackFixture.start(intake);

  @BeforeEach
  void start() {
    fixture.close();
    fixture = SlackFixture.start(intake);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void every_command_can_be_typed_below_the_umbrella() {
    fixture.ana.command("C01", "/twokey restart web prod a < b & c");
    fixture.ana.command("C01", "/twokey");
    assertThat(texts()).containsExactly("/restart web prod a < b & c", "/help");
  }

  @Test
  void a_mention_in_a_thread_is_a_command_of_that_thread() {
    Posted.Done card = post(card());
    fixture.ben.mention("C01", card.thread().thread(), "restart web & <x>");
    assertThat(received)
        .singleElement()
        .satisfies(in -> {
          assertThat(in.where()).isEqualTo(card.thread());
          assertThat(in.by()).isEqualTo(SlackFixture.account(fixture.ben));
        });
    assertThat(texts()).containsExactly("/restart web & <x>");
    fixture.ben.mention("C01", Optional.empty(), "/help");
    fixture.ben.mention("C01", Optional.empty(), "");
    assertThat(texts()).endsWith("/help", "/help");
    assertThat(received.getLast().where()).isEqualTo(SlackFixture.OPS);
  }

  @ParameterizedTest
  @CsvSource({
    "SINGLE_CHANNEL_GUEST, T0TEAM0001, GUEST",
    "MULTI_CHANNEL_GUEST, T0TEAM0001, GUEST",
    "MEMBER, T0OTHER001, EXTERNAL",
    "STRANGER, T0TEAM0001, EXTERNAL",
    "BOT, T0TEAM0001, BOT"
  })
  void who_is_no_full_member_is_turned_away(Kind kind, String team, Standing standing) {
    SlackPerson other = fixture.slack.person(new SlackUser("U77", team, "eve", kind));
    Seen seen = seen(post(card()));
    other.command("C01", "/restart web");
    other.mention("C01", Optional.empty(), "restart web");
    other.press(seen, "Approve");
    assertThat(fixture.turnedAway).containsExactly(standing, standing, standing);
    assertThat(received.getFirst().by().id()).isEqualTo(team + "/U77");
  }

  @Test
  void what_slack_does_not_vouch_for_is_not_taken_in() {
    fixture.slack.mischief().next("users.info", new Trick.Answer(500, Optional.empty()));
    fixture.ana.command("C01", "/restart web");
    assertThat(received).isEmpty();
    assertThat(fixture.ana.sees("C01").getLast().text())
        .contains("Slack does not say now whether your account is a member's", "Nothing was done");
  }

  @Test
  void a_doubled_delivery_has_one_key_and_a_doubled_press_too() {
    fixture.slack.mischief().next(Post.TWICE);
    fixture.ana.command("C01", "/restart web");
    Seen seen = seen(post(card()));
    fixture.slack.mischief().next(Post.TWICE);
    fixture.ana.press(seen, "Approve");
    await().atMost(SlackFixture.SOON).until(() -> received.size() == 4);
    List<String> keys = received.stream().map(Inbound::deliveryKey).distinct().toList();
    assertThat(keys).hasSize(2);
  }

  @Test
  void nothing_is_acknowledged_before_it_is_on_record() {
    FakeSlack slack = FakeSlack.start(Duration.ofMillis(1_500), Duration.ofSeconds(3));
    answer = new CompletableFuture<>();
    try (SlackFixture slow = SlackFixture.start(slack, intake, Duration.ofMillis(300))) {
      assertThat(slow.ana.command("C01", "/restart web")).isFalse();
      assertThat(slow.ana.sees("C01").getLast().text()).contains("operation_timeout");
      answer.complete(new Receipt(true, Optional.empty(), ""));
      await()
          .atMost(SlackFixture.SOON)
          .untilAsserted(() ->
              assertThat(slow.ana.sees("C01").getLast().text())
                  .contains("longer than Slack waits", "on record now"));
    }
  }

  @Test
  void a_mention_that_was_not_put_on_record_comes_again_with_the_same_key() {
    FakeSlack slack = FakeSlack.start(Duration.ofSeconds(1), Duration.ofSeconds(3));
    answer = new CompletableFuture<>();
    try (SlackFixture slow = SlackFixture.start(slack, intake, Duration.ofMillis(200))) {
      CompletableFuture<Boolean> mention =
          CompletableFuture.supplyAsync(() -> slow.ana.mention("C01", Optional.empty(), "help"));
      await().atMost(SlackFixture.SOON).until(() -> received.size() == 2);
      answer.complete(new Receipt(true, Optional.empty(), ""));
      assertThat(mention.join()).isTrue();
      assertThat(received.stream().map(Inbound::deliveryKey).distinct()).hasSize(1);
    }
  }

  @Test
  void a_refused_press_is_told_to_that_person_alone() {
    Seen seen = seen(post(card()));
    refuse(ErrorCode.APPROVAL_OWN, "operation/1");
    fixture.ana.press(seen, "Approve");
    await()
        .atMost(SlackFixture.SOON)
        .untilAsserted(
            () -> assertThat(fixture.ana.sees("C01").getLast().text()).contains("No. Ask Ben."));
    assertThat(fixture.ben.sees("C01")).hasSize(1);
  }

  @Test
  void a_command_where_the_bot_is_not_is_taken_in_and_says_so() {
    fixture.slack.leave("C02", null);
    fixture.ana.command("C02", "/halt all");
    assertThat(texts()).containsExactly("/halt all");
    assertThat(fixture.ana.sees("C02").getLast().text())
        .contains("It is taken in", "/invite @twokey");
  }

  @Test
  void what_can_be_mended_is_said_in_the_dialog_and_what_can_not_replaces_it() {
    Seen seen = seen(post(withDialog()));
    open(seen);
    refuse(ErrorCode.PHRASE_WRONG, "");
    assertThat(fixture.ana.submit(Map.of("phrase", "wrong"))).isTrue();
    assertThat(fixture.ana.modal()).isPresent();
    assertThat(fixture.ana.modal().orElseThrow().toString()).contains("phrase");
    refuse(ErrorCode.APPROVAL_EXPIRED, "operation/1");
    fixture.ana.submit(Map.of("phrase", "right"));
    assertThat(fixture.ana.modal().orElseThrow().toString()).contains("Not done", "No. Ask Ben.");
  }

  @Test
  void a_dialog_that_opened_too_late_is_said_to_the_one_who_pressed() {
    Seen seen = seen(post(withDialog()));
    fixture.slack.mischief().next("views.open", new Trick.Delay(Duration.ofMillis(3_100)));
    fixture.ana.press(seen, "Purge…");
    await()
        .atMost(SlackFixture.SOON)
        .untilAsserted(() ->
            assertThat(fixture.ana.sees("C01").getLast().text())
                .contains("could not be opened in time", "press the button again"));
    assertThat(received).isEmpty();
  }

  @Test
  void the_button_of_a_card_that_changed_comes_in_without_its_dialog() {
    Seen seen = seen(post(withDialog()));
    try (SlackAdapter other = fixture.anew(intake)) {
      // as after a new start, before the card was shown again
      fixture.adapter.close();
      other.start();
      await().atMost(SlackFixture.SOON).until(() -> other.openLines() == 2);
      fixture.ana.press(seen, "Purge…");
      assertThat(received)
          .singleElement()
          .isInstanceOfSatisfying(
              Inbound.Click.class, click -> assertThat(click.inputs()).isEmpty());
    }
  }

  @Test
  void a_press_in_a_thread_comes_from_that_thread() {
    Posted.Done card = post(card());
    Posted.Done reply = (Posted.Done) fixture.chat().post(card.thread(), "operation/2", card());
    fixture.ana.press(seen(reply), "Approve");
    assertThat(received.getFirst().where()).isEqualTo(reply.message().where());
  }

  private void open(Seen seen) {
    fixture.ana.press(seen, "Purge…");
    await().atMost(SlackFixture.SOON).until(() -> fixture.ana.modal().isPresent());
  }

  private void refuse(ErrorCode code, String subject) {
    answer =
        CompletableFuture.completedFuture(
            new Receipt(true, Optional.of(new Problem(code, "No.", "Ask Ben.")), subject));
  }

  private List<String> texts() {
    return received.stream().map(in -> ((Inbound.Command) in).text()).toList();
  }

  private Posted.Done post(Card card) {
    return (Posted.Done) fixture.chat().post(SlackFixture.OPS, "operation/1", card);
  }

  private Seen seen(Posted.Done posted) {
    return fixture.ana.sees("C01").stream()
        .filter(s -> s.ts().equals(posted.message().id()))
        .findFirst()
        .orElseThrow();
  }

  private static Card card() {
    return card(Button.of("b-approve", "Approve", Button.Style.PRIMARY));
  }

  private static Card withDialog() {
    Dialog dialog =
        new Dialog(
            "Purge the queues of transcoding in production",
            "Their messages are lost.",
            List.of(new Input("phrase", "Type KILL-PROD", "", true, List.of())),
            "Ask for a second key of an approver");
    return card(new Button("b-purge", "Purge…", Button.Style.DANGER, Optional.of(dialog)));
  }

  private static Card card(Button button) {
    return new Card(
        Optional.empty(),
        Tone.NEUTRAL,
        "web",
        "ASKS",
        "",
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(button),
        "");
  }
}
