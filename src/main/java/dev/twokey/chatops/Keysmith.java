package dev.twokey.chatops;

import dev.twokey.chat.Conversation;
import dev.twokey.people.Account;

/**
 * Makes what lets people in, and hands it to one person alone: it is never journaled and stands on
 * no card.
 */
public interface Keysmith {
  /** Returns the address of a new link by which this account may enrol a passkey, once. */
  String enrolmentLink(Account account);

  /** Returns a new unguessable word. */
  String freshWord();

  /** Returns where people sign in by passkey; empty while there is no console. */
  String signIn();

  /** Tells one person alone. Returns at once. */
  void whisper(Conversation where, Account to, String text);
}
