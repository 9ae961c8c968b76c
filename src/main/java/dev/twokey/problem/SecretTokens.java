package dev.twokey.problem;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;

/** Tokens and keys that are known by how they begin or by how they are built. */
final class SecretTokens implements SecretShape {
  /** How a token begins, and how many characters follow at least. */
  private record Beginning(String text, int tailMin, String kind) {
    boolean dotted() {
      return text.endsWith(".");
    }
  }

  private static final List<Beginning> BEGINNINGS =
      List.of(
          token("xoxa-", 8),
          token("xoxb-", 8),
          token("xoxc-", 8),
          token("xoxd-", 8),
          token("xoxe-", 8),
          token("xoxo-", 8),
          token("xoxp-", 8),
          token("xoxr-", 8),
          token("xoxs-", 8),
          token("xapp-", 8),
          token("ghp_", 16),
          token("gho_", 16),
          token("ghu_", 16),
          token("ghs_", 16),
          token("ghr_", 16),
          token("github_pat_", 16),
          token("glpat-", 16),
          token("npm_", 30),
          token("pypi-", 40),
          token("dop_v1_", 40),
          token("hvs.", 20),
          token("SG.", 20),
          token("sk-ant-", 20),
          token("sk-proj-", 20),
          key("sk_live_", 10),
          key("rk_live_", 10),
          key("sk_test_", 10),
          key("AIza", 35),
          key("AGE-SECRET-KEY-", 40));

  private static final String FIRST =
      BEGINNINGS.stream().map(b -> b.text().substring(0, 1)).distinct().collect(joining());

  private static final List<String> AWS = List.of("AKIA", "ASIA");
  private static final int AWS_LENGTH = 20;
  private static final int JWT_PART_MIN = 8;
  private static final int DISCORD_ID_MIN = 23;
  private static final int DISCORD_ID_MAX = 30;
  private static final int DISCORD_TIME_MAX = 7;
  private static final int DISCORD_SIGNATURE_MIN = 26;

  private static Beginning token(String text, int tailMin) {
    return new Beginning(text, tailMin, "token");
  }

  private static Beginning key(String text, int tailMin) {
    return new Beginning(text, tailMin, "key");
  }

  @Override
  public Optional<Hit> next(String text, int from) {
    int looked =
        from; // a part without a dot behind it is looked at once, not from each of its words
    for (int i = from; i < text.length(); i++) {
      if (!begins(text, i)) {
        continue;
      }
      Optional<Hit> hit = at(text, i);
      if (hit.isPresent()) {
        return hit;
      } else if (i >= looked && text.startsWith("eyJ", i)) {
        Optional<Hit> jwt = jwt(text, i);
        if (jwt.isPresent()) {
          return jwt;
        }
        looked = SecretShape.wordEnd(text, i);
      }
    }
    return Optional.empty();
  }

  private static Optional<Hit> at(String text, int start) {
    return prefixed(text, start).or(() -> aws(text, start)).or(() -> discord(text, start));
  }

  private static boolean begins(String text, int i) {
    return SecretShape.letterOrDigit(text.charAt(i)) && SecretShape.wordBegins(text, i);
  }

  private static Optional<Hit> prefixed(String text, int start) {
    if (FIRST.indexOf(text.charAt(start)) < 0) {
      return Optional.empty();
    }
    for (Beginning beginning : BEGINNINGS) {
      if (text.startsWith(beginning.text(), start)) {
        int tail = start + beginning.text().length();
        int end = SecretShape.wordEnd(text, tail);
        while (end < text.length() - 1 && text.charAt(end) == '.' && beginning.dotted()) {
          end = SecretShape.wordEnd(text, end + 1);
        }
        return end - tail >= beginning.tailMin()
            ? Optional.of(new Hit(start, end, beginning.kind()))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<Hit> aws(String text, int start) {
    int end = start + AWS_LENGTH;
    boolean key =
        AWS.stream().anyMatch(a -> text.startsWith(a, start))
            && end <= text.length()
            && (end == text.length() || !SecretShape.letterOrDigit(text.charAt(end)))
            && text.substring(start, end).chars().allMatch(SecretTokens::upperOrDigit);
    return key ? Optional.of(new Hit(start, end, "key")) : Optional.empty();
  }

  private static boolean upperOrDigit(int c) {
    return (c >= 'A' && c <= 'Z') || SecretShape.digit((char) c);
  }

  private static Optional<Hit> jwt(String text, int start) {
    int head = SecretShape.wordEnd(text, start);
    if (head - start < JWT_PART_MIN || head == text.length() || text.charAt(head) != '.') {
      return Optional.empty();
    }
    int body = SecretShape.wordEnd(text, head + 1);
    if (body - head <= JWT_PART_MIN) {
      return Optional.empty();
    }
    boolean signed = body < text.length() && text.charAt(body) == '.';
    int end = signed ? SecretShape.wordEnd(text, body + 1) : body;
    return Optional.of(new Hit(start, end, "token"));
  }

  /** The id of a bot in base64, a time, and a signature: three words with dots between. */
  private static Optional<Hit> discord(String text, int start) {
    if ("MNO".indexOf(text.charAt(start)) < 0) {
      return Optional.empty();
    }
    int id = wordEnd(text, start, DISCORD_ID_MAX);
    int time = wordEnd(text, id + 1, DISCORD_TIME_MAX);
    boolean parts =
        id - start >= DISCORD_ID_MIN && dot(text, id) && time - id > 6 && dot(text, time);
    if (!parts) {
      return Optional.empty();
    }
    int end = SecretShape.wordEnd(text, time + 1);
    return end - time > DISCORD_SIGNATURE_MIN
        ? Optional.of(new Hit(start, end, "token"))
        : Optional.empty();
  }

  private static boolean dot(String text, int at) {
    return at < text.length() && text.charAt(at) == '.';
  }

  private static int wordEnd(String text, int from, int most) {
    int end = Math.min(from, text.length());
    while (end < text.length() && end - from <= most && SecretShape.inWord(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
