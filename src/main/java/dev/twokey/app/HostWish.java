package dev.twokey.app;

import dev.twokey.chatops.Families;
import dev.twokey.engine.Decision;
import dev.twokey.journal.Append;
import dev.twokey.journal.Appended;
import dev.twokey.journal.Event;
import dev.twokey.journal.JournalException;
import dev.twokey.journal.JournalStore;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import dev.twokey.journal.Write;
import dev.twokey.journal.sql.SqliteJournal;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What somebody on the host wants: decided on the journal where no bot runs, else left in the bot's
 * state folder, where only its owner can write.
 *
 * @param kind {@link #CONFIG} or {@link #ROLLBACK}
 * @param hash of the step from what holds to the files, as they were shown it; else empty
 * @param user what the operating system calls them
 */
record HostWish(String kind, String hash, String user) {
  static final String CONFIG = "accept-config";
  static final String ROLLBACK = "accept-rollback";

  private static final int LINES = 2;
  private static final long SIZE_MAX = 4096;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_EVERY_MILLIS = 100;

  /** Returns what the operating system calls who typed this: for the record, never a person. */
  static String account() {
    String user = System.getProperty("user.name", "unknown");
    String sudo = System.getenv("SUDO_USER");
    return sudo == null ? user : user + " (sudo by " + sudo + ")";
  }

  /**
   * Decides on a stream of the journal; where a bot has it, that is asked instead.
   *
   * @return why it was refused
   */
  static <E extends Event> Optional<Problem> withJournal(
      Folders folders, HostWish wish, Function<List<Recorded>, Decision<E>> decide, StreamId stream)
      throws IOException, InterruptedException {
    try (JournalStore journal =
        SqliteJournal.open(
            folders.journal(),
            Families.codec(new Redactor()),
            InstantSource.system(),
            new SecureRandom())) {
      List<Recorded> before = journal.of(stream);
      return append(journal, wish, stream, before.size(), decide.apply(before));
    } catch (JournalException e) {
      if (e.problem().code() != ErrorCode.JOURNAL_LOCKED) {
        throw e;
      }
      return wish.askTheBot(folders);
    }
  }

  private static <E extends Event> Optional<Problem> append(
      JournalStore journal, HostWish wish, StreamId stream, int version, Decision<E> decision) {
    Optional<Problem> refused =
        decision.events().stream().flatMap(e -> e.refusal().stream()).findFirst();
    if (refused.isPresent() || decision.events().isEmpty()) {
      return refused;
    }
    Write write = new Write(stream, version, List.copyOf(decision.events()), false);
    Append append =
        new Append("host:" + wish.user(), wish.kind(), Optional.empty(), List.of(write));
    return switch (journal.append(List.of(append)).getFirst()) {
      case Appended.Stored _, Appended.Duplicate _ -> Optional.empty();
      case Appended.Unwritable(var why) -> Optional.of(why);
      case Appended.Conflict conflict ->
          throw new IllegalStateException(
              conflict.on() + " moved while the journal was locked (this is a bug)");
    };
  }

  private Optional<Problem> askTheBot(Folders folders) throws IOException, InterruptedException {
    clear(folders);
    leave(folders);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Optional<String> answered = answered(folders);
      if (answered.isPresent()) {
        return answered
            .filter(why -> !why.isEmpty())
            .map(why -> new Problem(ErrorCode.FORBIDDEN, why, "The bot did not accept it."));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
    clear(folders);
    return Optional.of(
        new Problem(
            ErrorCode.STATE_WRONG,
            "The process that has the journal did not answer in " + PATIENCE.toSeconds() + " s.",
            "Stop it and run " + kind + " again."));
  }

  private void leave(Folders folders) throws IOException {
    write(folders, kind, List.of(hash, user));
  }

  /** Takes what was left of a kind; what is no wish is taken away too. */
  static Optional<HostWish> take(Folders folders, String kind) throws IOException {
    Path file = folders.state().resolve(kind);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.size(file) > SIZE_MAX ? List.of() : Files.readAllLines(file);
    Files.delete(file);
    return lines.size() == LINES
        ? Optional.of(new HostWish(kind, lines.getFirst(), lines.getLast()))
        : Optional.empty();
  }

  /** Leaves what became of it: why it was refused, or nothing. */
  void answer(Folders folders, String why) throws IOException {
    write(folders, answerName(), List.of(why));
  }

  private Optional<String> answered(Folders folders) throws IOException {
    Path file = folders.state().resolve(answerName());
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String why = Files.readString(file).strip();
    Files.delete(file);
    return Optional.of(why);
  }

  /** Takes back what no bot took, and what nobody read. */
  private void clear(Folders folders) throws IOException {
    Files.deleteIfExists(folders.state().resolve(kind));
    Files.deleteIfExists(folders.state().resolve(answerName()));
  }

  private String answerName() {
    return kind + ".answer";
  }

  private static void write(Folders folders, String name, List<String> lines) throws IOException {
    Path draft =
        Files.createTempFile(
            folders.state(),
            name,
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(draft, lines, StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(
        draft,
        folders.state().resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
