package dev.twokey.app;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Ed25519 keys as the text that openssl reads and writes too. */
final class Pem {
  static final String ALGORITHM = "Ed25519";

  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final int LINE = 64;

  private Pem() {}

  static String of(PrivateKey key) {
    return block(PRIVATE, key);
  }

  static String of(PublicKey key) {
    return block(PUBLIC, key);
  }

  /** Returns the text between the first and the last line. */
  static String oneLine(PublicKey key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /** Reads a key. Throws if the text is not one. */
  static PrivateKey privateKey(String text) throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM)
        .generatePrivate(new PKCS8EncodedKeySpec(bytes(PRIVATE, text)));
  }

  /** Reads a key. Throws if the text is not one. */
  static PublicKey publicKey(String text) throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM)
        .generatePublic(new X509EncodedKeySpec(bytes(PUBLIC, text)));
  }

  private static String block(String what, Key key) {
    byte[] end = {'\n'};
    String body =
        new String(
            Base64.getMimeEncoder(LINE, end).encode(key.getEncoded()), StandardCharsets.US_ASCII);
    return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
  }

  private static byte[] bytes(String what, String text) {
    String begin = "-----BEGIN " + what + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + what + "-----");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("there is no block '" + begin + "'");
    }
    return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to).strip());
  }
}
