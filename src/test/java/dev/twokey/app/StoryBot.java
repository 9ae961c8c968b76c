package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.Button;
import dev.twokey.chat.Card;
import dev.twokey.chat.CardText;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.people.Account;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * A whole bot in this JVM: real files, journal, loop, desk and outbox on the real lab, and people
 * who type and press. Only the chat platform is made for tests: it remembers each card.
 *
 * <p>People are those of the lab's roster: {@code ana} (responder), {@code ben} (responder,
 * approver) and {@code chi} (approver).
 */
final class StoryBot implements AutoCloseable {
  /** The channel that is bound to staging. */
  static final String STAGING = "staging";

  /** The channel that is bound to prod. */
  static final String PROD = "prod";

  private static final int WIDTH = 110;
  private static final Duration JOURNALED = Duration.ofSeconds(20);

  private final Bot bot;
  private final RecordingChat chat = new RecordingChat();

  private StoryBot(Bot bot) {
    this.bot = bot;
  }

  /** Starts one on the files' journal, which nobody else may have open. */
  static StoryBot start(StoryFiles files) throws InterruptedException {
    return start(files.folders(), true);
  }

  /** Starts one on any files, as the demo or as a bot that trusts what was accepted. */
  static StoryBot start(Folders folders, boolean demo) throws InterruptedException {
    Bot.Opened opened = Bot.open(folders, demo);
    assertThat(opened.problems().hasErrors())
        .as("the story's files: %s", opened.problems().findings())
        .isFalse();
    StoryBot story = new StoryBot(opened.bot().orElseThrow());
    story.bot.outbox().add(story.chat);
    story.bot.start();
    return story;
  }

  Bot bot() {
    return bot;
  }

  RecordingChat chat() {
    return chat;
  }

  /** A person types a command in a channel; returns what they are told at once. */
  Receipt send(String person, String channel, String text) {
    return receive(new Inbound.Command(channel(channel), account(person), text, key()));
  }

  /** A person types a command in a channel; returns the marker of the card that follows. */
  String type(String person, String channel, String text) {
    return send(person, channel, text).subject();
  }

  /** Waits until the newest card of a marker is as wanted, and returns it. */
  Card await(String marker, Duration atMost, Predicate<Card> wanted) throws InterruptedException {
    return chat.await(marker, atMost, wanted);
  }

  /** A person presses the button of the newest card whose label is or begins with that. */
  Receipt press(String person, String channel, String marker, String label) {
    return press(person, channel, marker, label, Map.of());
  }

  /** The same, and fills in the button's dialog. */
  Receipt press(
      String person, String channel, String marker, String label, Map<String, String> inputs) {
    Card card = chat.cards(marker).getLast();
    Button button =
        card.buttons().stream()
            .filter(b -> b.label().startsWith(label))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no button " + label + " on " + text(card)));
    return click(person, channel, button.id(), inputs);
  }

  /** A person sends a button's id, as a stale page does. */
  Receipt click(String person, String channel, String button, Map<String, String> inputs) {
    return receive(new Inbound.Click(channel(channel), account(person), button, inputs, key()));
  }

  /** Returns a card with its longer parts, as a terminal shows it. */
  static String text(Card card) {
    return CardText.renderAll(card, WIDTH);
  }

  private Receipt receive(Inbound inbound) {
    try {
      return bot.desk()
          .receive(inbound)
          .toCompletableFuture()
          .get(JOURNALED.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("nothing was answered to " + inbound, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static Conversation channel(String id) {
    return new Conversation(RecordingChat.NAME, id, Optional.empty());
  }

  private static Account account(String person) {
    return new Account(RecordingChat.NAME, person);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  @Override
  public void close() {
    bot.close();
  }
}
