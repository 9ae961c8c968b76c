package dev.twokey.chatops;

import dev.twokey.chat.Conversation;
import dev.twokey.people.Account;

/** For tests in which nobody asks for a key: there is no door, and nothing to hand out. */
public final class NoKeysmith implements Keysmith {
  @Override
  public String enrolmentLink(Account account) {
    throw new AssertionError("nobody should ask for a link");
  }

  @Override
  public String freshWord() {
    throw new AssertionError("nobody should ask for a word");
  }

  @Override
  public String signIn() {
    return "";
  }

  @Override
  public void whisper(Conversation where, Account to, String text) {
    throw new AssertionError("nobody should be handed anything");
  }
}
