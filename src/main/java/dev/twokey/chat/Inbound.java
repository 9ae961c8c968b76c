package dev.twokey.chat;

import static java.util.Objects.requireNonNull;

import dev.twokey.people.Account;
import java.util.Map;

/** What people send. The account is taken from the verified envelope, never from the content. */
public sealed interface Inbound {
  /** Returns where it was sent. */
  Conversation where();

  /** Returns who sent it. */
  Account by();

  /** Returns the key under which redeliveries of the same thing arrive. */
  String deliveryKey();

  /**
   * A typed command.
   *
   * @param text with the slash, such as {@code /diagnose rabbitmq}
   */
  record Command(Conversation where, Account by, String text, String deliveryKey)
      implements Inbound {
    public Command {
      requireNonNull(where, "where");
      requireNonNull(by, "by");
      requireNonNull(text, "text");
      requireNonNull(deliveryKey, "deliveryKey");
    }
  }

  /**
   * A pressed button.
   *
   * @param button its opaque id
   * @param inputs of its dialog
   */
  record Click(
      Conversation where, Account by, String button, Map<String, String> inputs, String deliveryKey)
      implements Inbound {
    public Click {
      requireNonNull(where, "where");
      requireNonNull(by, "by");
      requireNonNull(button, "button");
      inputs = Map.copyOf(inputs);
      requireNonNull(deliveryKey, "deliveryKey");
    }
  }
}
