package dev.twokey.chat;

import static java.util.Objects.requireNonNull;

import dev.twokey.people.Account;
import dev.twokey.people.Proven;
import java.util.Map;

/** What people send. The account is taken from the verified envelope, never from the content. */
public sealed interface Inbound {
  /** Returns where it was sent. */
  Conversation where();

  /** Returns who sent it. */
  Account by();

  /** Returns how the sender showed who they are. */
  Proven proof();

  /**
   * Returns who reads along where it was sent, as its envelope says; {@link Audience#UNKNOWN} where
   * it says nothing.
   */
  Audience audience();

  /** Returns the key under which redeliveries of the same thing arrive. */
  String deliveryKey();

  /**
   * A typed command.
   *
   * @param text with the slash, such as {@code /diagnose rabbitmq}
   */
  record Command(
      Conversation where,
      Account by,
      String text,
      String deliveryKey,
      Proven proof,
      Audience audience)
      implements Inbound {
    public Command {
      requireNonNull(where, "where");
      requireNonNull(by, "by");
      requireNonNull(text, "text");
      requireNonNull(deliveryKey, "deliveryKey");
      requireNonNull(proof, "proof");
      requireNonNull(audience, "audience");
    }

    /** Makes one whose envelope does not say who reads along. */
    public Command(Conversation where, Account by, String text, String deliveryKey, Proven proof) {
      this(where, by, text, deliveryKey, proof, Audience.UNKNOWN);
    }

    /** Makes one for whose sender the chat vouches. */
    public Command(Conversation where, Account by, String text, String deliveryKey) {
      this(where, by, text, deliveryKey, new Proven.ByChat());
    }
  }

  /**
   * A pressed button.
   *
   * @param button its opaque id
   * @param inputs of its dialog
   */
  record Click(
      Conversation where,
      Account by,
      String button,
      Map<String, String> inputs,
      String deliveryKey,
      Proven proof,
      Audience audience)
      implements Inbound {
    public Click {
      requireNonNull(where, "where");
      requireNonNull(by, "by");
      requireNonNull(button, "button");
      inputs = Map.copyOf(inputs);
      requireNonNull(deliveryKey, "deliveryKey");
      requireNonNull(proof, "proof");
      requireNonNull(audience, "audience");
    }

    /** Makes one whose envelope does not say who reads along. */
    public Click(
        Conversation where,
        Account by,
        String button,
        Map<String, String> inputs,
        String deliveryKey,
        Proven proof) {
      this(where, by, button, inputs, deliveryKey, proof, Audience.UNKNOWN);
    }

    /** Makes one for whose sender the chat vouches. */
    public Click(
        Conversation where,
        Account by,
        String button,
        Map<String, String> inputs,
        String deliveryKey) {
      this(where, by, button, inputs, deliveryKey, new Proven.ByChat());
    }
  }
}
