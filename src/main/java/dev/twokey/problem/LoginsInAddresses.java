package dev.twokey.problem;

import java.util.Optional;

/** Passwords in addresses: {@code amqp://user:PASSWORD@host}, and long tokens in their place. */
final class LoginsInAddresses implements SecretShape {
  private static final String SCHEME_ENDS = "://";
  private static final int TOKEN_MIN = 20;
  private static final int PORT_DIGITS_MAX = 5;

  @Override
  public Optional<Hit> next(String text, int from) {
    int at = text.indexOf(SCHEME_ENDS, from);
    while (at >= 0) {
      Optional<Hit> hit = login(text, at + SCHEME_ENDS.length());
      if (hit.isPresent()) {
        return hit;
      }
      at = text.indexOf(SCHEME_ENDS, at + 1);
    }
    return Optional.empty();
  }

  /** A password may hold an @ or a slash; a port is none. It ends before the next address. */
  private static Optional<Hit> login(String text, int start) {
    int colon = -1;
    int at = -1;
    for (int i = start; i < text.length() && !ends(text, i); i++) {
      char c = text.charAt(i);
      if (c == ':' && colon < 0) {
        colon = i;
      } else if (c == '/' && colon < 0) {
        return Optional.empty();
      } else if (c == '@' && colon < 0) {
        return token(text, start, i);
      } else if (c == '@') {
        at = i;
      }
    }
    if (at <= colon + 1 || text.startsWith(MARK, colon + 1) || port(text, colon + 1)) {
      return Optional.empty();
    }
    return Optional.of(new Hit(colon + 1, at, "password"));
  }

  private static boolean ends(String text, int i) {
    char c = text.charAt(i);
    return Character.isWhitespace(c)
        || c == '"'
        || c == '\''
        || c == '<'
        || c == '>'
        || (c == ':' && text.startsWith(SCHEME_ENDS, i));
  }

  private static Optional<Hit> token(String text, int start, int at) {
    boolean token =
        at - start >= TOKEN_MIN
            && SecretShape.wordEnd(text, start) == at
            && SecretShape.hasDigit(text, start, at);
    return token ? Optional.of(new Hit(start, at, "token")) : Optional.empty();
  }

  private static boolean port(String text, int start) {
    int end = start;
    while (end < text.length() && SecretShape.digit(text.charAt(end))) {
      end++;
    }
    boolean number = end > start && end - start <= PORT_DIGITS_MAX;
    return number && (end == text.length() || "/?#, \t\r\n".indexOf(text.charAt(end)) >= 0);
  }
}
