package dev.twokey.app;

import dev.twokey.chat.Card;
import dev.twokey.chat.ChatCapability;
import dev.twokey.chat.ChatPlatform;
import dev.twokey.chat.Conversation;
import dev.twokey.people.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A chat platform that remembers all that it was given, in order. It stands for the console, to
 * whose channels the lab's environments are bound.
 */
final class RecordingChat implements ChatPlatform {
  static final String NAME = "console";

  /** A file that was attached. */
  record Attached(Conversation where, String name, String text) {}

  private final Map<String, List<Card>> cards = new LinkedHashMap<>();
  private final List<Attached> files = new ArrayList<>();

  /** Waits for a card of a subject that is as wanted, and returns it; looks at the newest only. */
  synchronized Card await(String marker, Duration atMost, Predicate<Card> wanted)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      List<Card> shown = cards.getOrDefault(marker, List.of());
      if (!shown.isEmpty() && wanted.test(shown.getLast())) {
        return shown.getLast();
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(
            "no card of "
                + marker
                + " is as wanted after "
                + atMost
                + "; the newest: "
                + (shown.isEmpty() ? "none" : StoryBot.text(shown.getLast())));
      }
      wait(left);
    }
  }

  /** Returns all cards of a subject as they were shown, oldest first. */
  synchronized List<Card> cards(String marker) {
    return List.copyOf(cards.getOrDefault(marker, List.of()));
  }

  /** Returns the markers of all that was shown, in the order in which they came first. */
  synchronized List<String> markers() {
    return List.copyOf(cards.keySet());
  }

  synchronized List<Attached> files() {
    return List.copyOf(files);
  }

  @Override
  public synchronized Posted post(Conversation where, String marker, Card card) {
    Objects.requireNonNull(cards.computeIfAbsent(marker, _ -> new ArrayList<>())).add(card);
    notifyAll();
    return done(where, marker);
  }

  @Override
  public Posted edit(MessageRef message, String marker, Card card) {
    return post(message.where(), marker, card);
  }

  @Override
  public Posted whisper(Conversation where, Account to, String text) {
    return done(where, "whisper");
  }

  @Override
  public synchronized Posted attach(
      Conversation where, String marker, String fileName, String text) {
    files.add(new Attached(where, fileName, text));
    notifyAll();
    return done(where, marker);
  }

  private static Posted done(Conversation where, String id) {
    return new Posted.Done(
        new MessageRef(where, id), new Conversation(NAME, where.channel(), Optional.of(id)));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<ChatCapability> capabilities() {
    return EnumSet.complementOf(EnumSet.of(ChatCapability.MEMORY));
  }
}
