package dev.twokey.app;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Location;
import dev.twokey.problem.Problems;
import dev.twokey.witness.Checkpoint;
import dev.twokey.witness.CheckpointSignature;
import dev.twokey.witness.KeyName;
import dev.twokey.witness.SignedCheckpoint;
import dev.twokey.witness.Signer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The key that checkpoints are signed with: a file of its owner alone, with its public key beside
 * it. It lies outside of the store, so that who can write the journal can't sign for it.
 */
final class SigningKey implements Signer {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Checkpoint PROBE =
      new Checkpoint("probe", new dev.twokey.journal.JournalStore.Head(0, "probe"), Instant.EPOCH);

  private final PrivateKey secret;
  private final PublicKey open;
  private final Path publicFile;
  private final boolean isNew;

  private SigningKey(PrivateKey secret, PublicKey open, Path publicFile, boolean isNew) {
    this.secret = secret;
    this.open = open;
    this.publicFile = publicFile;
    this.isNew = isNew;
  }

  /** Returns where the public key of a signing key lies. */
  static Path publicFile(Path file) {
    return file.resolveSibling(file.getFileName() + ".pub");
  }

  /** Reads the key, or makes it where there is none. Empty, with the problem told, if it can't. */
  static Optional<SigningKey> of(Path file, Problems problems) {
    try {
      SigningKey key = Files.exists(file) ? read(file) : make(file);
      if (CheckpointSignature.holds(key.sign(PROBE), key.open)) {
        return Optional.of(key);
      }
      refuse(
          file,
          problems,
          publicFile(file) + " is not its public key.",
          "Put the two files of one key there; other journals may need the other one.");
    } catch (Unfit e) {
      refuse(file, problems, e.what, e.advice);
    } catch (IOException e) {
      refuse(
          file,
          problems,
          "The signing key can't be read or made: " + e + ".",
          "Make its folder writable for the first start, or name another file with"
              + " --signing-key.");
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      refuse(
          file,
          problems,
          "This is no Ed25519 key in PEM: " + e.getMessage() + ".",
          "Put the file back from where you keep it, or move it away: a new one is made then.");
    }
    return Optional.empty();
  }

  private static void refuse(Path file, Problems problems, String what, String advice) {
    problems.error(
        new Location(file.toString(), 1, 1), ErrorCode.SIGNING_KEY_REFUSED, what, advice);
  }

  /** A key that must not be used. */
  private static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;
    private final String what;
    private final String advice;

    Unfit(String what, String advice) {
      super(what);
      this.what = what;
      this.advice = advice;
    }
  }

  private static SigningKey read(Path file) throws IOException, GeneralSecurityException, Unfit {
    Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    others.removeAll(PosixFilePermissions.fromString("rwx------"));
    if (!others.isEmpty()) {
      throw new Unfit(
          "Others than its owner may use this file ("
              + PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
              + "), so its signatures prove nothing.",
          "If nobody else can have read it: chmod 600 "
              + file
              + ". Else move both files away, and a new key is made.");
    }
    Path beside = publicFile(file);
    if (!Files.exists(beside)) {
      throw new Unfit(
          "Its public key " + beside + " is missing.",
          "Make it: openssl pkey -in " + file + " -pubout -out " + beside);
    }
    return new SigningKey(
        Pem.privateKey(Files.readString(file)),
        Pem.publicKey(Files.readString(beside)),
        beside,
        false);
  }

  private static SigningKey make(Path file) throws IOException, GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance(Pem.ALGORITHM).generateKeyPair();
    write(publicFile(file), Pem.of(pair.getPublic()), PosixFilePermissions.fromString("rw-r--r--"));
    write(file, Pem.of(pair.getPrivate()), OWNER_ONLY);
    return new SigningKey(pair.getPrivate(), pair.getPublic(), publicFile(file), true);
  }

  private static void write(Path file, String text, Set<PosixFilePermission> who)
      throws IOException {
    Files.deleteIfExists(file); // a public key whose key was moved away
    Files.createFile(file, PosixFilePermissions.asFileAttribute(who));
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Override
  public SignedCheckpoint sign(Checkpoint checkpoint) {
    return CheckpointSignature.sign(checkpoint, secret, KeyName.of(open));
  }

  /** Returns what to print at the first start; empty at others. */
  List<String> news() {
    return isNew
        ? List.of(
            "twokey: made a key that signs the journal's checkpoints; its public key is",
            "  " + Pem.oneLine(open) + "  (" + publicFile + ")",
            "  Keep a copy where who can write the journal can't: journal verify --key FILE")
        : List.of();
  }
}
