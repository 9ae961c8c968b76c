package dev.twokey.app;

import dev.twokey.chatops.Families;
import dev.twokey.inventory.Inventory;
import dev.twokey.problem.Problems;
import dev.twokey.runbook.RunbookCatalog;
import dev.twokey.timeline.IncidentReport;
import dev.twokey.timeline.TimelineWriter;
import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the record of an incident from the journal, whether a bot runs or not. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Write an incident's record as Markdown and JSON, and a postmortem draft.")
final class ExportCommand implements Callable<Integer> {
  private static final int UNKNOWN = 1;

  @Parameters(paramLabel = "INCIDENT", description = "its id, as on its card")
  private String incident = "";

  @Option(names = "--to", paramLabel = "DIR", description = "where the files go (default: here)")
  private Path to = Path.of(".");

  @Mixin private Where where = new Where();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    Folders folders = where.folders();
    if (!Files.isReadable(folders.journal())) {
      out.println(
          "There is no journal at "
              + folders.journal()
              + ". Name its folder with --state, or run ./twokey demo first.");
      return Main.USAGE;
    }
    Exports exports =
        new Exports(
            folders.journal(), Families.codec(ProcessRedactor.get()), () -> runbooks(folders));
    Optional<IncidentReport> report = exports.report(incident);
    if (report.isEmpty()) {
      out.println("The journal has no incident '" + incident + "'. Its id stands on its card.");
      return UNKNOWN;
    }
    Files.createDirectories(to);
    for (TimelineWriter writer : Exports.WRITERS) {
      Path file = to.resolve(writer.fileName(incident));
      try (BufferedWriter target = Files.newBufferedWriter(file)) {
        writer.write(report.get(), target);
      }
      out.println(file.toString());
    }
    return 0;
  }

  private static Optional<RunbookCatalog> runbooks(Folders folders) {
    Problems problems = new Problems();
    Inventory inventory = SetupLoader.inventory(folders, problems);
    FileSecrets secrets = new FileSecrets(folders.base(), ProcessRedactor.get());
    Kinds kinds =
        Kinds.of(new dev.twokey.outside.World(() -> inventory, secrets, InstantSource.system()));
    return new SetupLoader(folders, kinds, problems)
        .load(inventory, false)
        .map(l -> l.setup().runbooks());
  }
}
