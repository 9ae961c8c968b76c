package dev.twokey.app;

import dev.twokey.inventory.SecretRef;
import dev.twokey.inventory.Secrets;
import dev.twokey.problem.Redactor;
import dev.twokey.problem.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

  private static String environment(SecretRef ref) {
    String value = System.getenv(ref.name());
    if (value == null || value.isEmpty()) {
      throw new SecretMissingException(ref, "the variable is not set");
    }
    return value;
  }

  private String file(SecretRef ref) {
    Path path = base.resolve(ref.name());
    try {
      if (Files.size(path) > SIZE_MAX) {
        throw new SecretMissingException(ref, "the file has more than " + SIZE_MAX + " bytes");
      }
      return Files.readString(path).strip();
    } catch (IOException e) {
      throw new SecretMissingException(ref, e.getClass().getSimpleName() + " at " + path);
    }
  }
}
