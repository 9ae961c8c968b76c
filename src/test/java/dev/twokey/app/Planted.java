package dev.twokey.app;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Makes texts with secrets in them and remembers what must be found nowhere. The same seed plants
 * the same.
 */
final class Planted {
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  /** Texts that only a secret's shape gives away; each takes one that nobody told the bot. */
  private static final List<UnaryOperator<String>> SHAPES =
      List.of(
          s -> "amqp://app:" + s + "@broker.example:5672/%2F",
          s -> "redis://:" + s + "@cache.example:6379",
          s -> "Authorization: Bearer " + s,
          s -> "curl -H 'Authorization: Basic " + base64("app:" + s) + "'",
          s -> "password=" + s,
          s -> "DB_SECRET=" + s,
          s -> "{\"client_secret\":\"" + s + "\"}",
          s -> "Server=db;User Id=app;Password=" + s + ";",
          s -> "Set-Cookie: sid=" + s + "; Path=/",
          s -> "mysql --password " + s,
          s -> "xoxb-" + s + s,
          s -> "ghp_" + s + s,
          s -> "https://hooks.slack.com/services/T01/B01/" + s,
          s -> "https://discord.example/api/webhooks/123456/" + s,
          s -> "eyJhbGciOiJIUzI1NiJ9.eyJ" + s + "." + s,
          s -> "-----BEGIN RSA PRIVATE KEY-----\n" + s + "\n-----END RSA PRIVATE KEY-----");

  private final Random random;
  private final List<String> known = new ArrayList<>();
  private final List<String> forbidden = new ArrayList<>();

  Planted(long seed) {
    random = new Random(seed);
  }

  /** Makes a secret that the bot reads from a file. */
  synchronized String known() {
    String secret = word(12) + "-" + word(6) + "/" + word(4) + "&\"" + word(3);
    known.add(secret);
    forbid(secret);
    return secret;
  }

  /** Returns a text of one line that holds secrets; spaces stand around them. */
  synchronized String line() {
    return text().replace("\n", "\\n");
  }

  /** Returns a text that holds a secret by its shape, and one of the known ones in some form. */
  synchronized String text() {
    String secret = word(14) + random.nextInt(10);
    forbidden.add(secret);
    forbidden.add(base64("app:" + secret));
    String shaped = SHAPES.get(random.nextInt(SHAPES.size())).apply(secret);
    return "it said "
        + form(known.get(random.nextInt(known.size())))
        + " then\n"
        + shaped
        + "\nend";
  }

  /** Returns a token that an address can carry. */
  synchronized String token() {
    String secret = word(20);
    forbidden.add(secret);
    return "ghp_" + secret;
  }

  /** Returns lines of a log: a known secret is broken over two of them, a key block over four. */
  synchronized List<String> lines() {
    String secret = known.get(random.nextInt(known.size()));
    int half = secret.length() / 2;
    String key = word(40);
    forbidden.add(key);
    return List.of(
        "begin " + secret.substring(0, half),
        secret.substring(half) + " end",
        "-----BEGIN PRIVATE KEY-----",
        key,
        "-----END PRIVATE KEY-----",
        line());
  }

  private String form(String secret) {
    return switch (random.nextInt(6)) {
      case 0 -> URLEncoder.encode(secret, StandardCharsets.UTF_8);
      case 1 -> base64(secret);
      case 2 -> base64("app:" + secret);
      case 3 -> secret.replace("\"", "\\\"");
      case 4 -> HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
      default -> secret;
    };
  }

  private void forbid(String secret) {
    forbidden.add(secret);
    forbidden.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    forbidden.add(base64(secret));
    forbidden.add(base64("app:" + secret));
    forbidden.add(secret.replace("\"", "\\\""));
    forbidden.add(secret.replace("&", "&amp;").replace("\"", "&quot;"));
    forbidden.add(secret.replace("\"", "\\\\\\\""));
    forbidden.add(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
    // its longest part without a character that any format writes in another way
    forbidden.add(secret.substring(0, secret.indexOf('/')));
  }

  /** Returns what must be found nowhere. */
  synchronized List<String> forbidden() {
    return List.copyOf(forbidden);
  }

  private String word(int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
