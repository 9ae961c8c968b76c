package dev.twokey.chat;

import dev.twokey.chat.ChatPlatform.MessageRef;
import dev.twokey.people.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A platform that says yes to everything and does nothing. */
final class NoChat implements ChatUnderTest, ChatPlatform {
  private final Set<ChatCapability> claims;

  NoChat() {
    this(Set.of());
  }

  NoChat(Set<ChatCapability> claims) {
    this.claims = Set.copyOf(claims);
  }

  @Override
  public ChatPlatform platform() {
    return this;
  }

  @Override
  public Conversation channel() {
    return new Conversation("none", "nowhere", Optional.empty());
  }

  @Override
  public Account ana() {
    return new Account("none", "ana");
  }

  @Override
  public Account ben() {
    return new Account("none", "ben");
  }

  @Override
  public List<Shown> shownTo(Account person) {
    return List.of();
  }

  @Override
  public String open(Account person, Shown file) {
    return "";
  }

  @Override
  public void delete(MessageRef message) {
    // nothing, on purpose
  }

  @Override
  public void type(Account person, String text, String delivery) {
    // nothing, on purpose
  }

  @Override
  public void press(Account person, Shown message, String label, Map<String, String> inputs) {
    // nothing, on purpose
  }

  @Override
  public String name() {
    return "none";
  }

  @Override
  public Set<ChatCapability> capabilities() {
    return claims;
  }

  @Override
  public Posted post(Conversation where, String marker, Card card) {
    return done(where);
  }

  @Override
  public Posted edit(MessageRef message, String marker, Card card) {
    return done(message.where());
  }

  @Override
  public Posted whisper(Conversation where, Account to, String text) {
    return done(where);
  }

  @Override
  public Posted attach(Conversation where, String marker, String fileName, String text) {
    return done(where);
  }

  private static Posted done(Conversation where) {
    return new Posted.Done(new MessageRef(where, "0"), where);
  }
}
