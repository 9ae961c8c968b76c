package dev.twokey.app;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at the journal without the bot. */
@Command(
    name = "journal",
    mixinStandardHelpOptions = true,
    description = "Look at the journal.",
    subcommands = {VerifyCommand.class, AcceptRollbackCommand.class})
final class JournalCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    java.util.Objects.requireNonNull(spec).commandLine().usage(System.out);
  }
}
