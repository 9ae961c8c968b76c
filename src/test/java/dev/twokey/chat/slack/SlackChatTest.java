package dev.twokey.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.Button;
import dev.twokey.chat.Card;
import dev.twokey.chat.Card.Detail;
import dev.twokey.chat.Card.EnvironmentTag;
import dev.twokey.chat.ChatPlatform.Posted;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.chat.Tone;
import dev.twokey.testkit.slack.Mischief.Trick;
import dev.twokey.testkit.slack.SlackPerson.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What the adapter does where Slack fails, limits, loses an answer, or somebody deletes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SlackChatTest {
  private static final String MARKER = "operation/1";
  private SlackFixture fixture = started();

  private static SlackFixture started() {
    return SlackFixture.start(
        _ -> CompletableFuture.completedFuture(new Receipt(true, Optional.empty(), "")));
  }

  @BeforeEach
  void start() {
    fixture.close();
    fixture = started();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void a_post_whose_answer_was_lost_is_found_and_not_posted_again() {
    fixture.slack.mischief().next("chat.postMessage", new Trick.LoseReply());
    assertThat(post("WAITING")).isInstanceOf(Posted.Later.class);
    assertThat(post("DONE")).isInstanceOf(Posted.Done.class);
    assertThat(cards()).singleElement().satisfies(c -> assertThat(c.text()).contains("DONE"));
    assertThat(fixture.slack.calls("chat.postMessage")).isEqualTo(1);
  }

  @Test
  void a_lost_post_in_a_thread_is_found_there() {
    Conversation thread = ((Posted.Done) post("WAITING")).thread();
    fixture.slack.mischief().next("chat.postMessage", new Trick.LoseReply());
    assertThat(fixture.chat().post(thread, "evidence/1", card("EVIDENCE")))
        .isInstanceOf(Posted.Later.class);
    assertThat(fixture.chat().post(thread, "evidence/1", card("EVIDENCE")))
        .isInstanceOf(Posted.Done.class);
    assertThat(cards()).hasSize(2);
  }

  @Test
  void a_post_that_slack_dropped_or_failed_is_posted_once() {
    fixture.slack.mischief().next("chat.postMessage", new Trick.Drop());
    fixture.slack.mischief().next("chat.postMessage", new Trick.Answer(500, Optional.empty()));
    assertThat(post("A")).isInstanceOf(Posted.Later.class);
    assertThat(post("A")).isInstanceOf(Posted.Later.class);
    assertThat(post("A")).isInstanceOf(Posted.Done.class);
    assertThat(cards()).hasSize(1);
  }

  @Test
  void a_rate_limit_says_how_long_to_wait() {
    fixture.slack.mischief().next("chat.postMessage", new Trick.Answer(429, Optional.of(7)));
    assertThat(post("A"))
        .isInstanceOfSatisfying(
            Posted.Later.class, later -> assertThat(later.retryAfterMillis()).contains(7_000L));
    assertThat(post("A")).isInstanceOf(Posted.Done.class);
  }

  @Test
  void after_a_new_start_a_card_is_edited_where_it_stands() {
    post("WAITING");
    try (SlackAdapter anew =
        fixture.anew(_ -> CompletableFuture.failedFuture(new AssertionError()))) {
      assertThat(anew.chat().post(SlackFixture.OPS, MARKER, card("DONE")))
          .isInstanceOf(Posted.Done.class);
    }
    assertThat(cards()).singleElement().satisfies(c -> assertThat(c.text()).contains("DONE"));
  }

  @Test
  void a_reply_to_a_deleted_card_stands_in_the_channel() {
    Posted.Done card = (Posted.Done) post("A");
    fixture.ana.delete("C01", card.message().id());
    fixture.chat().post(card.thread(), "evidence/1", card("EVIDENCE"));
    assertThat(cards()).singleElement().satisfies(c -> assertThat(c.thread()).isEmpty());
  }

  @Test
  void what_is_too_long_comes_as_one_file_and_again_only_when_it_changed() {
    fixture.chat().post(SlackFixture.OPS, MARKER, longCard("one"));
    fixture.chat().post(SlackFixture.OPS, MARKER, longCard("one"));
    assertThat(files()).hasSize(1);
    try (SlackAdapter anew =
        fixture.anew(_ -> CompletableFuture.failedFuture(new AssertionError()))) {
      anew.chat().post(SlackFixture.OPS, MARKER, longCard("one"));
    }
    assertThat(files()).hasSize(1);
    fixture.chat().post(SlackFixture.OPS, MARKER, longCard("two"));
    assertThat(files()).hasSize(2);
    assertThat(files().getLast().thread()).contains(cards().getFirst().ts());
    assertThat(fixture.ben.open(files().getLast().files().getFirst())).contains("two 399");
  }

  @Test
  void a_file_whose_answer_was_lost_stands_once() {
    fixture.slack.mischief().next("files.completeUploadExternal", new Trick.LoseReply());
    assertThat(fixture.chat().attach(SlackFixture.OPS, "log/1", "a.log", "text\n"))
        .isInstanceOf(Posted.Later.class);
    assertThat(fixture.chat().attach(SlackFixture.OPS, "log/1", "a.log", "text\n"))
        .isInstanceOf(Posted.Done.class);
    assertThat(files()).hasSize(1);
  }

  @Test
  void who_is_not_in_the_channel_is_told_directly() {
    fixture.slack.leave("C01", fixture.ana);
    fixture
        .chat()
        .whisper(
            SlackFixture.OPS, SlackFixture.account(fixture.ana), "come in: http://localhost:1/x");
    assertThat(fixture.ana.seesDirectly()).hasSize(1);
  }

  @Test
  void where_the_bot_is_not_a_member_the_log_says_how_to_invite_it() {
    fixture.slack.leave("C01", null);
    assertThat(post("A"))
        .isInstanceOfSatisfying(
            Posted.Later.class, later -> assertThat(later.why()).contains("/invite @twokey"));
  }

  @Test
  void a_channel_that_is_shared_with_others_is_shown_nothing() {
    fixture.slack.share("C02", true);
    Conversation shared = new Conversation("slack", "C02", Optional.empty());
    assertThat(fixture.chat().post(shared, MARKER, card("DISK ALARM")))
        .isInstanceOf(Posted.Done.class);
    assertThat(fixture.ana.sees("C02"))
        .singleElement()
        .satisfies(
            c -> assertThat(c.text()).contains("not shown here").doesNotContain("DISK ALARM"));
  }

  @Test
  void an_outage_leaves_the_newest_state_once() {
    fixture.slack.mischief().down(true);
    assertThat(post("ONE")).isInstanceOf(Posted.Later.class);
    assertThat(post("TWO")).isInstanceOf(Posted.Later.class);
    fixture.slack.mischief().down(false);
    assertThat(post("THREE")).isInstanceOf(Posted.Done.class);
    assertThat(cards()).singleElement().satisfies(c -> assertThat(c.text()).contains("THREE"));
  }

  private Posted post(String verdict) {
    return fixture.chat().post(SlackFixture.OPS, MARKER, card(verdict));
  }

  private List<Seen> cards() {
    return fixture.ben.sees("C01").stream().filter(s -> s.files().isEmpty()).toList();
  }

  private List<Seen> files() {
    return fixture.ben.sees("C01").stream().filter(s -> !s.files().isEmpty()).toList();
  }

  private static Card longCard(String word) {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      log.append(word).append(' ').append(i).append('\n');
    }
    return with("A", List.of(new Detail.Text("Log", log.toString())));
  }

  private static Card card(String verdict) {
    return with(verdict, List.of());
  }

  private static Card with(String verdict, List<Detail> details) {
    return new Card(
        Optional.of(new EnvironmentTag("prod", "red")),
        Tone.NEUTRAL,
        "rabbitmq",
        verdict,
        Duration.ofSeconds(1).toString(),
        List.of(),
        Optional.empty(),
        details,
        List.of(Button.of("b", "Approve", Button.Style.PRIMARY)),
        "");
  }
}
