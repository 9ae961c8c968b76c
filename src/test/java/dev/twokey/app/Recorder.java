package dev.twokey.app;

import dev.twokey.chat.Button;
import dev.twokey.chat.Card;
import dev.twokey.chat.CardText;
import dev.twokey.chat.ChatCapability;
import dev.twokey.chat.ChatPlatform;
import dev.twokey.chat.Conversation;
import dev.twokey.people.Account;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps all that is shown. */
final class Recorder implements ChatPlatform {
  private final Map<String, Card> newest = new ConcurrentHashMap<>();
  final Map<String, String> files = new ConcurrentHashMap<>();
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final List<String> values = new CopyOnWriteArrayList<>();
  private final List<String> whispers = new CopyOnWriteArrayList<>();

  Map<String, String> out() {
    Map<String, String> out = new TreeMap<>();
    out.put("card text", String.join("\n", texts));
    out.put("card values", String.join("\n", values));
    out.put("whispers", String.join("\n", whispers));
    files.forEach((name, text) -> out.put("attached " + name, text));
    return out;
  }

  /** Returns the newest card of a subject as text. */
  String text(String subject) {
    return Optional.ofNullable(newest.get(subject)).map(c -> CardText.render(c, 200)).orElse("");
  }

  List<Button> buttons(String subject) {
    return Optional.ofNullable(newest.get(subject)).map(Card::buttons).orElse(List.of());
  }

  @Override
  public String name() {
    return "console";
  }

  @Override
  public Set<ChatCapability> capabilities() {
    return EnumSet.complementOf(EnumSet.of(ChatCapability.MEMORY));
  }

  @Override
  public Posted post(Conversation where, String marker, Card card) {
    newest.put(marker, card);
    texts.add(CardText.render(card, 200));
    values.add(card.toString());
    return new Posted.Done(new MessageRef(where, marker), where);
  }

  @Override
  public Posted edit(MessageRef message, String marker, Card card) {
    return post(message.where(), marker, card);
  }

  @Override
  public Posted whisper(Conversation where, Account to, String text) {
    whispers.add(text);
    return new Posted.Done(new MessageRef(where, "whisper"), where);
  }

  @Override
  public Posted attach(Conversation where, String marker, String fileName, String text) {
    files.put(fileName, text);
    return new Posted.Done(new MessageRef(where, marker), where);
  }
}
