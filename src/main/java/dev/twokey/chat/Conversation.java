package dev.twokey.chat;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where a message stands.
 *
 * @param platform such as {@code console}
 * @param channel the platform's id of the channel
 * @param thread the platform's id of the thread; empty for the channel itself
 */
public record Conversation(String platform, String channel, Optional<String> thread) {
  /** The platform of Twokey's own console. */
  public static final String CONSOLE = "console";

  public Conversation {
    requireNonNull(platform, "platform");
    requireNonNull(channel, "channel");
    requireNonNull(thread, "thread");
  }

  /**
   * Returns the channel that files name, such as {@code slack:C0123}.
   *
   * @throws IllegalArgumentException if there is no colon
   */
  public static Conversation channel(String address) {
    int colon = address.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("not the address of a channel: '" + address + "'");
    }
    return new Conversation(
        address.substring(0, colon), address.substring(colon + 1), Optional.empty());
  }

  /** Returns whether it is in Twokey's own console, which its people alone can open. */
  public boolean isOwn() {
    return platform.equals(CONSOLE);
  }

  /** Returns the channel without the thread. */
  public Conversation top() {
    return new Conversation(platform, channel, Optional.empty());
  }

  @Override
  public String toString() {
    return platform + ":" + channel + thread.map(t -> "/" + t).orElse("");
  }
}
