package dev.twokey.app;

import dev.twokey.inventory.Inventory;
import dev.twokey.problem.Finding;
import dev.twokey.problem.Problems;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads all files and tells every problem of all of them. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description = "Check runbooks, commands and configuration.")
final class LintCommand implements Callable<Integer> {
  private static final int BROKEN = 1;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "runbooks to check; by default those of the checkout")
  @Nullable Path folder;

  @Mixin private Where where = new Where();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Folders folders = where.folders();
    if (folder != null) {
      folders =
          new Folders(
              folders.base(), folders.config(), folder, folders.commands(), folders.state());
    }
    Problems problems = new Problems();
    Inventory inventory = SetupLoader.inventory(folders, problems);
    FileSecrets secrets = new FileSecrets(folders.base(), ProcessRedactor.get());
    Kinds kinds =
        Kinds.of(new dev.twokey.outside.World(() -> inventory, secrets, InstantSource.system()));
    new SetupLoader(folders, kinds, problems).load(inventory, false);
    new SecretChecks(folders, secrets, problems).check(inventory);
    PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    problems.findings().forEach(out::println);
    long errors =
        problems.findings().stream().filter(f -> f.severity() == Finding.Severity.ERROR).count();
    long warnings = problems.findings().size() - errors;
    out.println(
        errors == 0 && warnings == 0
            ? "All files are right."
            : errors + " errors, " + warnings + " warnings");
    return errors == 0 ? 0 : BROKEN;
  }
}
