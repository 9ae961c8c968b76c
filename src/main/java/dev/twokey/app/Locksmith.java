package dev.twokey.app;

import dev.twokey.chat.Conversation;
import dev.twokey.chatops.Keysmith;
import dev.twokey.chatops.Outbox;
import dev.twokey.people.Account;
import dev.twokey.web.EntryLinks;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/** Makes links and words with the machine's own chance, and whispers through the outbox. */
final class Locksmith implements Keysmith {
  private static final int WORD_BYTES = 32;

  private final EntryLinks enrolments;
  private final RandomGenerator random;
  private final Outbox outbox;
  private final AtomicReference<String> address = new AtomicReference<>("");

  Locksmith(EntryLinks enrolments, RandomGenerator random, Outbox outbox) {
    this.enrolments = enrolments;
    this.random = random;
    this.outbox = outbox;
  }

  /** Says where the console is, such as {@code http://localhost:8420}. */
  void consoleAt(String url) {
    address.set(url);
  }

  EntryLinks enrolments() {
    return enrolments;
  }

  @Override
  public String enrolmentLink(Account account) {
    return address.get() + enrolments.issue(account, EntryLinks.Use.ONCE);
  }

  @Override
  public String freshWord() {
    byte[] bytes = new byte[WORD_BYTES];
    random.nextBytes(bytes);
    return "twk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String signIn() {
    String url = address.get();
    return url.isEmpty() ? "" : url + "/sign-in";
  }

  @Override
  public void whisper(Conversation where, Account to, String text) {
    outbox.whisper(where, to, text);
  }
}
