package dev.twokey.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** I7: what is taken for a secret, what is not, and that no text makes it slow. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RedactorShapesTest {
  private static final int MEGABYTE = 1_000_000;

  private final Redactor redactor = new Redactor();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "redis://:s3cr3tpw@cache:6379/0 | redis://:[redacted: password]@cache:6379/0",
        "https://0123456789abcdef0123@o1.example/2 | https://[redacted: token]@o1.example/2",
        "Authorization: Bearer abcdefgh | Authorization: Bearer [redacted: token]",
        "curl -H 'Authorization: Token abc123xyz' http://a | curl -H 'Authorization: Token"
            + " [redacted: token]' http://a",
        "\"authorization\": \"Basic dTpw\", \"x\": 1 | \"authorization\": \"Basic [redacted:"
            + " token]\", \"x\": 1",
        "proxy-authorization=AWS4-HMAC Credential=a, Signature=b | proxy-authorization=AWS4-HMAC"
            + " [redacted: token]",
        "Set-Cookie: sid=31d4d96e407aad42; Path=/ | Set-Cookie: [redacted: cookie]",
        "cookie: a=b; c=d | cookie: [redacted: cookie]",
        "DB_SECRET=abc def | DB_SECRET=[redacted: value] def",
        "export PGPASS=hunter2 | export PGPASS=[redacted: value]",
        "SMTP_PASS: hunter2 | SMTP_PASS: [redacted: value]",
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG | aws_secret_access_key = [redacted: value]",
        "Server=h;User Id=u;Password=p4ss;Db=x | Server=h;User Id=u;Password=[redacted:"
            + " value];Db=x",
        "AccountKey=abc/def==;EndpointSuffix=x | AccountKey=[redacted: value];EndpointSuffix=x",
        "{\"client_secret\":\"a b c\",\"n\":1} | {\"client_secret\":\"[redacted: value]\",\"n\":1}",
        "{\\\"token\\\":\\\"a b c\\\"} | {\\\"token\\\":\\\"[redacted: value]\\\"}",
        "mysql --password hunter2 -h db | mysql --password [redacted: value] -h db",
        "id AKIAIOSFODNN7EXAMPLE ok | id [redacted: key] ok",
        "Bearer abc.def-123 | Bearer [redacted: token]",
        "basic dXNlcjpwYXNz | basic [redacted: token]",
        "hvs.CAESIJ1234567890abcdefgh | [redacted: token]",
        "sk_live_abcdef123456 | [redacted: key]",
        "at x\\nghp_abcdefghij0123456789\\nend | at x\\n[redacted: token]\\nend",
        "at x\\nAuthorization: Bearer abc123abc | at x\\nAuthorization: Bearer [redacted: token]"
      })
  void a_secret_is_marked_and_the_rest_is_kept(String text, String clean) {
    assertThat(redactor.redact(text)).isEqualTo(clean);
    assertThat(redactor.redact(clean)).isEqualTo(clean);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "commit 8c1d2e3f9a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d by Ana",
        "id 3f2b8c1e-7d4a-4b6f-9a8e-1c2d3e4f5a6b",
        "plan 7be2-41c0 fingerprint 0123456789abcdef",
        "fingerprint: 3fa9c1e2, token_fingerprint=3fa9c1e2",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "basic authentication is off, the bearer certificate is fine",
        "PWD=/srv/twokey OLDPWD=/srv",
        "PASSWORD_FILE=/run/secrets/x token_type: bearer",
        "password: ${file:secrets/x} token=\"${env:X}\"",
        "http://backend-1:8080/healthz?full=1 answers 200 in 12 ms",
        "amqp://rabbitmq.example:5672/%2F",
        "restart unit worker-transcode on host worker-1: started 2026-11-22T09:12:00Z",
        "/gameday prod E",
        "queue transcode_jobs: 8412 messages, keys: 3",
        "the token is missing; password: none"
      })
  void what_only_looks_like_a_secret_stays_readable(String text) {
    assertThat(redactor.redact(text)).isEqualTo(text);
  }

  @Test
  void a_known_secret_is_found_in_base64_in_hex_in_html_and_over_a_line_break() {
    String secret = "p<4>ss&word";
    redactor.learn(new Secret(secret));
    for (String before : new String[] {"", "u", "us", "use"}) {
      String encoded = base64(before + secret + "-tail");
      assertThat(redactor.redact("x " + encoded)).contains("[redacted: secret]");
    }
    assertThat(redactor.redact(HexFormat.of().formatHex(bytes(secret))))
        .isEqualTo("[redacted: secret]");
    assertThat(redactor.redact("p&lt;4&gt;ss&amp;word")).isEqualTo("[redacted: secret]");
    assertThat(redactor.redact("p\\u003c4\\u003ess\\u0026word")).isEqualTo("[redacted: secret]");
    assertThat(redactor.redact("p%3c4%3ess%26word")).isEqualTo("[redacted: secret]");
    assertThat(redactor.redact("p<4>\nss&word and p<4>ss\r\n&word"))
        .isEqualTo("[redacted: secret] and [redacted: secret]");
  }

  @ParameterizedTest
  @Timeout(value = 60, unit = TimeUnit.SECONDS) // what grows with the square would take an hour
  @ValueSource(
      strings = {
        "a",
        "a-",
        "a:",
        "abc=",
        "://",
        "x://y:",
        "://a:b@",
        "\"",
        "\\\"",
        "password=",
        "password=\"",
        "password:'",
        "--password ",
        "authorization:",
        "authorization: a [redacted: token] ",
        "cookie:",
        "cookie: [redacted: cookie] ",
        "eyJ-",
        "eyJaaaaaaaa.",
        "MMMMMMMMMMMMMMMMMMMMMMMMM.",
        "-----BEGIN ",
        "-----BEGIN RSA PRIVATE KEY",
        "-----END ",
        "bearer ",
        "basic AAAAAAAA",
        "hooks.slack.com/services/",
        "/api/webhooks/1/aaaaaaaaa ",
        "AKIA",
        "xoxb-",
        "hunter2",
        "h\n",
        " \t",
        "@"
      })
  void a_hostile_line_costs_no_more_than_its_length(String piece) {
    redactor.learn(new Secret("hunter22hunter22"));
    String line = piece.repeat(MEGABYTE / piece.length());
    String clean = redactor.redact(line + "\n hunter22hunter22");
    assertThat(clean).doesNotContain("hunter22hunter22");
    assertThat(redactor.holdsKnownSecret(clean)).isFalse();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
