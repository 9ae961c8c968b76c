package dev.twokey.connector.pgbackrest;

import dev.twokey.outside.Limit;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideFailure.Stage;
import dev.twokey.problem.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the file with pgBackRest's output, up to a limit. */
final class InfoFile {
  /** Some thousand backups; a real output has a few hundred bytes for each. */
  static final int BYTES_MOST = 4 * 1024 * 1024;

  private InfoFile() {}

  static byte[] read(Path file, Limit limit) throws OutsideFailure {
    try {
      return limit.wait(
          () -> bytes(file),
          Stage.NOT_ASKED,
          "The backup information in " + file + " was not read");
    } catch (IOException e) {
      throw OutsideFailure.notAsked(
          ErrorCode.FILE_UNREADABLE,
          "The backup information in " + file + " can't be read (" + why(e) + ").",
          "Check the path of the connection, that Twokey may read it, and the job that writes it.");
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("it is no regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(BYTES_MOST + 1);
      if (bytes.length > BYTES_MOST) {
        throw new IOException("it is larger than " + BYTES_MOST / 1024 / 1024 + " MiB");
      }
      return bytes;
    }
  }

  private static String why(IOException e) {
    return switch (e) {
      case java.nio.file.NoSuchFileException _ -> "it is not there";
      case java.nio.file.AccessDeniedException _ -> "permission denied";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
