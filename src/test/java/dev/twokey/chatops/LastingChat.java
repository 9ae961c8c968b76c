package dev.twokey.chatops;

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
import java.util.Optional;
import java.util.Set;

/** A platform that remembers what was posted, and can be down, slow or forgetful of its replies. */
final class LastingChat implements ChatPlatform {
  static final String NAME = "lasting";

  /** What stands in the channels, oldest first; a deleted message is gone. */
  final Map<String, Card> messages = new LinkedHashMap<>();

  /** Each call that had an effect, such as {@code post operation/1 WAITING}. */
  final List<String> calls = new ArrayList<>();

  private final Map<String, String> byMarker = new LinkedHashMap<>();
  private Duration pace = Duration.ZERO;
  private Optional<Duration> down = Optional.empty();
  private boolean losesReplies;
  private int ids;

  /** Edits want this pace. */
  void paces(Duration each) {
    pace = each;
  }

  /** It answers nothing but to come back later. */
  void isDown(Duration retryAfter) {
    down = Optional.of(retryAfter);
  }

  /** It answers again. */
  void isUp() {
    down = Optional.empty();
    losesReplies = false;
  }

  /** What it does from now on it does not tell. */
  void losesReplies() {
    losesReplies = true;
  }

  /** Somebody deletes the message of a subject. */
  void delete(String marker) {
    messages.remove(byMarker.remove(marker));
  }

  List<String> verdicts() {
    return messages.values().stream().map(Card::verdict).toList();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<ChatCapability> capabilities() {
    return EnumSet.allOf(ChatCapability.class);
  }

  @Override
  public Duration pace() {
    return pace;
  }

  @Override
  public Posted post(Conversation where, String marker, Card card) {
    if (down.isPresent()) {
      return later();
    }
    String id = byMarker.computeIfAbsent(marker, _ -> "m" + ++ids);
    calls.add(
        (messages.put(id, card) == null ? "post " : "found ") + marker + " " + card.verdict());
    return answer(where, id);
  }

  @Override
  public Posted edit(MessageRef message, String marker, Card card) {
    if (down.isPresent()) {
      return later();
    } else if (!messages.containsKey(message.id())) {
      return new Posted.Gone();
    }
    messages.put(message.id(), card);
    calls.add("edit " + marker + " " + card.verdict());
    return answer(message.where(), message.id());
  }

  @Override
  public Posted whisper(Conversation where, Account to, String text) {
    calls.add("whisper " + to + " " + text);
    return answer(where, "whisper");
  }

  @Override
  public Posted attach(Conversation where, String marker, String fileName, String text) {
    if (down.isPresent()) {
      return later();
    }
    calls.add("attach " + fileName);
    return answer(where, fileName);
  }

  private Posted answer(Conversation where, String id) {
    return losesReplies
        ? new Posted.Later("the reply was lost", Optional.empty())
        : new Posted.Done(new MessageRef(where, id), where);
  }

  private Posted later() {
    return new Posted.Later("down", down.map(Duration::toMillis));
  }
}
