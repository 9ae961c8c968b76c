package dev.twokey.chatops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.Card;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Tone;
import dev.twokey.journal.StreamId;
import dev.twokey.journal.sql.DeliveryFile;
import dev.twokey.operation.ScriptTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reaches a platform, in which order, and what a restart or an outage changes of that. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OutboxTest {
  private static final Conversation WHERE =
      new Conversation(LastingChat.NAME, "incident", Optional.empty());

  private final ScriptTime time = new ScriptTime();
  private final LastingChat chat = new LastingChat();
  private Deliveries deliveries = Deliveries.inMemory();
  private Outbox outbox = start();

  private Outbox start() {
    Outbox made = new Outbox(time.runner(1), time.clock(), deliveries);
    made.add(chat);
    return made;
  }

  private void show(String id, String verdict) {
    outbox.show(new StreamId("operation", id), WHERE, card(verdict));
  }

  private static Card card(String verdict) {
    return new Card(
        Optional.empty(),
        Tone.NEUTRAL,
        "worker",
        verdict,
        "",
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        "");
  }

  private void pass(Duration length) {
    Instant end = time.now().plus(length);
    do {
      while (time.runOne()) {
        // until nothing is due
      }
    } while (time.step(end));
    while (time.runOne()) {
      // what is due at the end
    }
  }

  @Test
  void a_card_is_posted_once_and_edited_from_then_on() {
    show("1", "WAITING");
    pass(Duration.ZERO);
    show("1", "RUNNING");
    pass(Duration.ZERO);

    assertThat(chat.calls).containsExactly("post operation/1 WAITING", "edit operation/1 RUNNING");
  }

  @Test
  void what_came_in_between_is_left_out() {
    show("1", "ONE");
    show("1", "TWO");
    show("1", "THREE");
    pass(Duration.ZERO);

    assertThat(chat.calls).containsExactly("post operation/1 THREE");
  }

  @Test
  void a_card_that_looks_the_same_is_not_sent_again() {
    show("1", "WAITING");
    pass(Duration.ZERO);
    show("1", "WAITING");
    pass(Duration.ZERO);

    assertThat(chat.calls).hasSize(1);
  }

  @Test
  void edits_keep_the_pace_of_the_platform_and_posts_do_not_wait_for_them() {
    chat.paces(Duration.ofSeconds(1));
    show("1", "WAITING");
    pass(Duration.ZERO);
    IntStream.range(0, 10)
        .forEach(i -> {
          show("1", "STEP " + i);
          pass(Duration.ofMillis(50));
        });
    show("2", "NEW");
    pass(Duration.ofMillis(1));

    assertThat(chat.calls).containsExactly("post operation/1 WAITING", "post operation/2 NEW");

    pass(Duration.ofSeconds(2));
    assertThat(chat.calls).hasSize(3).last().isEqualTo("edit operation/1 STEP 9");
  }

  @Test
  void after_an_outage_of_half_an_hour_each_card_is_shown_once_and_in_order() {
    chat.isDown(Duration.ofSeconds(20));
    for (int minute = 0; minute < 30; minute++) {
      show("card" + minute, "WAITING");
      show("card" + minute / 2, "minute " + minute);
      pass(Duration.ofMinutes(1));
    }
    chat.isUp();
    pass(Duration.ofMinutes(2));

    assertThat(chat.calls)
        .hasSize(30)
        .allMatch(call -> call.startsWith("post "))
        .map(call -> call.replaceFirst("post (\\S+) .*", "$1"))
        .containsExactlyElementsOf(
            IntStream.range(0, 30).mapToObj(i -> "operation/card" + i).toList());
    assertThat(chat.verdicts().getFirst()).isEqualTo("minute 1");
  }

  @Test
  void a_platform_that_fails_is_tried_more_and_more_seldom_and_never_given_up() {
    chat.isDown(Duration.ofMinutes(3));
    show("1", "WAITING");
    pass(Duration.ofMinutes(4));
    chat.isUp();
    pass(Duration.ofMinutes(3));

    assertThat(chat.calls).containsExactly("post operation/1 WAITING");
  }

  @Test
  void a_post_whose_reply_is_lost_makes_no_second_message() {
    chat.losesReplies();
    show("1", "WAITING");
    pass(Duration.ZERO);
    chat.isUp();
    pass(Duration.ofMinutes(1));

    assertThat(chat.messages).hasSize(1);
    assertThat(chat.calls).containsExactly("post operation/1 WAITING", "found operation/1 WAITING");
  }

  @Test
  void a_deleted_card_comes_back_and_it_is_said_that_it_was_deleted() {
    show("1", "WAITING");
    pass(Duration.ZERO);
    chat.delete("operation/1");
    show("1", "RUNNING");
    pass(Duration.ofSeconds(10));

    assertThat(chat.verdicts()).containsExactly("RUNNING", "posted anew");
    show("1", "DONE");
    pass(Duration.ofSeconds(10));
    assertThat(chat.verdicts()).containsExactly("DONE", "posted anew");
  }

  @Test
  void what_only_replaces_is_not_posted_where_nothing_stands() {
    outbox.replace(new StreamId("call", "1"), WHERE, card("SETTLED"));
    pass(Duration.ZERO);
    assertThat(chat.calls).isEmpty();

    outbox.show(new StreamId("call", "2"), WHERE, card("CALLING"));
    pass(Duration.ZERO);
    outbox.replace(new StreamId("call", "2"), WHERE, card("SETTLED"));
    pass(Duration.ZERO);
    assertThat(chat.verdicts()).containsExactly("SETTLED");
  }

  @Test
  void a_file_is_attached_each_time_that_somebody_asks_for_it() {
    outbox.attach(WHERE, "export/1", "postmortem.md", "text");
    pass(Duration.ZERO);
    outbox.attach(WHERE, "export/1", "postmortem.md", "text");
    pass(Duration.ZERO);

    assertThat(chat.calls).containsExactly("attach postmortem.md", "attach postmortem.md");
  }

  @Test
  void after_a_restart_cards_are_edited_where_they_stand(@TempDir Path folder) {
    Path file = folder.resolve("deliveries.db");
    deliveries = DeliveryFile.open(file);
    outbox = start();
    show("1", "WAITING");
    show("2", "DONE");
    pass(Duration.ZERO);
    deliveries.close();

    deliveries = DeliveryFile.open(file);
    outbox = start();
    show("1", "RUNNING");
    show("2", "DONE");
    pass(Duration.ZERO);
    deliveries.close();

    assertThat(chat.calls)
        .containsExactlyInAnyOrder(
            "post operation/1 WAITING", "post operation/2 DONE", "edit operation/1 RUNNING");
  }

  @Test
  void a_damaged_file_of_deliveries_costs_a_look_on_the_platform(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("deliveries.db");
    show("1", "WAITING");
    pass(Duration.ZERO);
    Files.writeString(
        file, "this is no database, and it is long enough to be read as one".repeat(9));

    deliveries = DeliveryFile.open(file);
    outbox = start();
    show("1", "WAITING");
    pass(Duration.ZERO);
    deliveries.close();

    assertThat(chat.messages).hasSize(1);
    assertThat(chat.calls).last().isEqualTo("found operation/1 WAITING");
  }
}
