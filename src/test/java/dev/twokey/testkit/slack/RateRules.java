package dev.twokey.testkit.slack;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slack's rate limits: a bucket for each method after its tier, and one message a second for each
 * channel with short bursts. Safe for threads.
 */
final class RateRules {
  private static final int BURST = 5;
  private static final Map<String, Integer> A_MINUTE =
      Map.ofEntries(
          Map.entry("chat.update", 50),
          Map.entry("chat.postEphemeral", 100),
          Map.entry("conversations.history", 50),
          Map.entry("conversations.replies", 50),
          Map.entry("conversations.info", 50),
          Map.entry("conversations.open", 50),
          Map.entry("users.info", 100),
          Map.entry("views.open", 100),
          Map.entry("views.update", 100),
          Map.entry("files.getUploadURLExternal", 100),
          Map.entry("files.completeUploadExternal", 100),
          Map.entry("files.delete", 50),
          Map.entry("apps.connections.open", 50));

  private final Map<String, Bucket> buckets = new HashMap<>();

  /** Tokens that come back with time. */
  private static final class Bucket {
    private final double most;
    private final double aSecond;
    private double tokens;
    private long at = System.nanoTime();

    Bucket(double most, double aSecond) {
      this.most = most;
      this.aSecond = aSecond;
      this.tokens = most;
    }

    /** Takes one; else returns the seconds until there is one. */
    Optional<Integer> take() {
      long now = System.nanoTime();
      tokens = Math.min(most, tokens + (now - at) / 1e9 * aSecond);
      at = now;
      if (tokens >= 1) {
        tokens--;
        return Optional.empty();
      }
      return Optional.of((int) Math.ceil((1 - tokens) / aSecond));
    }
  }

  /** Returns how many seconds a caller has to wait; empty if the call may go on. */
  synchronized Optional<Integer> wait(String method, String channel) {
    if (method.equals("chat.postMessage")) {
      return buckets.computeIfAbsent(method + channel, _ -> new Bucket(BURST, 1)).take();
    }
    int minute = A_MINUTE.getOrDefault(method, 100);
    return buckets.computeIfAbsent(method, _ -> new Bucket(minute, minute / 60.0)).take();
  }
}
