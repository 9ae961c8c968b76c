package dev.twokey.app;

import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Credential;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.SecretRef;
import dev.twokey.inventory.Secrets.SecretMissingException;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Location;
import dev.twokey.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Warns of secrets that could not be used where the files are checked now: a missing one may be
 * there where the bot runs, so it is no error of the files.
 */
final class SecretChecks {
  private final Folders folders;
  private final FileSecrets secrets;
  private final Problems problems;

  SecretChecks(Folders folders, FileSecrets secrets, Problems problems) {
    this.folders = folders;
    this.secrets = secrets;
    this.problems = problems;
  }

  void check(Inventory inventory) {
    for (Environment environment : inventory.environments().values()) {
      environment.connections().values().stream()
          .map(Connection::credentials)
          .flatMap(c -> c.values().stream())
          .map(Credential::secrets)
          .flatMap(s -> s.values().stream())
          .distinct()
          .forEach(ref -> check(environment.name(), ref));
    }
  }

  private void check(String environment, SecretRef ref) {
    try {
      secrets.check(ref);
    } catch (SecretMissingException e) {
      problems.warning(
          place(environment + ".yaml", ref),
          ErrorCode.CREDENTIAL_REFUSED,
          String.valueOf(e.getMessage()),
          e.advice());
    }
  }

  private Location place(String file, SecretRef ref) {
    Path path = folders.config().resolve("inventory").resolve(file);
    try {
      List<String> lines = Files.readAllLines(path);
      for (int i = 0; i < lines.size(); i++) {
        int column = lines.get(i).indexOf(ref.toString());
        if (column >= 0) {
          return new Location("inventory/" + file, i + 1, column + 1);
        }
      }
    } catch (IOException _) {
      // the loader tells that the file can't be read; this is about its secrets
    }
    return new Location("inventory/" + file, 1, 1);
  }
}
