package dev.twokey.problem;

import java.util.Optional;

/** Addresses to which anybody may post who knows them. */
final class WebhookAddresses implements SecretShape {
  private static final int TAIL_MIN = 8;

  private final String beginning;

  /** Makes the shape of addresses that hold this text, with what is secret behind it. */
  WebhookAddresses(String beginning) {
    this.beginning = beginning;
  }

  @Override
  public Optional<Hit> next(String text, int from) {
    int at = text.indexOf(beginning, from);
    while (at >= 0) {
      int start = at + beginning.length();
      int end = start;
      while (end < text.length()
          && (SecretShape.inWord(text.charAt(end)) || text.charAt(end) == '/')) {
        end++;
      }
      if (end - start >= TAIL_MIN) {
        return Optional.of(new Hit(start, end, "token"));
      }
      at = text.indexOf(beginning, start);
    }
    return Optional.empty();
  }
}
