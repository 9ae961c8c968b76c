package dev.twokey.web;

import dev.twokey.chat.Card;
import dev.twokey.chat.Conversation;
import java.time.Instant;
import java.util.List;

/**
 * A card or a file in a channel or thread.
 *
 * @param id the same for the same place and marker, so a thread keeps its id over a restart
 * @param posted when it came
 * @param edited when it last changed
 * @param created the version of the store at which it came
 * @param changed the version at which it or a reply last changed
 * @param announced the version at which its first line last changed
 */
record Message(
    String id,
    Conversation where,
    String marker,
    Content content,
    Instant posted,
    Instant edited,
    long created,
    long changed,
    long announced) {

  static String idOf(Conversation where, String marker) {
    return Tokens.digest(where.channel() + "\n" + where.thread().orElse("") + "\n" + marker)
        .substring(0, 16);
  }

  boolean hasButtons() {
    return content instanceof Content.OfCard(Card card) && !card.buttons().isEmpty();
  }

  Message touched(long version) {
    return new Message(id, where, marker, content, posted, edited, created, version, announced);
  }

  Message with(Content fresh, Instant at, long version) {
    boolean sameLine = content.firstLine().equals(fresh.firstLine());
    return new Message(
        id, where, marker, fresh, posted, at, created, version, sameLine ? announced : version);
  }

  /** What a message shows. */
  sealed interface Content {
    /** Returns what is read out when it changes. */
    String firstLine();

    record OfCard(Card card) implements Content {
      @Override
      public String firstLine() {
        return card.environment().map(e -> e.name() + ", ").orElse("")
            + card.title()
            + ", "
            + card.verdict();
      }
    }

    record OfFile(String name, String text) implements Content {
      @Override
      public String firstLine() {
        return "file " + name;
      }
    }
  }

  /**
   * A message with the replies under it.
   *
   * @param replies oldest first; empty where it is a reply itself
   */
  record Threaded(Message root, List<Message> replies) {
    Threaded {
      replies = List.copyOf(replies);
    }
  }
}
