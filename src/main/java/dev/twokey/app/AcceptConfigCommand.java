package dev.twokey.app;

import dev.twokey.chatops.Families;
import dev.twokey.inventory.Inventory;
import dev.twokey.journal.EventCodec;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.sql.SqliteJournal;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Problems;
import dev.twokey.problem.Redactor;
import dev.twokey.trust.Difference;
import dev.twokey.trust.Root;
import dev.twokey.trust.Trust;
import dev.twokey.trust.TrustInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
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

  private static Optional<Problem> accept(Folders folders, Root next, String hash)
      throws IOException, InterruptedException {
    String user = HostWish.account();
    return HostWish.withJournal(
        folders,
        new HostWish(HostWish.CONFIG, hash, user),
        before -> Trust.onHost(Trust.after(before), new TrustInput.AcceptOnHost(next, hash, user)),
        Trust.STREAM);
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
