package dev.twokey.app;

import static java.util.Objects.requireNonNull;

import dev.twokey.audit.Audit;
import dev.twokey.audit.Report;
import dev.twokey.chatops.Families;
import dev.twokey.journal.JournalException;
import dev.twokey.journal.JournalStore.Head;
import dev.twokey.journal.Verification;
import dev.twokey.journal.sql.SqliteJournal;
import dev.twokey.problem.Redactor;
import dev.twokey.witness.KeyName;
import dev.twokey.witness.Witness;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves what a journal's file proves, without the bot and without a network. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Prove what the journal's file proves: that nothing was changed, removed or cut; who signed"
          + " it; that it is the one whose heads were noted elsewhere; and that no change began"
          + " without its keys.",
      "Reads a copy just as well, also on another machine."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:whole", "1:something does not hold", "2:it can't be read"})
final class VerifyCommand implements Callable<Integer> {
  private static final int WHOLE = 0;
  private static final int DEFECTS = 1;
  private static final int UNREADABLE = 2;

  @Mixin private Where where = new Where();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "the journal, or a copy of it (default: the one in --state)")
  private @Nullable Path file;

  @Option(
      names = "--key",
      paramLabel = "PUB",
      description =
          "a public key that signs this journal, from where you keep it; several after a change of"
              + " keys (default: the one beside --signing-key)")
  private List<Path> keys = List.of();

  @Option(
      names = "--witness",
      paramLabel = "FILE",
      description = "heads that were noted elsewhere: lines of a sink, or '#POSITION HASH'")
  private List<Path> witnesses = List.of();

  @Spec private @Nullable CommandSpec spec;

  /** What was given can't be used. */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String what) {
      super(what);
    }
  }

  @Override
  public Integer call() throws IOException {
    Folders folders = where.folders();
    Path journal = file == null ? folders.journal() : file;
    PrintWriter out = requireNonNull(spec).commandLine().getOut();
    if (!Files.isReadable(journal)) {
      out.println(
          "There is no journal at " + journal + ". Name its file, or run ./twokey demo first.");
      return UNREADABLE;
    }
    try {
      return verify(journal, publicKeys(folders), out);
    } catch (Unusable e) {
      out.println(e.getMessage());
      return UNREADABLE;
    } catch (JournalException e) {
      out.println(e.problem().line());
      return UNREADABLE;
    }
  }

  private int verify(Path journal, Map<String, PublicKey> by, PrintWriter out)
      throws IOException, Unusable {
    Noted noted = noted(SqliteJournal.firstHash(journal));
    Audit audit = new Audit(Families.codec(new Redactor()), by);
    Verification chain = SqliteJournal.verify(journal, noted.heads(), audit::add);
    Report report = audit.finish(chain);
    new VerifyReport(out).print(journal, report, noted);
    if (!report.isWhole() || noted.isOfAnother()) {
      return DEFECTS;
    }
    return report.unreadable() > 0 ? UNREADABLE : WHOLE;
  }

  private Map<String, PublicKey> publicKeys(Folders folders) throws IOException, Unusable {
    Path usual = SigningKey.publicFile(folders.signingKey());
    List<Path> files = keys.isEmpty() && Files.exists(usual) ? List.of(usual) : keys;
    Map<String, PublicKey> found = new TreeMap<>();
    for (Path pub : files) {
      try {
        PublicKey key = Pem.publicKey(Files.readString(pub));
        found.put(KeyName.of(key), key);
      } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
        throw new Unusable(
            pub + " is no public key in PEM (" + e + "). Name the .pub file of the signing key.");
      }
    }
    return found;
  }

  /**
   * Heads that were noted elsewhere.
   *
   * @param heads of this journal
   * @param others how many are of other journals
   */
  record Noted(List<Head> heads, int others) {
    /** Returns whether none of them is of this journal: then it is not the one that was noted. */
    boolean isOfAnother() {
      return heads.isEmpty() && others > 0;
    }
  }

  private Noted noted(Optional<String> journal) throws IOException, Unusable {
    List<Head> heads = new ArrayList<>();
    int others = 0;
    for (Path from : witnesses) {
      if (!Files.isReadable(from)) {
        throw new Unusable("The witnesses " + from + " can't be read.");
      }
      List<Witness> found;
      try (Stream<String> lines = Files.lines(from)) {
        found = lines.flatMap(line -> Witness.read(line).stream()).toList();
      }
      if (found.isEmpty()) {
        throw new Unusable(
            from
                + " holds no head: a line is one of a sink, or '#POSITION HASH' with at least "
                + Witness.DIGITS
                + " digits.");
      }
      for (Witness witness : found) {
        boolean here = witness.journal().isEmpty() || witness.journal().equals(journal);
        others += here ? 0 : 1;
        if (here) {
          heads.add(witness.head());
        }
      }
    }
    return new Noted(heads, others);
  }
}
