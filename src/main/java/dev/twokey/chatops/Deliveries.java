package dev.twokey.chatops;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.twokey.chat.ChatPlatform.MessageRef;
import java.util.Optional;

/**
 * What stands where on platforms that remember, so that a start neither posts a card twice nor
 * edits one that is shown as it is. It can be lost: then the platform is asked for the marker. Safe
 * for threads.
 */
public interface Deliveries extends AutoCloseable {
  /** How many of the newest are kept. */
  int KEPT_MAX = 50_000;

  /**
   * A card as it was last shown.
   *
   * @param message where it stands
   * @param digest of what was shown
   */
  record Delivered(MessageRef message, String digest) {}

  /** Returns what was last shown of a subject. */
  Optional<Delivered> of(String marker);

  /** Keeps what is shown of a subject from now on. It may return before that is durable. */
  void put(String marker, Delivered delivered);

  /** Forgets what was shown of a subject. */
  void remove(String marker);

  /** Makes durable what waits. */
  @Override
  void close();

  /** Returns ones that are forgotten with the process, and the oldest of very many before. */
  static Deliveries inMemory() {
    Cache<String, Delivered> kept =
        Caffeine.newBuilder().maximumSize(KEPT_MAX).executor(Runnable::run).build();
    return new Deliveries() {
      @Override
      public Optional<Delivered> of(String marker) {
        return Optional.ofNullable(kept.getIfPresent(marker));
      }

      @Override
      public void put(String marker, Delivered delivered) {
        kept.put(marker, delivered);
      }

      @Override
      public void remove(String marker) {
        kept.invalidate(marker);
      }

      @Override
      public void close() {}
    };
  }
}
