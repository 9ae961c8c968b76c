package dev.twokey.web;

import static dev.twokey.web.ConsoleFixture.PROD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.Card;
import dev.twokey.chat.ChatPlatform.MessageRef;
import dev.twokey.chat.Conversation;
import dev.twokey.web.Message.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChannelsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final Channels channels = new Channels();

  private Message put(Conversation where, String marker, Card card) {
    return channels.put(where, marker, new Content.OfCard(card), NOW);
  }

  private Sight since(long version) {
    return channels.sight("prod", TwoPeople.ANA, version);
  }

  private static MessageRef ref(Message message) {
    return new MessageRef(message.where(), message.id());
  }

  @Test
  void only_what_changed_since_then_is_shown_again() {
    Message first = put(PROD, "1", SampleCards.healthy());
    put(PROD, "2", SampleCards.refusal());
    long seen = since(0).version();
    assertThat(since(seen).threads()).isEmpty();
    channels.replace(ref(first), new Content.OfCard(SampleCards.diskAlarm()), NOW);
    assertThat(since(seen).threads())
        .singleElement()
        .satisfies(t -> assertThat(t.root().marker()).isEqualTo("1"));
    assertThat(since(seen).everything()).isFalse();
  }

  @Test
  void after_a_removal_everything_is_shown_again() {
    Message first = put(PROD, "1", SampleCards.healthy());
    put(PROD, "2", SampleCards.refusal());
    long seen = since(0).version();
    channels.remove(ref(first));
    assertThat(since(seen).everything()).isTrue();
    assertThat(since(seen).threads()).hasSize(1);
    assertThat(channels.find(ref(first))).isEmpty();
  }

  @Test
  void a_reply_changes_the_thread_it_stands_in() {
    Message root = put(PROD, "1", SampleCards.healthy());
    long seen = since(0).version();
    Conversation thread = new Conversation("console", "prod", Optional.of(root.id()));
    Message reply = put(thread, "2", SampleCards.refusal());
    assertThat(since(seen).threads())
        .singleElement()
        .satisfies(t -> assertThat(t.replies()).containsExactly(reply));
    assertThat(since(seen).threads().getFirst().root().created()).isLessThanOrEqualTo(seen);
  }

  @Test
  void a_reply_to_a_message_that_is_gone_stands_in_the_channel_itself() {
    Conversation thread = new Conversation("console", "prod", Optional.of("gone"));
    Message reply = put(thread, "1", SampleCards.healthy());
    assertThat(reply.where()).isEqualTo(PROD);
    assertThat(since(0).threads()).hasSize(1);
  }

  @Test
  void ids_are_the_same_after_a_start() {
    Message before = put(PROD, "operation/1", SampleCards.healthy());
    Message after =
        new Channels().put(PROD, "operation/1", new Content.OfCard(SampleCards.healthy()), NOW);
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(put(PROD, "operation/2", SampleCards.healthy()).id()).isNotEqualTo(before.id());
  }

  @Test
  void a_full_channel_drops_the_oldest_that_has_no_buttons() {
    Message pending = put(PROD, "pending", SampleCards.approval());
    Message settled = put(PROD, "settled", noButtons());
    for (int i = 0; i < Channel.MESSAGES_MAX - 1; i++) {
      put(PROD, "m" + i, noButtons());
    }
    assertThat(channels.find(ref(pending))).isPresent();
    assertThat(channels.find(ref(settled))).isEmpty();
    assertThat(since(0).threads()).hasSize(Channel.MESSAGES_MAX);
  }

  @Test
  void notices_are_one_persons_own_and_bounded() {
    for (int i = 0; i < Channels.NOTICES_MAX + 5; i++) {
      channels.tell("prod", TwoPeople.ANA, new Notice("n" + i, NOW, "text " + i, "", false));
    }
    List<Notice> shown = channels.notices("prod", TwoPeople.ANA);
    assertThat(shown).hasSize(Channels.NOTICES_MAX);
    assertThat(shown.getLast().what()).isEqualTo("text " + (Channels.NOTICES_MAX + 4));
    assertThat(channels.notices("prod", TwoPeople.BEN)).isEmpty();
    channels.putAway("prod", TwoPeople.BEN, shown.getLast().id());
    assertThat(channels.notices("prod", TwoPeople.ANA)).hasSize(Channels.NOTICES_MAX);
    channels.putAway("prod", TwoPeople.ANA, shown.getLast().id());
    assertThat(channels.notices("prod", TwoPeople.ANA)).hasSize(Channels.NOTICES_MAX - 1);
  }

  @Test
  void many_channels_are_bounded_too() {
    for (int i = 0; i < Channels.CHANNELS_MAX + 5; i++) {
      put(ConsoleFixture.channel("inc-" + i), "1", SampleCards.healthy());
    }
    assertThat(channels.newest()).hasSize(Channels.CHANNELS_MAX).doesNotContainKey("inc-0");
  }

  @Test
  void a_wait_ends_with_a_change_with_its_time_and_with_the_store() throws Exception {
    long seen = since(0).version();
    assertThat(channels.await("prod", TwoPeople.ANA, seen, Duration.ofMillis(1))).isEmpty();
    Thread writer = Thread.ofVirtual().start(() -> put(PROD, "1", SampleCards.healthy()));
    assertThat(channels.await("prod", TwoPeople.ANA, seen, Duration.ofMinutes(1))).isPresent();
    writer.join();
    Thread closer = Thread.ofVirtual().start(channels::close);
    assertThat(channels.await("prod", TwoPeople.ANA, 99, Duration.ofMinutes(1))).isEmpty();
    closer.join();
  }

  private static Card noButtons() {
    Card card = SampleCards.healthy();
    return new Card(
        card.environment(),
        card.tone(),
        card.title(),
        card.verdict(),
        card.aside(),
        card.fields(),
        card.progress(),
        card.details(),
        List.of(),
        card.footer());
  }
}
