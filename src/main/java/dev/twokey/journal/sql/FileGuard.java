package dev.twokey.journal.sql;

import dev.twokey.journal.JournalException;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One process at a time has a journal: a lock on the file {@code <journal>.lock}, which also says
 * who holds it. The system frees the lock when the process ends, however it ends; the file stays.
 */
final class FileGuard implements AutoCloseable {
  private static final int OWNER_BYTES_MAX = 64;

  /**
   * What this process holds. Needed, because closing any channel of a locked file frees the lock of
   * the whole process: a second try must not even open it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private FileGuard(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  /** Makes folder and file where they are missing, only for their owner, and locks the file. */
  static FileGuard take(Path journal) {
    try {
      Path folder = journal.toAbsolutePath().getParent();
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      ownFile(journal);
      Path file = ownFile(journal.resolveSibling(journal.getFileName() + ".lock")).toRealPath();
      if (!HELD.add(file)) {
        throw locked(journal, "process " + ProcessHandle.current().pid() + ", this one");
      }
      return lock(journal, file);
    } catch (IOException e) {
      throw new JournalException(
          new Problem(
              ErrorCode.JOURNAL_UNWRITABLE,
              "The journal " + journal + " can't be opened: " + e + ".",
              "Make its folder writable for Twokey."),
          e);
    }
  }

  private static FileGuard lock(Path journal, Path file) throws IOException {
    FileChannel channel = null;
    FileLock lock = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      lock = channel.tryLock();
      if (lock == null) {
        throw locked(journal, "process " + owner(channel));
      }
      channel.truncate(0);
      String pid = Long.toString(ProcessHandle.current().pid());
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      return new FileGuard(file, channel, lock);
    } finally {
      if (lock == null) {
        HELD.remove(file);
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  private static Path ownFile(Path path) throws IOException {
    Set<java.nio.file.attribute.PosixFilePermission> ownerOnly =
        PosixFilePermissions.fromString("rw-------");
    if (Files.notExists(path)) {
      Files.createFile(path, PosixFilePermissions.asFileAttribute(ownerOnly));
    } else if (!Files.getPosixFilePermissions(path).equals(ownerOnly)) {
      Files.setPosixFilePermissions(path, ownerOnly);
    }
    return path;
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(OWNER_BYTES_MAX);
    channel.read(bytes, 0);
    String pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).trim();
    return pid.isEmpty() ? "unknown" : pid;
  }

  private static JournalException locked(Path journal, String holder) {
    return new JournalException(
        new Problem(
            ErrorCode.JOURNAL_LOCKED,
            "The journal " + journal + " is in use by " + holder + ".",
            "Talk to that one, or stop it first."));
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      lock.release();
    } finally {
      HELD.remove(file);
    }
  }
}
