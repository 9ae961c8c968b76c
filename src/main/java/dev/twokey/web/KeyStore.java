package dev.twokey.web;

import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import com.yubico.webauthn.data.exception.Base64UrlException;
import dev.twokey.credential.KeyRing;
import dev.twokey.credential.Passkey;
import dev.twokey.people.PersonId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows the key ring to the WebAuthn library. A user name is a person's id. */
final class KeyStore implements CredentialRepository {
  private final KeyRing ring;

  KeyStore(KeyRing ring) {
    this.ring = ring;
  }

  @Override
  public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String username) {
    return ring.of(new PersonId(username)).passkeys().values().stream()
        .map(p -> PublicKeyCredentialDescriptor.builder().id(bytes(p.key().credential())).build())
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<ByteArray> getUserHandleForUsername(String username) {
    return ring.of(new PersonId(username)).passkeys().values().stream()
        .map(p -> bytes(p.key().handle()))
        .findFirst();
  }

  @Override
  public Optional<String> getUsernameForUserHandle(ByteArray handle) {
    return ring.withHandle(handle.getBase64Url()).map(PersonId::id);
  }

  @Override
  public Optional<RegisteredCredential> lookup(ByteArray credential, ByteArray handle) {
    return ring.withCredential(credential.getBase64Url())
        .map(KeyRing.Owned::passkey)
        .filter(p -> p.key().handle().equals(handle.getBase64Url()))
        .map(KeyStore::registered);
  }

  @Override
  public Set<RegisteredCredential> lookupAll(ByteArray credential) {
    return ring.withCredential(credential.getBase64Url()).stream()
        .map(owned -> registered(owned.passkey()))
        .collect(Collectors.toSet());
  }

  private static RegisteredCredential registered(Passkey passkey) {
    return RegisteredCredential.builder()
        .credentialId(bytes(passkey.key().credential()))
        .userHandle(bytes(passkey.key().handle()))
        .publicKeyCose(bytes(passkey.key().cose()))
        .signatureCount(passkey.key().signatures())
        .build();
  }

  /** Returns what was stored as text. */
  static ByteArray bytes(String base64Url) {
    try {
      return ByteArray.fromBase64Url(base64Url);
    } catch (Base64UrlException e) {
      throw new IllegalStateException("the journal holds a key that is no base64url", e);
    }
  }
}
