package dev.twokey.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** An authenticator in software with one passkey, which can misbehave where a browser can't. */
final class SoftAuthenticator {
  private static final int PRESENT = 0x01;
  private static final int VERIFIED = 0x04;
  private static final int NEW_KEY = 0x40;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KeyPair keys;
  private final byte[] id = new byte[16];
  private String handle = "";

  /** Which page it believes to answer. */
  String origin;

  /** Whether it has verified its person. */
  boolean verified = true;

  /** How many signatures it says it has given. */
  int count;

  SoftAuthenticator(String origin, int number) {
    this.origin = origin;
    this.id[0] = (byte) number;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Answers the question of an enrolment. */
  String create(String question) {
    JsonNode asked = read(question);
    handle = asked.path("user").path("id").asText();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(head(NEW_KEY));
    data.writeBytes(new byte[16]);
    data.writeBytes(new byte[] {0, (byte) id.length});
    data.writeBytes(id);
    data.writeBytes(cose());
    ByteArrayOutputStream attestation = new ByteArrayOutputStream();
    attestation.writeBytes(
        HexFormat.of().parseHex("a363666d74646e6f6e656761747453746d74a0686175746844617461"));
    attestation.writeBytes(new byte[] {0x58, (byte) data.size()});
    attestation.writeBytes(data.toByteArray());
    return answer(
        Map.of(
            "clientDataJSON", text(client("webauthn.create", asked)),
            "attestationObject", text(attestation.toByteArray()),
            "transports", new String[] {"internal"}));
  }

  /** Answers the question of a sign-in. */
  String get(String question) {
    byte[] client = client("webauthn.get", read(question));
    byte[] data = head(0);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(data);
      signature.update(sha256(client));
      return answer(
          Map.of(
              "clientDataJSON", text(client),
              "authenticatorData", text(data),
              "signature", text(signature.sign()),
              "userHandle", handle));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode read(String question) {
    try {
      return JSON.readTree(question).path("publicKey");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answer(Map<String, Object> response) {
    return write(
        Map.of(
            "type", "public-key",
            "id", text(id),
            "rawId", text(id),
            "response", response,
            "clientExtensionResults", Map.of()));
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] client(String type, JsonNode asked) {
    return write(
            Map.of(
                "type",
                type,
                "challenge",
                asked.path("challenge").asText(),
                "origin",
                origin,
                "crossOrigin",
                false))
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] head(int flags) {
    ByteBuffer head = ByteBuffer.allocate(37);
    head.put(sha256("localhost".getBytes(StandardCharsets.US_ASCII)));
    head.put((byte) (flags | PRESENT | (verified ? VERIFIED : 0)));
    head.putInt(count);
    return head.array();
  }

  private byte[] cose() {
    ECPublicKey key = (ECPublicKey) keys.getPublic();
    ByteArrayOutputStream cose = new ByteArrayOutputStream();
    cose.writeBytes(HexFormat.of().parseHex("a50102032620012158" + "20"));
    cose.writeBytes(bytes32(key.getW().getAffineX()));
    cose.writeBytes(HexFormat.of().parseHex("225820"));
    cose.writeBytes(bytes32(key.getW().getAffineY()));
    return cose.toByteArray();
  }

  private static byte[] bytes32(BigInteger number) {
    return HexFormat.of().parseHex(String.format(Locale.ROOT, "%064x", number));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
