package dev.twokey.app;

import static java.util.Objects.requireNonNull;

import dev.twokey.chatops.Families;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.sql.SqliteJournal;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Redactor;
import dev.twokey.witness.Rollback;
import dev.twokey.witness.RollbackEvent.RollbackFound;
import dev.twokey.witness.RollbackInput;
import dev.twokey.witness.Witness;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Lets a journal count that is older than what was noted of it, by the word of the host's owner.
 */
@Command(
    name = "accept-rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Let the journal count although newer heads of it were noted elsewhere: what they cover is"
          + " lost for good.",
      "It is recorded with the name of your account on this host, and told in the channels of all"
          + " production environments."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:accepted, or nothing to accept", "2:refused", "4:nobody said yes"})
final class AcceptRollbackCommand implements Callable<Integer> {
  @Option(
      names = "--yes",
      paramLabel = "DIGITS",
      description = "accept without being asked; the digits of the noted head as they are printed")
  private @Nullable String yes;

  @Mixin private Where where = new Where();

  @Spec private @Nullable CommandSpec spec;

  private final Terminal terminal;

  AcceptRollbackCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Folders folders = where.folders();
    Optional<RollbackFound> open = open(folders);
    if (open.isEmpty()) {
      out().println("No start found that the journal was put back. Nothing to accept.");
      return Results.FINE;
    }
    String digits = open.get().noted().hash().substring(0, Witness.DIGITS);
    out()
        .println(
            "Noted in "
                + open.get().sink()
                + ": "
                + Witness.digits(open.get().noted())
                + "\nNewest here when it was found: "
                + Witness.digits(open.get().own())
                + "\nWhat was recorded between them is lost: who signed, denied or halted what, and"
                + " which changes ran.");
    if (!agreed(digits)) {
      out().println("Nothing was accepted. To accept it: accept-rollback --yes " + digits);
      return Results.WAITS;
    }
    Optional<Problem> refused = accept(folders);
    refused.ifPresentOrElse(
        why -> out().println(why.line()),
        () -> out().println("Accepted: this journal counts; changes are possible again."));
    return refused.isPresent() ? Results.REFUSED : Results.FINE;
  }

  private static Optional<RollbackFound> open(Folders folders) {
    if (!Files.exists(folders.journal())) {
      return Optional.empty();
    }
    List<Recorded> events = new ArrayList<>();
    SqliteJournal.read(
        folders.journal(),
        Families.codec(new Redactor()),
        recorded -> {
          if (recorded.stream().equals(Rollback.STREAM)) {
            events.add(recorded);
          }
        });
    return Rollback.after(events).open();
  }

  private boolean agreed(String digits) {
    if (yes != null) {
      return yes.equals(digits);
    }
    return terminal.ask("Let this journal count? Type yes: ").filter("yes"::equals).isPresent();
  }

  private static Optional<Problem> accept(Folders folders)
      throws IOException, InterruptedException {
    String user = HostWish.account();
    return HostWish.withJournal(
        folders,
        new HostWish(HostWish.ROLLBACK, "", user),
        before -> Rollback.onHost(Rollback.after(before), new RollbackInput.Accept(user)),
        Rollback.STREAM);
  }

  private PrintWriter out() {
    return requireNonNull(spec).commandLine().getOut();
  }
}
