package dev.twokey.app;

import dev.twokey.chat.slack.SlackAdapter;
import dev.twokey.chat.slack.SlackSettings;
import dev.twokey.problem.Finding;
import dev.twokey.problem.Problems;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the bot until it is stopped. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Run the bot with its web console.")
final class ServeCommand implements Callable<Integer> {
  @Mixin private Where where = new Where();

  @Option(
      names = "--port",
      defaultValue = "8420",
      description = "of the web console, on loopback (default ${DEFAULT-VALUE})")
  private int port = 8420;

  @Option(
      names = "--cli-person",
      paramLabel = "ID",
      description = "whose the token of the command line is; by default the first on call")
  private @Nullable String cliPerson;

  @Option(
      names = "--witness",
      paramLabel = "SINK",
      converter = SinkPlace.Reader.class,
      description =
          "where heads of the journal are noted, for 'journal verify' and against a journal that"
              + " was put back: file:PATH, git:DIR, git+push:DIR, syslog:HOST:PORT,"
              + " http:ENVIRONMENT/CONNECTION")
  private @Nullable SinkPlace witness;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    Folders folders = witness == null ? where.folders() : where.folders().with(witness);
    StateFolder.make(folders);
    Bot.Opened opened = Bot.open(folders, false);
    if (opened.bot().isEmpty()) {
      opened.problems().findings().forEach(out::println);
      return Main.USAGE;
    }
    Problems chatProblems = new Problems();
    Optional<SlackSettings> slack =
        ChatFile.read(folders, ProcessRedactor.get(), SlackSettings.SLACK, chatProblems);
    if (chatProblems.hasErrors()) {
      chatProblems.findings().forEach(out::println);
      opened.bot().get().close();
      return Main.USAGE;
    }
    String person = cliPerson == null ? Cli.person(opened.bot().get()) : cliPerson;
    // before the bot starts, so that it shows there what waits since before
    Optional<SlackAdapter> adapter = slack.map(s -> connected(opened.bot().get(), s));
    Served served = Served.start(opened.bot().get(), folders, port, person, "");
    adapter.ifPresent(SlackAdapter::start);
    opened.problems().findings().stream()
        .filter(f -> f.severity() == Finding.Severity.WARNING)
        .forEach(out::println);
    opened.bot().get().keyNews().forEach(out::println);
    opened.bot().get().rolledBack().ifPresent(why -> out.println("twokey: " + why.line()));
    out.println(
        "twokey: the web console is at " + served.url() + ", the journal at " + folders.journal());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  adapter.ifPresent(SlackAdapter::close);
                  served.close();
                },
                "twokey-stop"));
    Thread.currentThread().join();
    return 0;
  }

  /** Returns Slack as a place of the bot's cards; it takes in nothing before it is started. */
  static SlackAdapter connected(Bot bot, SlackSettings settings) {
    SlackAdapter slack = new SlackAdapter(settings, bot.desk(), bot.clock(), _ -> {});
    bot.outbox().add(slack.chat());
    return slack;
  }
}
