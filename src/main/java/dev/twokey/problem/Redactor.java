package dev.twokey.problem;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes secrets out of text: values that Twokey knows, and shapes that only secrets have. Applied
 * at the two doors, intake and the engine's return path (I7). Safe for threads.
 */
public final class Redactor {
  private static final int SHORTEST_SECRET = 6;
  private static final int SHORTEST_LINE = 16;
  private static final String KNOWN = "[redacted: secret]";

  private static final Pattern MARKS =
      Pattern.compile("\\[redacted: (?:secret|password|token|key|value)\\]");

  private record Shape(Pattern pattern, String replacement) {
    static Shape of(String pattern, String replacement) {
      return new Shape(Pattern.compile(pattern), replacement);
    }
  }

  /** The order counts: whole things first, names with values last. */
  private static final List<Shape> SHAPES =
      List.of(
          Shape.of(
              "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)",
              "[redacted: key]"),
          // A password may hold an @ or a slash, but a port is none.
          Shape.of(
              "(?i)\\b([a-z][a-z0-9+.-]{0,30}://[^\\s:/@\"'<>]{0,128}):(?!\\d{1,5}(?:[/\\s?#,]|$))"
                  + "(?:(?!://)[^\\s\"'<>]){1,256}@",
              "$1:[redacted: password]@"),
          Shape.of("\\bxox[a-z]-[A-Za-z0-9-]{8,}|\\bxapp-[A-Za-z0-9-]{8,}", "[redacted: token]"),
          Shape.of("\\b(?:gh[pousr]_|github_pat_|glpat-)[A-Za-z0-9_-]{16,}", "[redacted: token]"),
          Shape.of("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b", "[redacted: key]"),
          Shape.of(
              "\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*)?",
              "[redacted: token]"),
          Shape.of("\\b[MNO][A-Za-z0-9_-]{22,28}\\.[\\w-]{6,7}\\.[\\w-]{27,}", "[redacted: token]"),
          Shape.of("(hooks\\.slack\\.com/services/)[A-Za-z0-9/]{8,}", "$1[redacted: token]"),
          Shape.of("(/api/webhooks/\\d{1,20}/)[\\w-]{8,}", "$1[redacted: token]"),
          Shape.of("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/-]{8,}={0,2}", "$1 [redacted: token]"),
          Shape.of(
              "(?i)(--?(?:password|passwd|passphrase|secret|token|api-?key))\\s+"
                  + "(?!\\[redacted)[^\\s]{3,}",
              "$1 [redacted: value]"),
          Shape.of(
              "(?i)((?<![a-z0-9])(?![a-z0-9_-]*fingerprint)[a-z0-9_-]{0,40}"
                  + "(?:password|passwd|passphrase|secret|token|api[_-]?key|private[_-]?key"
                  + "|access[_-]?key)[a-z0-9_-]{0,40}\\\\?[\"']?\\s{0,8}[=:]\\s{0,8})"
                  + "(?!\\[redacted|[\"']?\\$\\{)"
                  + "(?:\\\\?\"[^\\n]{1,4096}?(?<!\\\\)\"|'[^'\\n]{1,4096}'|[^\\s,;}]{3,})",
              "$1[redacted: value]"));

  /** The known secrets and the patterns made of them, replaced as one. */
  private record Known(Set<String> texts, Optional<Pattern> pattern) {}

  private volatile Known known = new Known(Set.of(), Optional.empty());

  /**
   * Remembers a value that must not leave, also as it looks inside JSON and addresses, and each
   * long line of it. Values under six characters are ignored: they would tear ordinary words.
   */
  public synchronized void learn(Secret secret) {
    Set<String> texts = new HashSet<>(known.texts());
    String value = secret.reveal().strip();
    add(value, SHORTEST_SECRET, texts);
    if (value.lines().count() > 1) {
      value
          .lines()
          .map(String::strip)
          .filter(line -> !line.startsWith("-----"))
          .forEach(line -> add(line, SHORTEST_LINE, texts));
    }
    if (texts.isEmpty()) {
      return;
    }
    String longestFirst =
        texts.stream()
            .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(t -> t))
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    known = new Known(Set.copyOf(texts), Optional.of(Pattern.compile(longestFirst)));
  }

  /** Returns the text without secrets. */
  public String redact(String text) {
    String clean =
        known.pattern().map(pattern -> pattern.matcher(text).replaceAll(KNOWN)).orElse(text);
    for (Shape shape : SHAPES) {
      clean = shape.pattern().matcher(clean).replaceAll(shape.replacement());
    }
    return clean;
  }

  /**
   * Returns whether the text still holds a value that Twokey knows as a secret. The marks that
   * {@link #redact} leaves don't count, even where a secret is one of their words.
   */
  public boolean holdsKnownSecret(String text) {
    String unmarked = MARKS.matcher(text).replaceAll(" ");
    return known.pattern().map(pattern -> pattern.matcher(unmarked).find()).orElse(false);
  }

  private static void add(String value, int shortest, Set<String> texts) {
    if (value.length() < shortest) {
      return;
    }
    texts.add(value);
    texts.add(inAddress(value));
    texts.add(inAddress(value).replace("%20", "+"));
    texts.add(
        value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("/", "\\/"));
    texts.add(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
  }

  private static String inAddress(String value) {
    StringBuilder out = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
      if (plain) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return out.toString();
  }
}
