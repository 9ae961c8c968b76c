package dev.twokey.lab.supervisor;

import dev.twokey.lab.text.DurableFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells equal passwords from different ones without showing either. */
final class Fingerprint {
  private static final int HEX_DIGITS = 8;

  private final Path keyFile;

  Fingerprint(Path keyFile) {
    this.keyFile = keyFile;
  }

  /** The first eight hex digits of HMAC-SHA256 of the text. */
  String of(String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = DurableFile.read(keyFile).getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] digest = mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is part of every JDK (this is a bug)", e);
    }
  }
}
