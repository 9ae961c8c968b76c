package dev.twokey.outside;

import dev.twokey.outside.OutsideFailure.Stage;
import dev.twokey.problem.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file of this host that the configuration names, up to a limit. */
public final class HostFile {
  private static final int KIB = 1024;

  private HostFile() {}

  /**
   * Reads it.
   *
   * @param path as it stands in the configuration
   * @param what it holds, such as {@code the backup information}
   * @param bytesMost how large it may be
   * @param advice what to look at when it can't be read
   */
  public static byte[] read(String path, String what, int bytesMost, String advice, Limit limit)
      throws OutsideFailure {
    Path file = file(path, what);
    try {
      return limit.wait(
          () -> bytes(file, bytesMost), Stage.NOT_ASKED, what + " in " + file + " was not read");
    } catch (IOException e) {
      throw OutsideFailure.notAsked(
          ErrorCode.FILE_UNREADABLE,
          what + " in " + file + " can't be read (" + why(e) + ").",
          advice);
    }
  }

  private static Path file(String path, String what) throws OutsideFailure {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw OutsideFailure.notAsked(
          ErrorCode.CONFIG_INVALID,
          "'" + path + "' is no path of a file (" + e.getReason() + ").",
          "Write the path of the file that holds " + what + ".");
    }
  }

  private static byte[] bytes(Path file, int bytesMost) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("it is no regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(bytesMost + 1);
      if (bytes.length > bytesMost) {
        throw new IOException("it is larger than " + bytesMost / KIB / KIB + " MiB");
      }
      return bytes;
    }
  }

  private static String why(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "it is not there";
      case AccessDeniedException _ -> "permission denied";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
