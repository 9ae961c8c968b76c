package dev.twokey.sim;

import dev.twokey.chat.Card;
import dev.twokey.chat.ChatCapability;
import dev.twokey.chat.ChatPlatform;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Tone;
import dev.twokey.journal.JournalStore;
import dev.twokey.journal.StreamId;
import dev.twokey.people.Account;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The chat that people read. It is down for a while, loses its answer to a post that it took, and
 * people delete messages. I10: what it shows was stored, and where nothing was deleted the cards
 * stand in the order in which their streams began.
 */
final class Chat implements ChatPlatform {
  private static final String NAME = "console";

  private final VirtualTime time;
  private final RandomGenerator random;
  private final JournalStore journal;
  private final Ledger ledger;
  private final Map<String, Shown> shown = new LinkedHashMap<>();
  private final Set<String> deleted = new HashSet<>();
  private java.time.Instant downUntil = java.time.Instant.MIN;
  private boolean calm;

  /** A message: where it stands, and how many events its card is made of. */
  private record Shown(String channel, int events) {}

  Chat(VirtualTime time, RandomGenerator random, JournalStore journal, Ledger ledger) {
    this.time = time;
    this.random = random;
    this.journal = journal;
    this.ledger = ledger;
  }

  /** Returns the card of a stream: here it says no more than how many events it is made of. */
  static Card card(StreamId stream, int events) {
    return new Card(
        Optional.empty(),
        Tone.NEUTRAL,
        stream.toString(),
        Integer.toString(events),
        "",
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        "");
  }

  /** Nobody is reached for a while, or somebody deletes a message. */
  void disturb() {
    if (random.nextBoolean()) {
      downUntil = time.instant().plusSeconds(random.nextInt(120));
    } else if (!shown.isEmpty()) {
      List<String> markers = List.copyOf(shown.keySet());
      String marker = markers.get(random.nextInt(markers.size()));
      shown.remove(marker);
      deleted.add(marker);
      ledger.cover("card deleted");
    }
  }

  void calm() {
    calm = true;
  }

  @Override
  public Posted post(Conversation where, String marker, Card card) {
    boolean down = !calm && time.instant().isBefore(downUntil);
    if (down) {
      ledger.cover("chat down");
      return new Posted.Later("it is down", Optional.empty());
    }
    if (marker.contains("/anew/")) { // what the outbox says beside a card that was deleted
      ledger.cover("deletion told");
      return new Posted.Done(new MessageRef(where, marker), where);
    }
    int events = Integer.parseInt(card.verdict());
    if (events > journal.of(StreamId.parse(marker)).size()) {
      ledger.violate(Invariant.I10, "the card of " + marker + " shows what is not stored");
    }
    shown.put(marker, new Shown(where.channel(), events));
    return !calm && random.nextInt(50) == 0
        ? new Posted.Later("its answer was lost", Optional.empty())
        : new Posted.Done(new MessageRef(where, marker), where);
  }

  @Override
  public Posted edit(MessageRef message, String marker, Card card) {
    return shown.containsKey(marker) || marker.contains("/anew/")
        ? post(message.where(), marker, card)
        : new Posted.Gone();
  }

  /**
   * All was shown: each card is the newest, and in each channel they stand as their streams began.
   *
   * @param wanted by stream how many events its card is made of, as they began
   */
  void over(Map<String, Integer> wanted) {
    wanted.forEach((marker, events) -> {
      Shown newest = shown.get(marker);
      if (!deleted.contains(marker) && (newest == null || newest.events() != events)) {
        ledger.violate(
            Invariant.I10, "the card of " + marker + " is " + newest + " of " + events + " events");
      }
    });
    for (String channel : channels()) {
      List<String> order = shown.keySet().stream().filter(m -> stands(m, channel)).toList();
      List<String> right = wanted.keySet().stream().filter(order::contains).toList();
      if (!order.equals(right)) {
        ledger.violate(Invariant.I10, "cards stand as " + order + ", and began as " + right);
      }
    }
  }

  private List<String> channels() {
    return shown.values().stream().map(Shown::channel).distinct().toList();
  }

  private boolean stands(String marker, String channel) {
    Shown message = shown.get(marker);
    return message != null && message.channel().equals(channel) && !deleted.contains(marker);
  }

  @Override
  public Posted whisper(Conversation where, Account to, String text) {
    return new Posted.Done(new MessageRef(where, "whisper"), where);
  }

  @Override
  public Posted attach(Conversation where, String marker, String fileName, String text) {
    return whisper(where, new Account(NAME, marker), text);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<ChatCapability> capabilities() {
    return EnumSet.allOf(ChatCapability.class);
  }
}
