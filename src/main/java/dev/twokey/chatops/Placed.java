package dev.twokey.chatops;

import static java.util.Objects.requireNonNull;

import dev.twokey.chat.Card;
import dev.twokey.chat.Conversation;

/**
 * A card with its place.
 *
 * @param where it stands
 * @param card what it says
 */
public record Placed(Conversation where, Card card) {
  public Placed {
    requireNonNull(where, "where");
    requireNonNull(card, "card");
  }
}
