package dev.twokey.credential;

import static java.util.Objects.requireNonNull;

import dev.twokey.people.Account;
import java.time.Instant;
import java.util.Optional;

/**
 * A passkey of one person that holds.
 *
 * @param id Twokey's own, short enough to be typed
 * @param key by which its signatures are checked
 * @param label by which its person knows it
 * @param through the account that was handed the link
 * @param vouched the earlier passkey that was shown when this one was enrolled; empty if none was
 * @param further whether the person had a passkey before, even if it was revoked
 * @param enrolled when
 */
public record Passkey(
    String id,
    PublicKey key,
    String label,
    Account through,
    Optional<String> vouched,
    boolean further,
    Instant enrolled) {
  public Passkey {
    requireNonNull(id, "id");
    requireNonNull(key, "key");
    requireNonNull(label, "label");
    requireNonNull(through, "through");
    requireNonNull(vouched, "vouched");
    requireNonNull(enrolled, "enrolled");
  }

  /** Returns whether somebody who holds a stolen account alone could have enrolled it. */
  public boolean loud() {
    return further && vouched.isEmpty();
  }

  Passkey labelled(String other) {
    return new Passkey(id, key, other, through, vouched, further, enrolled);
  }

  Passkey counted(long signatures) {
    return new Passkey(id, key.counted(signatures), label, through, vouched, further, enrolled);
  }
}
