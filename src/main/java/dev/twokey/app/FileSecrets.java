package dev.twokey.app;

import dev.twokey.inventory.SecretRef;
import dev.twokey.inventory.Secrets;
import dev.twokey.problem.Redactor;
import dev.twokey.problem.Secret;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Reads secrets from files and the process's environment, and teaches each to the redactor. */
final class FileSecrets implements Secrets {
  private static final long SIZE_MAX = 64 * 1024;

  private final Path base;
  private final Redactor redactor;

  /** {@code base} is where relative paths count from. */
  FileSecrets(Path base, Redactor redactor) {
    this.base = base;
    this.redactor = redactor;
  }

  @Override
  public Secret resolve(SecretRef ref) {
    Secret secret =
        new Secret(
            switch (ref.source()) {
              case ENVIRONMENT -> environment(ref);
              case FILE -> file(ref);
            });
    redactor.learn(secret);
    return secret;
  }

  /** Fails as {@link #resolve} would, without reading the secret. */
  void check(SecretRef ref) {
    switch (ref.source()) {
      case ENVIRONMENT -> environment(ref);
      case FILE -> privateFile(ref);
    }
  }

  private static String environment(SecretRef ref) {
    String value = System.getenv(ref.name());
    if (value == null || value.isEmpty()) {
      throw new SecretMissingException(
          ref, "the variable is not set", "Set it where Twokey is started.");
    }
    return value;
  }

  private String file(SecretRef ref) {
    Path path = privateFile(ref);
    String text;
    try {
      text = Files.readString(path).strip();
    } catch (IOException e) {
      throw unreadable(ref, path, e);
    }
    if (text.isEmpty()) {
      throw new SecretMissingException(ref, path + " is empty", "Write the secret into it.");
    }
    return text;
  }

  private Path privateFile(SecretRef ref) {
    Path path = base.resolve(ref.name());
    try {
      if (Files.size(path) > SIZE_MAX) {
        throw new SecretMissingException(
            ref,
            path + " has more than " + SIZE_MAX + " bytes",
            "Put the secret alone into a file.");
      }
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
      if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
        throw new SecretMissingException(
            ref,
            "everybody on this machine may read "
                + path
                + " ("
                + PosixFilePermissions.toString(permissions)
                + ")",
            "chmod 600 it (or mount it with mode 0400), and change the secret if others could have"
                + " read it.");
      }
      return path;
    } catch (IOException e) {
      throw unreadable(ref, path, e);
    }
  }

  private static SecretMissingException unreadable(SecretRef ref, Path path, IOException e) {
    String why =
        switch (e) {
          case NoSuchFileException _ -> path + " is not there";
          case AccessDeniedException _ -> "Twokey may not read " + path;
          default -> path + " can't be read (" + e.getClass().getSimpleName() + ")";
        };
    return new SecretMissingException(
        ref, why, "Put the secret there, readable for Twokey's user and nobody else.");
  }
}
