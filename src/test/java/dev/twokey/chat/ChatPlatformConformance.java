package dev.twokey.chat;

import static dev.twokey.chat.ChatCapability.AUDIENCE;
import static dev.twokey.chat.ChatCapability.BUTTONS;
import static dev.twokey.chat.ChatCapability.DIALOGS;
import static dev.twokey.chat.ChatCapability.EDIT;
import static dev.twokey.chat.ChatCapability.EPHEMERAL;
import static dev.twokey.chat.ChatCapability.FILES;
import static dev.twokey.chat.ChatCapability.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.ChatPlatform.Posted;
import dev.twokey.chat.ChatUnderTest.Shown;
import dev.twokey.people.Account;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ChatPlatform} must do: with a capability, or with the fallback that {@link
 * ChatCapability} declares for its lack. A subclass gives the platform and nothing else; no test
 * can be skipped, and a platform that does nothing fails each.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class ChatPlatformConformance {
  private final RecordingIntake intake = new RecordingIntake();
  private ChatUnderTest chat = new NoChat();

  /** Returns the platform with an empty channel; what people send goes to the intake. */
  protected abstract ChatUnderTest start(Intake intake);

  @BeforeEach
  void start_the_platform() {
    chat = start(intake);
  }

  @Test
  void a_posted_card_stands_in_the_channel_with_environment_and_verdict_first() {
    Posted.Done done = post("operation/1", ConformanceCards.card("DISK ALARM", "first"));
    assertThat(done.message().where().platform()).isEqualTo(chat.platform().name());
    String text = only(chat.ana()).text();
    assertThat(text).containsSubsequence("PROD", "rabbitmq", "DISK ALARM", "free", "first");
    assertThat(only(chat.ben()).text()).isEqualTo(text);
  }

  @Test
  void every_part_of_a_card_can_be_read() {
    post("operation/1", ConformanceCards.everything());
    assertThat(only(chat.ana()).text())
        .contains("stop the broker", "timer is armed", "of the footer", "an aside");
  }

  @Test
  void markup_and_mentions_in_a_text_are_only_text() {
    String hostile = "<b>bold</b> *star* <!channel> @everyone &amp; <script>alert(1)</script>";
    post("operation/1", ConformanceCards.card("FINE", hostile));
    assertThat(only(chat.ana()).text()).contains(hostile);
  }

  @Test
  void the_same_marker_twice_makes_no_second_card() {
    post("operation/1", ConformanceCards.card("WAITING", "one"));
    Posted.Done again = post("operation/1", ConformanceCards.card("DONE", "two"));
    List<Shown> shown = chat.shownTo(chat.ana());
    if (has(EDIT)) {
      assertThat(shown).hasSize(1);
      assertThat(shown.getFirst().id()).isEqualTo(again.message().id());
    } else {
      assertThat(shown).hasSize(2);
      assertThat(shown.getLast().text()).contains("follows", "rabbitmq");
    }
    assertThat(shown.getLast().text()).contains("DONE", "two").doesNotContain("WAITING");
  }

  @Test
  void other_markers_make_other_cards_in_order() {
    post("operation/1", ConformanceCards.card("ONE", "x"));
    post("operation/2", ConformanceCards.card("TWO", "x"));
    assertThat(chat.shownTo(chat.ben()))
        .satisfiesExactly(
            first -> assertThat(first.text()).contains("ONE"),
            second -> assertThat(second.text()).contains("TWO"));
  }

  @Test
  void an_edited_card_shows_its_new_state_to_everybody() {
    Posted.Done done = post("operation/1", ConformanceCards.card("WAITING", "one"));
    chat.platform().edit(done.message(), "operation/1", ConformanceCards.card("DONE", "two"));
    for (Account person : List.of(chat.ana(), chat.ben())) {
      List<Shown> shown = chat.shownTo(person);
      assertThat(shown).hasSize(has(EDIT) ? 1 : 2);
      assertThat(shown.getLast().text()).contains("DONE", "two");
    }
  }

  @Test
  void a_deleted_card_is_gone_and_can_be_posted_anew() {
    Posted.Done done = post("operation/1", ConformanceCards.card("WAITING", "one"));
    chat.delete(done.message());
    assertThat(chat.shownTo(chat.ana())).isEmpty();
    assertThat(
            chat.platform()
                .edit(done.message(), "operation/1", ConformanceCards.card("DONE", "two")))
        .isInstanceOf(Posted.Gone.class);
    post("operation/1", ConformanceCards.card("DONE", "two"));
    assertThat(only(chat.ana()).text()).contains("DONE");
  }

  @Test
  void a_reply_stands_under_its_card() {
    Posted.Done done = post("operation/1", ConformanceCards.card("DISK ALARM", "one"));
    chat.platform().post(done.thread(), "evidence/1", ConformanceCards.card("EVIDENCE", "two"));
    List<Shown> shown = chat.shownTo(chat.ana());
    assertThat(shown).hasSize(2);
    Shown reply = shown.getLast();
    assertThat(reply.text()).contains("EVIDENCE");
    if (has(THREADS)) {
      assertThat(reply.thread()).isEqualTo(done.thread().thread()).isPresent();
      assertThat(shown.getFirst().thread()).isEmpty();
    } else {
      assertThat(reply.thread()).isEmpty();
      assertThat(reply.text()).contains("re: rabbitmq");
    }
  }

  @Test
  void a_whisper_reaches_one_person_alone() {
    chat.platform().whisper(chat.channel(), chat.ana(), "you asked for this yourself");
    assertThat(textsFor(chat.ana())).anyMatch(t -> t.contains("you asked for this yourself"));
    if (has(EPHEMERAL)) {
      assertThat(textsFor(chat.ben())).noneMatch(t -> t.contains("you asked for this yourself"));
    } else {
      assertThat(textsFor(chat.ben())).anyMatch(t -> t.contains(chat.ana().id()));
    }
  }

  @Test
  void an_attached_file_can_be_read_whole() {
    String text = "line of a log\n".repeat(500) + "the last line\n";
    Posted.Done done = post("operation/1", ConformanceCards.card("DISK ALARM", "one"));
    chat.platform().attach(done.thread(), "log/1", "mq1.log", text);
    Shown file = chat.shownTo(chat.ben()).getLast();
    assertThat(file.text()).contains("mq1.log");
    if (has(FILES)) {
      assertThat(chat.open(chat.ben(), file)).isEqualTo(text);
    } else {
      assertThat(file.text()).contains("http");
    }
  }

  @Test
  void a_typed_command_arrives_with_its_sender() {
    chat.type(chat.ben(), "/diagnose rabbitmq prod", "d-1");
    assertThat(intake.received)
        .singleElement()
        .isInstanceOfSatisfying(
            Inbound.Command.class,
            command -> {
              assertThat(command.by()).isEqualTo(chat.ben());
              assertThat(command.text()).isEqualTo("/diagnose rabbitmq prod");
              assertThat(command.where()).isEqualTo(chat.channel());
              assertThat(command.deliveryKey()).isNotBlank();
            });
  }

  @Test
  void who_reads_along_where_a_command_was_typed_is_told_or_nobody_knows() {
    chat.type(chat.ben(), "/help", "d-1");
    Inbound typed = intake.received.getFirst();
    assertThat(chat.platform().audience(typed.where()))
        .isEqualTo(has(AUDIENCE) ? Audience.OURS : Audience.UNKNOWN);
    assertThat(typed.audience()).isNotEqualTo(Audience.OTHERS);
  }

  @Test
  void a_repeated_delivery_has_the_same_key_and_another_person_another() {
    chat.type(chat.ana(), "/help", "d-1");
    chat.type(chat.ana(), "/help", "d-1");
    chat.type(chat.ben(), "/help", "d-1");
    List<String> keys = intake.received.stream().map(Inbound::deliveryKey).toList();
    assertThat(keys).hasSize(3);
    assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2));
  }

  @Test
  void a_pressed_button_arrives_with_its_id_and_who_pressed_it() {
    Posted.Done done = post("operation/1", ConformanceCards.withButton());
    if (!has(BUTTONS)) {
      assertThat(only(chat.ben()).text()).contains("Approve", "type", "b-approve");
      return;
    }
    assertThat(only(chat.ben()).buttons()).contains("Approve");
    chat.press(chat.ben(), only(chat.ben()), "Approve", Map.of());
    assertThat(intake.received)
        .singleElement()
        .isInstanceOfSatisfying(
            Inbound.Click.class,
            click -> {
              assertThat(click.button()).isEqualTo("b-approve");
              assertThat(click.by()).isEqualTo(chat.ben());
              assertThat(click.where()).isEqualTo(done.message().where());
              assertThat(click.deliveryKey()).isNotBlank();
            });
  }

  @Test
  void a_dialog_brings_back_what_was_typed_and_ticked() {
    post("operation/1", ConformanceCards.withDialog());
    if (!has(DIALOGS)) {
      assertThat(only(chat.ana()).text()).contains("Purge", "type", "b-purge");
      return;
    }
    chat.press(
        chat.ana(), only(chat.ana()), "Purge…", Map.of("reason", "full disk", "queues", "a\nc"));
    assertThat(intake.received)
        .singleElement()
        .isInstanceOfSatisfying(
            Inbound.Click.class,
            click ->
                assertThat(click.inputs())
                    .containsEntry("reason", "full disk")
                    .containsEntry("queues", "a\nc"));
  }

  @Test
  void a_refusal_is_told_to_its_sender() {
    intake.refusal =
        Optional.of(new Problem(ErrorCode.APPROVAL_OWN, "You asked for this.", "Ask Ben."));
    chat.type(chat.ana(), "/approve", "d-1");
    assertThat(textsFor(chat.ana()))
        .anyMatch(t -> t.contains("You asked for this.") && t.contains("Ask Ben."));
    if (has(EPHEMERAL)) {
      assertThat(textsFor(chat.ben())).noneMatch(t -> t.contains("You asked for this."));
    }
  }

  private Posted.Done post(String marker, Card card) {
    return (Posted.Done) chat.platform().post(chat.channel(), marker, card);
  }

  private Shown only(Account person) {
    List<Shown> shown = chat.shownTo(person);
    assertThat(shown).hasSize(1);
    return shown.getFirst();
  }

  private List<String> textsFor(Account person) {
    return chat.shownTo(person).stream().map(Shown::text).toList();
  }

  private boolean has(ChatCapability capability) {
    return chat.platform().capabilities().contains(capability);
  }
}
