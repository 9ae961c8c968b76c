package dev.twokey.app;

import dev.twokey.chatops.Families;
import dev.twokey.engine.Decision;
import dev.twokey.inventory.Inventory;
import dev.twokey.journal.Append;
import dev.twokey.journal.Appended;
import dev.twokey.journal.EventCodec;
import dev.twokey.journal.JournalException;
import dev.twokey.journal.JournalStore;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.Write;
import dev.twokey.journal.sql.SqliteJournal;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Problems;
import dev.twokey.problem.Redactor;
import dev.twokey.trust.Difference;
import dev.twokey.trust.Root;
import dev.twokey.trust.Trust;
import dev.twokey.trust.TrustEvent;
import dev.twokey.trust.TrustInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Lets people, policy and connections hold as the files say, by the word of whoever owns the bot's
 * host. Works beside a bot that runs, and without one.
 */
@Command(
    name = "accept-config",
    mixinStandardHelpOptions = true,
    description = {
      "Let people.yaml, policy.yaml and the inventory hold as they are.",
      "What would change is printed first. It is recorded with the name of your account on this"
          + " host, and told in the channels of all production environments."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:the files hold", "2:refused, or a file is broken", "4:nobody said yes"})
final class AcceptConfigCommand implements Callable<Integer> {
  private static final int CODE_LENGTH = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_EVERY_MILLIS = 100;

  @Option(
      names = "--yes",
      paramLabel = "CODE",
      description = "accept without being asked; the code stands below the printed differences")
  private @Nullable String yes;

  @Mixin private Where where = new Where();

  @Spec private @Nullable CommandSpec spec;

  private final Terminal terminal;

  AcceptConfigCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Folders folders = where.folders();
    StateFolder.make(folders);
    Problems problems = new Problems();
    Optional<Loaded> files = read(folders, problems);
    if (files.isEmpty()) {
      problems.findings().forEach(out()::println);
      return Results.REFUSED;
    }
    Root old = holds(folders).root();
    Root next = files.get().files().root();
    if (old.equals(next)) {
      out().println("The files are what holds already.");
      return Results.FINE;
    }
    String hash = old.hashTo(next);
    String code = hash.substring(0, CODE_LENGTH);
    print(Difference.between(old, next), code);
    if (!agreed(code)) {
      out().println("Nothing was accepted. To accept it: accept-config --yes " + code);
      return Results.WAITS;
    }
    Optional<Problem> refused = accept(folders, next, hash);
    refused.ifPresentOrElse(
        why -> out().println(why.line()), () -> out().println("Accepted: the files hold now."));
    return refused.isPresent() ? Results.REFUSED : Results.FINE;
  }

  private static Optional<Loaded> read(Folders folders, Problems problems) {
    Inventory inventory = SetupLoader.inventory(folders, problems);
    FileSecrets secrets = new FileSecrets(folders.base(), new Redactor());
    Kinds kinds =
        Kinds.of(new dev.twokey.outside.World(() -> inventory, secrets, InstantSource.system()));
    return new SetupLoader(folders, kinds, problems).load(inventory, false);
  }

  private static Trust holds(Folders folders) {
    if (!Files.exists(folders.journal())) {
      return Trust.NOTHING;
    }
    List<Recorded> events = new ArrayList<>();
    EventCodec codec = Families.codec(new Redactor());
    SqliteJournal.read(
        folders.journal(),
        codec,
        recorded -> {
          if (recorded.stream().equals(Trust.STREAM)) {
            events.add(recorded);
          }
        });
    return Trust.after(events);
  }

  private void print(List<Difference> differences, String code) {
    for (Difference difference : differences) {
      out().println((difference.widens() ? "+ " : "  ") + difference.says());
    }
    out().println("(+ gives more power than holds now)  code " + code);
  }

  private boolean agreed(String code) {
    if (yes != null) {
      return yes.equals(code);
    }
    return terminal
        .ask("Let this hold, with nobody else's key? Type yes: ")
        .filter("yes"::equals)
        .isPresent();
  }

  /** A bot that runs has the journal; it is asked through its state folder. */
  private static Optional<Problem> accept(Folders folders, Root next, String hash)
      throws IOException, InterruptedException {
    try (JournalStore journal =
        SqliteJournal.open(
            folders.journal(),
            Families.codec(new Redactor()),
            InstantSource.system(),
            new SecureRandom())) {
      return append(journal, next, hash);
    } catch (JournalException e) {
      if (e.problem().code() != ErrorCode.JOURNAL_LOCKED) {
        throw e;
      }
      return askTheBot(folders, hash);
    }
  }

  private static Optional<Problem> append(JournalStore journal, Root next, String hash) {
    List<Recorded> before = journal.of(Trust.STREAM);
    Decision<TrustEvent> decision =
        Trust.onHost(Trust.after(before), new TrustInput.AcceptOnHost(next, hash, user()));
    Optional<Problem> refused =
        decision.events().stream().flatMap(e -> e.refusal().stream()).findFirst();
    if (refused.isPresent()) {
      return refused;
    }
    Write write = new Write(Trust.STREAM, before.size(), List.copyOf(decision.events()), false);
    Append append = new Append("host:" + user(), "AcceptOnHost", Optional.empty(), List.of(write));
    return switch (journal.append(List.of(append)).getFirst()) {
      case Appended.Stored _, Appended.Duplicate _ -> Optional.empty();
      case Appended.Unwritable(var why) -> Optional.of(why);
      case Appended.Conflict conflict ->
          throw new IllegalStateException(
              conflict.on() + " moved while the journal was locked (this is a bug)");
    };
  }

  private static Optional<Problem> askTheBot(Folders folders, String hash)
      throws IOException, InterruptedException {
    HostWish.clear(folders);
    new HostWish(hash, user()).leave(folders);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Optional<String> answered = HostWish.answered(folders);
      if (answered.isPresent()) {
        return answered
            .filter(why -> !why.isEmpty())
            .map(why -> new Problem(ErrorCode.FORBIDDEN, why, "The bot did not accept it."));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
    HostWish.clear(folders);
    return Optional.of(
        new Problem(
            ErrorCode.STATE_WRONG,
            "The process that has the journal did not answer in " + PATIENCE.toSeconds() + " s.",
            "Stop it and run accept-config again."));
  }

  /** Returns what the operating system calls who typed this: for the record, never a person. */
  private static String user() {
    String user = System.getProperty("user.name", "unknown");
    String sudo = System.getenv("SUDO_USER");
    return sudo == null ? user : user + " (sudo by " + sudo + ")";
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
