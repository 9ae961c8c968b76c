package dev.twokey.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.fuzz.FuzzTarget;
import java.util.List;

/** The redactor: a known secret never gets through, and what is redacted stays as it is. */
public final class RedactionFuzz implements FuzzTarget {
  private static final String KNOWN = "s3cr3t-known-t0-all";

  private final Redactor redactor = new Redactor();

  /** Makes one that knows a secret. */
  public RedactionFuzz() {
    redactor.learn(new Secret(KNOWN));
  }

  @Override
  public List<String> seeds() {
    return List.of(
        "password: " + KNOWN,
        "amqp://user:hunter2hunter2@mq.example:5672/vhost",
        "Authorization: Bearer abcdefghijklmnopqrstuvwxyz012345",
        "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----",
        "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY xoxb-1-2-abc");
  }

  @Override
  public void take(String input) {
    String clean = redactor.redact(input);
    assertThat(redactor.holdsKnownSecret(clean)).isFalse();
    assertThat(redactor.redact(clean)).isEqualTo(clean);
    String middle = input.substring(0, input.length() / 2);
    String planted = middle + " " + KNOWN + " " + input.substring(input.length() / 2);
    assertThat(redactor.redact(planted)).doesNotContain(KNOWN);
  }
}
