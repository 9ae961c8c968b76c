package dev.twokey.problem;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** {@code Bearer TOKEN} and {@code Basic LOGIN}, wherever they stand. */
final class SpokenTokens implements SecretShape {
  private static final int TOKEN_MIN = 8;
  private static final int SURE_LENGTH = 20;
  private static final int BLANKS_MAX = 8;
  private static final String BEARER = "bearer";
  private static final String BASIC = "basic";

  @Override
  public Optional<Hit> next(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean begins = (c == 'b' || c == 'B') && SecretShape.wordBegins(text, i);
      if (begins && text.regionMatches(true, i, BEARER, 0, BEARER.length())) {
        Optional<Hit> hit = after(text, i + BEARER.length(), false);
        if (hit.isPresent()) {
          return hit;
        }
      } else if (begins && text.regionMatches(true, i, BASIC, 0, BASIC.length())) {
        Optional<Hit> hit = after(text, i + BASIC.length(), true);
        if (hit.isPresent()) {
          return hit;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Hit> after(String text, int word, boolean basic) {
    int start = word;
    while (start < text.length() && start - word < BLANKS_MAX && text.charAt(start) == ' ') {
      start++;
    }
    int end = start;
    while (end < text.length() && inToken(text.charAt(end))) {
      end++;
    }
    if (start == word || end - start < TOKEN_MIN) {
      return Optional.empty();
    }
    boolean secret =
        basic
            ? login(text.substring(start, end))
            : end - start >= SURE_LENGTH || SecretShape.hasDigit(text, start, end);
    return secret ? Optional.of(new Hit(start, end, "token")) : Optional.empty();
  }

  private static boolean inToken(char c) {
    return SecretShape.inWord(c) || "._~+/=".indexOf(c) >= 0;
  }

  private static boolean login(String base64) {
    try {
      byte[] plain = Base64.getDecoder().decode(base64);
      return new String(plain, StandardCharsets.UTF_8).indexOf(':') >= 0;
    } catch (IllegalArgumentException _) {
      return false; // an ordinary word, as in "basic authentication"
    }
  }
}
