package dev.twokey.problem;

import java.util.Optional;

/**
 * Values behind a name that says what they are: {@code password=…}, {@code "client_secret": "…"},
 * {@code DB_PASSWORD=…}, {@code --token …}, {@code Authorization: …} and {@code Cookie: …}.
 */
final class NamedSecrets implements SecretShape {
  private static final int BLANKS_MAX = 8;
  private static final int VALUE_MIN = 3;
  private static final int PAIR_MAX = 200;
  private static final int SCHEME_MAX = 20;

  @Override
  public Optional<Hit> next(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=' || c == ':') {
        Optional<Hit> hit = named(text, i);
        if (hit.isPresent()) {
          return hit;
        }
      } else if (c == ' ' && i > 0 && SecretShape.inWord(text.charAt(i - 1))) {
        Optional<Hit> hit = flag(text, i);
        if (hit.isPresent()) {
          return hit;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Hit> named(String text, int separator) {
    SecretName name = SecretName.before(text, separator);
    int start = separator + 1;
    if (start < text.length() && (text.charAt(start) == '>' || text.charAt(start) == '=')) {
      start++;
    }
    start = afterBlanks(text, start);
    return switch (name.kind()) {
      case NONE -> Optional.empty();
      case VALUE -> value(text, start);
      case HEADER -> rest(text, start, afterScheme(text, start), name, "token");
      case COOKIE ->
          hasPair(text, start) ? rest(text, start, start, name, "cookie") : Optional.empty();
    };
  }

  private static Optional<Hit> flag(String text, int blank) {
    return SecretName.optionBefore(text, blank)
        ? value(text, afterBlanks(text, blank))
        : Optional.empty();
  }

  private static Optional<Hit> value(String text, int start) {
    String quote = quote(text, start);
    int from = start + quote.length();
    if (text.startsWith("${", from) || text.startsWith(MARK, from) || text.startsWith("//", from)) {
      return Optional.empty();
    }
    int end = quote.isEmpty() ? plainEnd(text, from) : quotedEnd(text, from, quote);
    boolean secret = end - from >= VALUE_MIN && !SecretName.isWord(text.substring(from, end));
    return secret ? Optional.of(new Hit(from, end, "value")) : Optional.empty();
  }

  private static boolean hasPair(String text, int start) {
    int most = Math.min(text.length(), start + PAIR_MAX);
    return text.substring(start, most).indexOf('=') >= 0;
  }

  /** The value of a header goes to the end of its line, or of what the header is quoted in. */
  private static Optional<Hit> rest(
      String text, int value, int secret, SecretName name, String kind) {
    String quote = quote(text, value);
    int from = secret == value ? value + quote.length() : secret;
    if (text.startsWith(MARK, from)) {
      return Optional.empty();
    }
    String closes = quote.isEmpty() ? name.quotedBy() : quote;
    int end = closes.isEmpty() ? lineEnd(text, from) : quotedEnd(text, from, closes);
    return end - from < VALUE_MIN ? Optional.empty() : Optional.of(new Hit(from, end, kind));
  }

  /** The scheme, such as Bearer, is no secret. */
  private static int afterScheme(String text, int value) {
    int from = value + quote(text, value).length();
    int word = from;
    while (word < text.length()
        && word - from < SCHEME_MAX
        && SecretShape.inWord(text.charAt(word))) {
      word++;
    }
    boolean scheme = word > from && word < text.length() && text.charAt(word) == ' ';
    return scheme ? afterBlanks(text, word) : value;
  }

  private static int afterBlanks(String text, int from) {
    int at = from;
    while (at < text.length()
        && at - from < BLANKS_MAX
        && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static String quote(String text, int at) {
    for (String quote : new String[] {"\\\"", "\"", "'"}) {
      if (text.startsWith(quote, at)) {
        return quote;
      }
    }
    return "";
  }

  private static int plainEnd(String text, int from) {
    int end = from;
    while (end < text.length()
        && ",;}".indexOf(text.charAt(end)) < 0
        && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int lineEnd(String text, int from) {
    int end = from;
    while (end < text.length() && !lineEnds(text, end)) {
      end++;
    }
    return end;
  }

  /** Ends at the closing quote, one that no backslash takes back, or with the line. */
  private static int quotedEnd(String text, int from, String quote) {
    int end = from;
    while (end < text.length() && !text.startsWith(quote, end) && !lineEnds(text, end)) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end, text.length());
  }

  private static boolean lineEnds(String text, int at) {
    return text.charAt(at) == '\n' || text.charAt(at) == '\r';
  }
}
