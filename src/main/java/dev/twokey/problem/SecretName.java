package dev.twokey.problem;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The name before a value.
 *
 * @param kind what it says of the value
 * @param quotedBy the quote in which name and value stand together; empty without one
 */
record SecretName(Kind kind, String quotedBy) {
  /** What a name says of its value. */
  enum Kind {
    /** Nothing: the value is ordinary. */
    NONE,
    /** It is a secret. */
    VALUE,
    /** It is the rest of a header. */
    HEADER,
    /** It is the rest of a header that holds cookies. */
    COOKIE
  }

  private static final SecretName ORDINARY = new SecretName(Kind.NONE, "");
  private static final int LENGTH_MAX = 80;
  private static final int LENGTH_MIN = 3;
  private static final int BETWEEN_MAX = 8;

  private static final List<String> SECRET =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "secret",
          "token",
          "apikey",
          "privatekey",
          "accesskey",
          "accountkey",
          "sharedkey",
          "signingkey",
          "encryptionkey",
          "authkey",
          "credential");

  private static final Set<String> SECRET_WHOLE =
      Set.of("pass", "pwd", "pgpass", "mysqlpwd", "sig", "signature", "sessionid", "jsessionid");

  private static final List<String> SECRET_END = List.of("_pass", "-pass", "_pwd", "-pwd");

  /** Names of the environment that a shell gives its folders. */
  private static final Set<String> FOLDERS = Set.of("PWD", "OLDPWD");

  /** What the value of such a name tells about the secret without being it. */
  private static final List<String> ABOUT =
      List.of(
          "file", "path", "url", "uri", "name", "type", "age", "ttl", "length", "count", "policy");

  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "none", "yes", "no", "unset", "unknown", "missing", "empty");

  SecretName {
    requireNonNull(kind, "kind");
    requireNonNull(quotedBy, "quotedBy");
  }

  /** Returns the name that stands right before a separator. */
  static SecretName before(String text, int separator) {
    int end = separator;
    while (end > 0
        && separator - end < BETWEEN_MAX
        && " \t\"'\\]".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    int start = start(text, end);
    if (end - start < LENGTH_MIN) {
      return ORDINARY;
    }
    String name = text.substring(start, end);
    String quote = start > 0 ? text.substring(start - 1, start) : "";
    boolean alone = end == separator && (quote.equals("\"") || quote.equals("'"));
    return new SecretName(kind(name), alone ? quote : "");
  }

  /** Returns whether an option that takes a secret stands right before a blank. */
  static boolean optionBefore(String text, int blank) {
    int start = start(text, blank);
    return text.charAt(start) == '-' && kind(text.substring(start, blank)) == Kind.VALUE;
  }

  private static int start(String text, int end) {
    int start = end;
    while (start > 0 && end - start < LENGTH_MAX && inName(text.charAt(start - 1))) {
      start--;
    }
    return start < end && SecretShape.escape(text, start - 1) ? start + 1 : start;
  }

  private static boolean inName(char c) {
    return SecretShape.inWord(c) || c == '.';
  }

  private static Kind kind(String written) {
    if (FOLDERS.contains(written)) {
      return Kind.NONE;
    }
    String lower = written.toLowerCase(Locale.ROOT);
    String name = lower.replace("_", "").replace("-", "").replace(".", "");
    if (name.equals("authorization") || name.equals("proxyauthorization")) {
      return Kind.HEADER;
    } else if (name.equals("cookie") || name.equals("setcookie")) {
      return Kind.COOKIE;
    }
    boolean about = name.contains("fingerprint") || ABOUT.stream().anyMatch(name::endsWith);
    boolean secret =
        SECRET.stream().anyMatch(name::contains)
            || SECRET_WHOLE.contains(name)
            || SECRET_END.stream().anyMatch(lower::endsWith);
    return secret && !about ? Kind.VALUE : Kind.NONE;
  }

  /** Returns whether a value is a word that says there is none. */
  static boolean isWord(String value) {
    return WORDS.contains(value.toLowerCase(Locale.ROOT));
  }
}
