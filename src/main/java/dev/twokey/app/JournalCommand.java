package dev.twokey.app;

import dev.twokey.journal.Verification;
import dev.twokey.journal.sql.SqliteJournal;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at the journal without the bot. */
@Command(name = "journal", mixinStandardHelpOptions = true, description = "Look at the journal.")
final class JournalCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    java.util.Objects.requireNonNull(spec).commandLine().usage(System.out);
  }

  @Command(
      name = "verify",
      description =
          "Check the chain. Exits 0 whole, 1 something was changed, removed, reordered or cut, 2"
              + " can't be read.")
  int verify(
      @Mixin Where where, @Parameters(arity = "0..1", paramLabel = "FILE") @Nullable Path file) {
    PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    Path journal = file == null ? where.folders().journal() : file;
    if (!Files.isReadable(journal)) {
      out.println(
          "There is no journal at " + journal + ". Name its file, or run ./twokey demo first.");
      return 2;
    }
    Verification found = SqliteJournal.verify(journal, List.of());
    found.defects().forEach(d -> out.println("#" + d.position() + " " + d.what()));
    out.println(
        (found.isWhole() ? "The journal is whole: " : "THE JOURNAL IS NOT WHOLE: ")
            + found.events()
            + " records, "
            + found.erased()
            + " erased, head #"
            + found.head().position()
            + " "
            + found.head().hash());
    return found.isWhole() ? 0 : 1;
  }
}
