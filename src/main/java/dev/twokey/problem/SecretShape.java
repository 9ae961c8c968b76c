package dev.twokey.problem;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How secrets of one kind are found. {@link #next} looks at each character a bounded number of
 * times, so that a long hostile line costs no more than a long friendly one.
 */
interface SecretShape {
  /** How every mark begins. What begins so is redacted already. */
  String MARK = "[redacted: ";

  /**
   * Where a secret stands.
   *
   * @param start of the secret itself
   * @param end after it
   * @param kind as people see it
   */
  record Hit(int start, int end, String kind) {
    public Hit {
      requireNonNull(kind, "kind");
      if (start >= end) {
        throw new IllegalArgumentException("a secret has at least one character");
      }
    }
  }

  /** Returns the first secret that begins at a place or after it. */
  Optional<Hit> next(String text, int from);

  /** Returns the text with a mark in place of each secret. */
  static String replace(SecretShape shape, String text) {
    Optional<Hit> hit = shape.next(text, 0);
    if (hit.isEmpty()) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    int from = 0;
    while (hit.isPresent()) {
      clean.append(text, from, hit.get().start()).append(MARK).append(hit.get().kind()).append(']');
      from = hit.get().end();
      hit = shape.next(text, from);
    }
    return clean.append(text, from, text.length()).toString();
  }

  /** Returns whether a character may stand in a word of an address, a key or a token. */
  static boolean inWord(char c) {
    return letterOrDigit(c) || c == '_' || c == '-';
  }

  /** Returns whether a character is a letter or digit of ASCII. */
  static boolean letterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || digit(c);
  }

  /** Returns whether a character is a digit of ASCII. */
  static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  /**
   * Returns whether a word may begin there: after what is no word, or after an escape as in JSON.
   */
  static boolean wordBegins(String text, int at) {
    return at == 0 || !letterOrDigit(text.charAt(at - 1)) || escape(text, at - 2);
  }

  /** Returns whether two characters stand for a line break or a tab. */
  static boolean escape(String text, int at) {
    return at >= 0 && text.charAt(at) == '\\' && "nrt".indexOf(text.charAt(at + 1)) >= 0;
  }

  /** Returns where a run of word characters ends. */
  static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length() && inWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Returns whether a part of a text has a digit. */
  static boolean hasDigit(String text, int from, int to) {
    return text.substring(from, to).chars().anyMatch(c -> digit((char) c));
  }
}
