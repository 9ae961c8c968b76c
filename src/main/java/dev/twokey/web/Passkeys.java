package dev.twokey.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.AssertionResult;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RegistrationResult;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.StartAssertionOptions;
import com.yubico.webauthn.StartRegistrationOptions;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.AuthenticatorTransport;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.ResidentKeyRequirement;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import dev.twokey.credential.KeyRing;
import dev.twokey.credential.PublicKey;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks authenticators and checks their answers. A passkey must be kept by its authenticator, so
 * that nobody types a name, and must verify its person by finger, face or code. Counts of
 * signatures are judged where they are journaled, not here.
 */
final class Passkeys {
  private static final Logger LOG = LoggerFactory.getLogger(Passkeys.class);
  private static final long ANSWER_MILLIS = 60_000;
  private static final int HANDLE_BYTES = 32;

  private final KeyRing ring;
  private final RandomGenerator random;

  /** Made when the first is needed: it takes a third of a second. */
  private final Map<Integer, RelyingParty> parties = new ConcurrentHashMap<>();

  Passkeys(KeyRing ring, RandomGenerator random) {
    this.ring = ring;
    this.random = random;
  }

  /** Who answered with which passkey, and how many signatures its authenticator counts. */
  record Shown(KeyRing.Owned owned, long signatures) {}

  AssertionRequest askToSignIn(int port) {
    return party(port)
        .startAssertion(
            StartAssertionOptions.builder()
                .userVerification(UserVerificationRequirement.REQUIRED)
                .timeout(ANSWER_MILLIS)
                .build());
  }

  /** Checks an answer; throws what is told to the browser where it is none. */
  Shown signedIn(int port, AssertionRequest question, String answer) {
    try {
      AssertionResult result =
          party(port)
              .finishAssertion(
                  FinishAssertionOptions.builder()
                      .request(question)
                      .response(PublicKeyCredential.parseAssertionResponseJson(answer))
                      .build());
      KeyRing.Owned owned =
          ring.withCredential(result.getCredential().getCredentialId().getBase64Url())
              .orElseThrow(Passkeys::refused);
      return new Shown(owned, result.getSignatureCount());
    } catch (AssertionFailedException e) {
      LOG.info("a passkey was not accepted: {}", e.getMessage());
      throw refused();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  PublicKeyCredentialCreationOptions askToEnrol(int port, PersonId person, String name) {
    String handle =
        ring.of(person).passkeys().values().stream()
            .map(p -> p.key().handle())
            .findFirst()
            .orElse("");
    return party(port)
        .startRegistration(
            StartRegistrationOptions.builder()
                .user(
                    UserIdentity.builder()
                        .name(person.id())
                        .displayName(name)
                        .id(handle.isEmpty() ? freshHandle() : KeyStore.bytes(handle))
                        .build())
                .authenticatorSelection(
                    AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build())
                .timeout(ANSWER_MILLIS)
                .build());
  }

  /** Checks an answer; throws what is told to the browser where it is none. */
  PublicKey enrolled(int port, PublicKeyCredentialCreationOptions question, String answer) {
    try {
      RegistrationResult result =
          party(port)
              .finishRegistration(
                  FinishRegistrationOptions.builder()
                      .request(question)
                      .response(PublicKeyCredential.parseRegistrationResponseJson(answer))
                      .build());
      return new PublicKey(
          result.getKeyId().getId().getBase64Url(),
          question.getUser().getId().getBase64Url(),
          result.getPublicKeyCose().getBase64Url(),
          result.getKeyId().getTransports().stream()
              .flatMap(Set::stream)
              .map(AuthenticatorTransport::getId)
              .toList(),
          result.getSignatureCount());
    } catch (RegistrationFailedException e) {
      LOG.info("a new passkey was not accepted: {}", e.getMessage());
      throw refused();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Returns a question as the browser wants it. */
  static String json(AssertionRequest question) {
    try {
      return question.toCredentialsGetJson();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a question can't be written (this is a bug)", e);
    }
  }

  /** Returns a question as the browser wants it. */
  static String json(PublicKeyCredentialCreationOptions question) {
    try {
      return question.toCredentialsCreateJson();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a question can't be written (this is a bug)", e);
    }
  }

  private ByteArray freshHandle() {
    byte[] bytes = new byte[HANDLE_BYTES];
    random.nextBytes(bytes);
    return new ByteArray(bytes);
  }

  private RelyingParty party(int port) {
    return parties.computeIfAbsent(
        port,
        p ->
            RelyingParty.builder()
                .identity(RelyingPartyIdentity.builder().id("localhost").name("Twokey").build())
                .credentialRepository(new KeyStore(ring))
                .origins(Set.of("http://localhost:" + p))
                .allowUntrustedAttestation(true)
                .validateSignatureCounter(false)
                .build());
  }

  /** Says the same whatever was wrong: the log has more. */
  static Turned refused() {
    return new Turned(
        401,
        ErrorCode.PASSKEY_REFUSED,
        "This passkey was not accepted: it is not known here, was revoked, or answered wrongly.",
        "Try again or use another one; /enroll in chat makes a new one.");
  }

  private static Turned unreadable(IOException why) {
    LOG.info("an authenticator's answer can't be read: {}", why.getMessage());
    return new Turned(
        400,
        ErrorCode.ARGUMENT_INVALID,
        "The answer of the authenticator can't be read.",
        "Load the page again and try once more.");
  }
}
