package dev.twokey.chat;

import dev.twokey.people.Account;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The port to a place where people write. Calls may block and are made from virtual threads, one at
 * a time for each channel.
 */
public interface ChatPlatform {
  /** Returns its name in accounts and conversations. */
  String name();

  /** Returns what it can do. */
  Set<ChatCapability> capabilities();

  /** Returns the least time between two edits in one channel; zero where nothing asks for one. */
  default Duration pace() {
    return Duration.ZERO;
  }

  /**
   * Posts a card. The marker makes it idempotent: where a message with it stands already, that one
   * is edited instead.
   *
   * @param where channel or thread
   * @param marker names the subject, such as a stream
   */
  Posted post(Conversation where, String marker, Card card);

  /** Replaces a posted card. A message that somebody deleted gives {@link Posted.Gone}. */
  Posted edit(MessageRef message, String marker, Card card);

  /**
   * Returns who reads along in a channel now. A platform that can't tell, also for the moment,
   * answers {@link Audience#UNKNOWN}.
   */
  default Audience audience(Conversation where) {
    return Audience.UNKNOWN;
  }

  /** Tells something to one person. */
  Posted whisper(Conversation where, Account to, String text);

  /** Attaches a text file to a conversation. */
  Posted attach(Conversation where, String marker, String fileName, String text);

  /**
   * A message on the platform.
   *
   * @param where channel or thread in which it stands
   * @param id the platform's id
   */
  record MessageRef(Conversation where, String id) {}

  /** What became of a post. */
  sealed interface Posted {
    /** It stands there. {@code thread} is where replies go. */
    record Done(MessageRef message, Conversation thread) implements Posted {}

    /** It was deleted; post it anew. */
    record Gone() implements Posted {}

    /** Not now; {@code retryAfterMillis} if the platform said how long. */
    record Later(String why, Optional<Long> retryAfterMillis) implements Posted {}
  }
}
