package dev.twokey.chat;

import dev.twokey.chat.ChatPlatform.MessageRef;
import dev.twokey.people.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A running platform with two people in one channel, as the conformance suite sees it: what stands
 * on their screens, and what their fingers can do.
 */
public interface ChatUnderTest {
  /** Returns the adapter. */
  ChatPlatform platform();

  /** Returns the channel in which both people are. */
  Conversation channel();

  /** Returns the account of the first person. */
  Account ana();

  /** Returns the account of the second person. */
  Account ben();

  /** Returns all that a person sees in the channel and its threads, top to bottom. */
  List<Shown> shownTo(Account person);

  /** Returns the whole text of a file that a person sees. */
  String open(Account person, Shown file);

  /** Deletes a message, as a person can on most platforms. */
  void delete(MessageRef message);

  /** Sends a command. The same delivery twice is one that the platform repeats. */
  void type(Account person, String text, String delivery);

  /** Presses a button, and fills its dialog if it has one. */
  void press(Account person, Shown message, String label, Map<String, String> inputs);

  /**
   * Something on the screen.
   *
   * @param thread in which it stands; empty in the channel
   * @param text all of it, as a person reads it
   * @param buttons labels, in order
   */
  record Shown(String id, Optional<String> thread, String text, List<String> buttons) {
    /** Makes it, with its own copy of the buttons. */
    public Shown {
      buttons = List.copyOf(buttons);
    }
  }
}
