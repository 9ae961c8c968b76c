package dev.twokey.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * What somebody on the host wants of a bot that runs, left in its state folder: only the owner of
 * that folder can write there.
 *
 * @param hash of the step from what holds to the files, as they were shown it
 * @param user what the operating system calls them
 */
record HostWish(String hash, String user) {
  private static final int LINES = 2;
  private static final long SIZE_MAX = 4096;

  /** Leaves it for the bot. */
  void leave(Folders folders) throws IOException {
    write(folders, file(folders), List.of(hash, user));
  }

  /** Takes what was left; what is no wish is taken away too. */
  static Optional<HostWish> take(Folders folders) throws IOException {
    Path file = file(folders);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.size(file) > SIZE_MAX ? List.of() : Files.readAllLines(file);
    Files.delete(file);
    return lines.size() == LINES
        ? Optional.of(new HostWish(lines.getFirst(), lines.getLast()))
        : Optional.empty();
  }

  /** Leaves what became of it: why it was refused, or nothing. */
  static void answer(Folders folders, String why) throws IOException {
    write(folders, answerFile(folders), List.of(why));
  }

  /** Returns what became of it, once the bot has said so. */
  static Optional<String> answered(Folders folders) throws IOException {
    Path file = answerFile(folders);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String why = Files.readString(file).strip();
    Files.delete(file);
    return Optional.of(why);
  }

  /** Takes back what no bot took, and what nobody read. */
  static void clear(Folders folders) throws IOException {
    Files.deleteIfExists(file(folders));
    Files.deleteIfExists(answerFile(folders));
  }

  private static void write(Folders folders, Path file, List<String> lines) throws IOException {
    Path draft =
        Files.createTempFile(
            folders.state(),
            "accept-config",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(draft, lines, StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path file(Folders folders) {
    return folders.state().resolve("accept-config");
  }

  private static Path answerFile(Folders folders) {
    return folders.state().resolve("accept-config.answer");
  }
}
