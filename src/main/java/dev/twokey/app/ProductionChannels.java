package dev.twokey.app;

import dev.twokey.chat.Card;
import dev.twokey.chat.Conversation;
import dev.twokey.chatops.Outbox;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.journal.StreamId;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The channels of all environments for production; without one, of all. */
record ProductionChannels(Outbox outbox, Inventory inventory) {
  /** Shows one card in each of them. */
  void show(String family, String marker, Function<String, Card> card) {
    for (Environment environment : environments()) {
      for (String channel : environment.channels()) {
        outbox.show(
            new StreamId(family, marker + "/" + channel),
            Conversation.channel(channel),
            card.apply(environment.name()));
      }
    }
  }

  /** Returns them, each once. */
  List<Conversation> all() {
    return environments().stream()
        .flatMap(e -> e.channels().stream())
        .map(Conversation::channel)
        .distinct()
        .toList();
  }

  private Collection<Environment> environments() {
    Collection<Environment> all = inventory.environments().values();
    List<Environment> production = all.stream().filter(Environment::production).toList();
    return production.isEmpty() ? all : production;
  }
}
