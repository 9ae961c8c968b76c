package dev.twokey.lab;

import dev.twokey.lab.text.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** Where one environment of the lab keeps its state; nobody else may enter it. */
public record LabDirectory(Path path) {
  /** The most that a Unix socket's address holds on Linux. */
  private static final int SOCKET_PATH_BYTES_MAX = 107;

  private static final List<String> FOLDERS = List.of("state", "log", "hosts", "secrets");
  private static final List<String> SECRETS =
      List.of(
          "read.token",
          "change.token",
          "fingerprint.key",
          "secrets/admin.password",
          "secrets/app.password",
          "secrets/twokey_read.password",
          "secrets/twokey_change.password",
          "secrets/twokey_destroy.password",
          "secrets/backend.token");

  /** Takes the whole path, and refuses one in which no socket can be. */
  public LabDirectory {
    path = path.toAbsolutePath().normalize();
    int length = path.resolve("supervisor.sock").toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > SOCKET_PATH_BYTES_MAX) {
      throw new IllegalArgumentException(
          "the path is too long for a Unix socket by "
              + (length - SOCKET_PATH_BYTES_MAX)
              + " bytes; take a shorter --dir: "
              + path);
    }
  }

  /** The socket of the supervisor. */
  public Path socket() {
    return path.resolve("supervisor.sock");
  }

  Path units() {
    return path.resolve("units.json");
  }

  Path log(String unit) {
    return path.resolve("log").resolve(unit + ".log");
  }

  Path hosts(String unit) {
    return path.resolve("hosts").resolve(unit);
  }

  Path deployments() {
    return path.resolve("deployments.log");
  }

  /** A file of a secret, such as {@code read.token} or {@code secrets/app.password}. */
  public Path secretFile(String name) {
    return path.resolve(name);
  }

  /** The text of a secret. */
  public String secret(String name) {
    return DurableFile.read(secretFile(name));
  }

  /** Makes folders and secrets that are not there yet, and leaves those that are. */
  void prepare() throws IOException {
    Files.createDirectories(path);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    for (String folder : FOLDERS) {
      Files.createDirectories(path.resolve(folder));
    }
    if (!Files.exists(deployments())) {
      Files.createFile(deployments()); // nothing was deployed yet, which is not the same as unread
    }
    SecureRandom random = new SecureRandom();
    for (String secret : SECRETS) {
      if (!Files.exists(secretFile(secret))) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        DurableFile.write(secretFile(secret), HexFormat.of().formatHex(bytes));
      }
    }
  }
}
