package dev.twokey.app;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
    name = "twokey",
    mixinStandardHelpOptions = true,
    description =
        "ChatOps for incidents: checks that really check, fixes behind guards, two keys for"
            + " production.",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      AcceptConfigCommand.class,
      RunCommand.class,
      LintCommand.class,
      JournalCommand.class,
      ExportCommand.class
    })
public final class Main implements Runnable {
  /** Something is wrong with what was typed or with the files. */
  static final int USAGE = 2;

  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(line().execute(arguments));
  }

  static CommandLine line() {
    return line(Terminal.ofThisProcess());
  }

  /** Returns the command line of a person at a terminal. */
  static CommandLine line(Terminal terminal) {
    return new CommandLine(new Main(), new Commands(terminal))
        .setExecutionExceptionHandler((e, line, _) -> {
          line.getErr().println(ProcessRedactor.get().redact("twokey: " + e.getMessage()));
          return USAGE;
        });
  }

  /** Makes the commands; some of them ask back. */
  private record Commands(Terminal terminal) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (type == RunCommand.class) {
        return type.cast(new RunCommand(terminal));
      }
      if (type == AcceptRollbackCommand.class) {
        return type.cast(new AcceptRollbackCommand(terminal));
      }
      return type == AcceptConfigCommand.class
          ? type.cast(new AcceptConfigCommand(terminal))
          : CommandLine.defaultFactory().create(type);
    }
  }

  /** Returns the folder of the checkout, as the launcher told it. */
  static Path home() {
    return Path.of(System.getProperty("twokey.home", ".")).toAbsolutePath().normalize();
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
