package dev.twokey.problem;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text: values that Twokey knows, and shapes that only secrets have. Applied
 * at the two doors, intake and the engine's return path (I7). Safe for threads.
 */
public final class Redactor {
  private static final int SHORTEST_SECRET = 6;

  private record Shape(String kind, Pattern pattern, String replacement) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(
              "password",
              Pattern.compile("(?i)\\b([a-z][a-z0-9+.-]*://[^\\s:/@]*):[^\\s@/]+@"),
              "$1:[redacted: password]@"),
          new Shape(
              "token",
              Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{8,}|\\bxapp-[A-Za-z0-9-]{8,}"),
              "[redacted: token]"),
          new Shape(
              "token",
              Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}"),
              "$1 [redacted: token]"),
          new Shape(
              "key",
              Pattern.compile(
                  "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(-----END [A-Z ]*PRIVATE"
                      + " KEY-----|$)"),
              "[redacted: key]"),
          new Shape(
              "value",
              Pattern.compile(
                  "(?i)\\b([a-z0-9_]*(?:password|passwd|secret|token|api_?key)[a-z0-9_]*)(\\s*[=:]\\s*)(?!\\[redacted)\"?[^\\s\",}]{3,}\"?"),
              "$1$2[redacted: value]"));

  private final Set<String> known = new CopyOnWriteArraySet<>();

  /**
   * Remembers a value that must not leave. Values under six characters are ignored: they would tear
   * ordinary words.
   */
  public void learn(Secret secret) {
    if (secret.reveal().length() >= SHORTEST_SECRET) {
      known.add(secret.reveal());
    }
  }

  /** Returns the text without secrets. */
  public String redact(String text) {
    String clean = text;
    for (String secret :
        known.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
      clean = clean.replace(secret, "[redacted: secret]");
    }
    for (Shape shape : SHAPES) {
      clean = shape.pattern().matcher(clean).replaceAll(shape.replacement());
    }
    return clean;
  }

  /** Returns whether the text still holds a value that Twokey knows as a secret. */
  public boolean holdsKnownSecret(String text) {
    return known.stream().anyMatch(text::contains);
  }
}
