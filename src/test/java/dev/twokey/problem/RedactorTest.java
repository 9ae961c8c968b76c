package dev.twokey.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** I7: no secret leaves. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RedactorTest {
  private static final String PLAIN =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final String ANY = PLAIN + "-._~!$&()*+,;=:@/%^#?[]{}|\\\"'<> \u00e4";
  private static final long[] SEEDS = {1, 2, 3, 20_260_101L, 987_654_321L};

  private final Redactor redactor = new Redactor();

  @Test
  void I7_a_known_secret_does_not_survive_wherever_it_is_planted() {
    for (long seed : SEEDS) {
      Random random = new Random(seed);
      for (int round = 0; round < 300; round++) {
        Redactor fresh = new Redactor();
        List<String> secrets = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
          secrets.add(word(random, ANY, 6 + random.nextInt(40)).strip());
        }
        secrets.removeIf(secret -> secret.length() < 6);
        secrets.forEach(secret -> fresh.learn(new Secret(secret)));
        StringBuilder text = new StringBuilder();
        for (String secret : secrets) {
          text.append(noise(random)).append(disguised(random, secret)).append(noise(random));
        }
        String clean = fresh.redact(text.toString());
        assertThat(fresh.holdsKnownSecret(clean)).as("seed %s: %s", seed, clean).isFalse();
        String unmarked = clean.replaceAll("\\[redacted: [a-z]+]", " ");
        for (String secret : secrets) {
          assertThat(unmarked).as("seed %s, secret %s", seed, secret).doesNotContain(secret);
        }
      }
    }
  }

  @Test
  void I7_a_secret_that_nobody_told_is_known_by_its_shape() {
    List<Function<String, String>> shapes =
        List.of(
            s -> "amqp://twokey:" + s + "@rabbitmq.example:5672/%2F",
            s -> "postgres://u:" + s + "@h1,h2/db?x=y",
            s -> "Authorization: Bearer " + s,
            s -> "Authorization: Basic " + base64("user:" + s),
            s -> "password=" + s,
            s -> "password: " + s,
            s -> "{\"password\": \"" + s + "\", \"user\":\"x\"}",
            s -> "{\\\"password\\\":\\\"" + s + "\\\"}",
            s -> "client-secret = '" + s + "'",
            s -> "clientSecret: \"" + s + "\"",
            s -> "X-Api-Key: " + s,
            s -> "DB_PASSWORD=" + s + " ./run",
            s -> "curl --password " + s + " https://x.example",
            s -> "GET /x?access_token=" + s + " HTTP/1.1",
            s -> "xoxb-" + s + s,
            s -> "xapp-1-" + s + s,
            s -> "ghp_" + s + s,
            s -> "glpat-" + s + s,
            s -> "https://hooks.slack.com/services/T01/B01/" + s,
            s -> "https://discord.com/api/webhooks/1234567/" + s,
            s -> "-----BEGIN RSA PRIVATE KEY-----\n" + s + "\n-----END RSA PRIVATE KEY-----",
            s -> "-----BEGIN OPENSSH PRIVATE KEY-----\nabc" + s + "\n(cut)",
            s -> "eyJhbGciOiJIUzI1NiJ9.eyJ" + s + "." + s);
    for (long seed : SEEDS) {
      Random random = new Random(seed);
      for (Function<String, String> shape : shapes) {
        String secret = word(random, PLAIN, 10 + random.nextInt(10));
        String text = noise(random) + shape.apply(secret) + noise(random);
        String clean = redactor.redact(text);
        assertThat(clean).as("seed %s: %s", seed, text).doesNotContain(secret);
        assertThat(clean).doesNotContain(base64("user:" + secret));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amqp://u:p@ss@w0rd@host/",
        "amqp://u:pa/ss@w0rd@host:5672/",
        "http://u:8080x@w0rd@host:80/x"
      })
  void a_password_may_hold_what_an_address_may_not(String text) {
    assertThat(redactor.redact(text)).contains("[redacted: password]@host").doesNotContain("w0rd");
  }

  @Test
  void each_of_several_addresses_is_cleaned() {
    assertThat(redactor.redact("amqp://a:one1one@h1:1 amqp://b:two2two@h2:2"))
        .isEqualTo("amqp://a:[redacted: password]@h1:1 amqp://b:[redacted: password]@h2:2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:31673/healthz answered 200 for user@example.org",
        "rabbitmq.example:5672 refused guest",
        "password_fingerprint: 3fa9c1e2",
        "\"password_fingerprint\":\"3fa9c1e2\"",
        "password: \"${file:secrets/rmq_read}\"",
        "the password was rotated, the token too",
        "transcode_jobs has 8,412 waiting, 0 consumers for 31 min",
        "SHA-256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "plan 7be2-41c0, record #412 3fa9c1"
      })
  void ordinary_text_stays_as_it_is(String text) {
    assertThat(redactor.redact(text)).isEqualTo(text);
  }

  @Test
  void redacting_twice_changes_nothing_more() {
    redactor.learn(new Secret("secret"));
    redactor.learn(new Secret("redacted"));
    String once = redactor.redact("my secret is redacted, password=hunter22, amqp://a:bcdefg@h");
    assertThat(once).doesNotContain("hunter22", "bcdefg").startsWith("my [redacted: secret] is");
    assertThat(redactor.holdsKnownSecret(once)).isFalse();
  }

  @Test
  void the_longer_of_two_secrets_goes_first() {
    redactor.learn(new Secret("abcdef"));
    redactor.learn(new Secret("abcdefghijkl"));
    assertThat(redactor.redact("x abcdefghijkl y")).isEqualTo("x [redacted: secret] y");
  }

  @Test
  void each_long_line_of_a_key_is_known_and_its_frame_is_not() {
    redactor.learn(
        new Secret(
            """
            -----BEGIN THING-----
            b3BlbnNzaC1rZXktdjEAAAAA
            AAAABG5vbmUAAAAEbm9uZQ
            -----END THING-----
            """));
    assertThat(redactor.redact("log: AAAABG5vbmUAAAAEbm9uZQ!"))
        .isEqualTo("log: [redacted: secret]!");
    assertThat(redactor.holdsKnownSecret("-----BEGIN THING-----")).isFalse();
  }

  @Test
  void a_secret_is_known_in_addresses_and_in_json_too() {
    redactor.learn(new Secret("p\u00e4ss w/\"rd"));
    assertThat(
            redactor.redact("p%C3%A4ss%20w%2F%22rd p%C3%A4ss+w%2F%22rd {\"p\u00e4ss w/\\\"rd\"}"))
        .isEqualTo("[redacted: secret] [redacted: secret] {\"[redacted: secret]\"}");
  }

  @Test
  void a_known_secret_is_found() {
    redactor.learn(new Secret("hunter22\n"));
    assertThat(redactor.holdsKnownSecret("it is hunter22.")).isTrue();
    assertThat(redactor.holdsKnownSecret("it is hunter23.")).isFalse();
  }

  @Test
  void too_short_a_value_is_not_learned() {
    redactor.learn(new Secret("a b"));
    assertThat(redactor.redact("a b c")).isEqualTo("a b c");
  }

  @Test
  void long_text_without_spaces_costs_no_stack() {
    redactor.learn(new Secret("hunter22"));
    for (String piece :
        List.of("a", "a:", "://", "x://y:", "\"", "\\\"", "password=", "eyJa.", "@")) {
      String text = piece.repeat(60_000 / piece.length());
      assertThat(redactor.redact(text + " hunter22")).doesNotContain("hunter22");
    }
  }

  private static String disguised(Random random, String secret) {
    return switch (random.nextInt(6)) {
      case 0 -> "amqp://u:" + secret + "@host/";
      case 1 -> "password=" + secret;
      case 2 -> "{\"x\":\"" + secret.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
      case 3 -> "stuck " + secret + secret;
      case 4 -> "Bearer " + secret;
      default -> secret;
    };
  }

  private static String noise(Random random) {
    return random.nextBoolean()
        ? " " + word(random, PLAIN + "    \n:/.", random.nextInt(60)) + " "
        : " ";
  }

  private static String word(Random random, String letters, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
