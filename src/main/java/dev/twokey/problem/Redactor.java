package dev.twokey.problem;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text: values that Twokey knows, and shapes that only secrets have. Applied
 * at the two doors, intake and the engine's return path (I7), and to log lines. Its time grows with
 * the length of the text and no faster, whatever the text is. Safe for threads.
 */
public final class Redactor {
  private static final Pattern MARKS = Pattern.compile("\\[redacted: [a-z]{1,12}\\]");

  /** The order counts: whole things first, names with values last. */
  private static final List<SecretShape> SHAPES =
      List.of(
          new KeyBlocks(),
          new LoginsInAddresses(),
          new WebhookAddresses("hooks.slack.com/services/"),
          new WebhookAddresses("hooks.slack.com/workflows/"),
          new WebhookAddresses("hooks.slack.com/triggers/"),
          new WebhookAddresses("/api/webhooks/"),
          new SecretTokens(),
          new SpokenTokens(),
          new NamedSecrets());

  private volatile KnownSecrets known = KnownSecrets.NONE;

  /**
   * Remembers a value that must not leave, also as it looks inside JSON, addresses, HTML, base64
   * and hex, and each long line of it. Values under six characters are ignored: they would tear
   * ordinary words.
   */
  public void learn(Secret secret) {
    String value = secret.reveal().strip();
    if (!known.knows(value)) {
      synchronized (this) {
        known = known.with(value);
      }
    }
  }

  /** Returns the text without secrets: each is replaced by its kind, {@code [redacted: token]}. */
  public String redact(String text) {
    String clean = SecretShape.replace(known, text);
    for (SecretShape shape : SHAPES) {
      clean = SecretShape.replace(shape, clean);
    }
    return clean;
  }

  /**
   * Returns whether the text still holds a value that Twokey knows as a secret. The marks that
   * {@link #redact} leaves don't count, even where a secret is one of their words.
   */
  public boolean holdsKnownSecret(String text) {
    return known.next(MARKS.matcher(text).replaceAll(" "), 0).isPresent();
  }
}
