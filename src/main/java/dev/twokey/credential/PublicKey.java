package dev.twokey.credential;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What an authenticator gave away when it made a passkey. All of it may be known to anybody.
 *
 * @param credential the authenticator's id of the passkey, base64url
 * @param handle under which the authenticator knows the person, base64url; says nothing of them
 * @param cose the public key as COSE, base64url
 * @param transports how it can be reached, such as {@code internal}
 * @param signatures how many it has given; many authenticators always say 0
 */
public record PublicKey(
    String credential, String handle, String cose, List<String> transports, long signatures) {
  public PublicKey {
    requireNonNull(credential, "credential");
    requireNonNull(handle, "handle");
    requireNonNull(cose, "cose");
    transports = List.copyOf(transports);
  }

  PublicKey counted(long now) {
    return new PublicKey(credential, handle, cose, transports, now);
  }
}
