package dev.twokey.chatops;

import dev.twokey.chat.Conversation;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import java.util.Optional;

/**
 * Finds the environment that a channel is bound to: by the inventory, or else by its incident
 * (I11).
 */
final class Bound {
  private Bound() {}

  static Optional<String> environment(Conversation where, Board board, Inventory inventory) {
    String channel = where.platform() + ":" + where.channel();
    return inventory.environments().values().stream()
        .filter(e -> e.channels().contains(channel))
        .map(Environment::name)
        .findFirst()
        .or(() -> board.environmentOf(where));
  }
}
