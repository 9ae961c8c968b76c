package dev.twokey.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Types one command at the running bot; where none runs it starts one for that command under the
 * same journal lock. The card goes to the standard output, what happens meanwhile to the error
 * output.
 */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Type a command at the bot and follow it to its end.",
      "A confirmation or a phrase is asked for in the terminal. Without a terminal, or where"
          + " another person has to sign, the card is printed once and the command ends with code"
          + " 4."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:healthy, or done",
      "1:findings, or it failed",
      "2:refused, or not understood",
      "3:could not tell",
      "4:waits for a person"
    })
final class RunCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "such as '/diagnose rabbitmq'")
  private String[] words = {};

  @Option(
      names = "--channel",
      defaultValue = "staging",
      description = "where the card stands (default ${DEFAULT-VALUE})")
  private String channel = "staging";

  @Option(names = "--wait", description = "follow also while other people are waited for")
  private boolean waits;

  @Option(names = "--details", description = "print tables too, such as what each check saw")
  private boolean details;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "with your personal token (/token new); else the variable TWOKEY_TOKEN, else the token in"
              + " the bot's own state folder")
  private @Nullable Path tokenFile;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "of the bot's console; else what stands in its state folder")
  private @Nullable String url;

  @Mixin private Where where = new Where();

  @Spec private @Nullable CommandSpec spec;

  private final Terminal terminal;

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Folders folders = where.folders();
    BotClient bot;
    BotClient.Sent sent;
    try {
      bot = BotClient.of(folders, Optional.ofNullable(url), ownToken());
      sent = bot.type(text(), channel);
    } catch (ConnectException e) {
      if (ownToken().isPresent() || url != null) {
        // a personal token speaks to a bot that runs; only the state folder's owner may start one
        out().println("twokey: no bot answers" + (url == null ? " here" : " at " + url) + ".");
        return Main.USAGE;
      }
      return alone(folders);
    } catch (BotClient.TurnedDown e) {
      out().println(e.getMessage());
      return Results.REFUSED;
    }
    return follow(bot, sent);
  }

  private String text() {
    return String.join(" ", words);
  }

  /** Returns the personal token; empty where the one of the state folder is meant. */
  private Optional<String> ownToken() throws IOException {
    if (tokenFile != null) {
      return Optional.of(Files.readString(tokenFile).strip());
    }
    return Optional.ofNullable(System.getenv("TWOKEY_TOKEN"))
        .map(String::strip)
        .filter(token -> !token.isEmpty());
  }

  private int alone(Folders folders) throws Exception {
    StateFolder.make(folders);
    Bot.Opened opened = Bot.open(folders, false);
    if (opened.bot().isEmpty()) {
      opened.problems().findings().forEach(out()::println);
      return Main.USAGE;
    }
    Bot started = opened.bot().get();
    started.keyNews().forEach(err()::println);
    try (Served served = Served.start(started, folders, 0, Cli.person(started), "")) {
      err().println("twokey: no bot runs here, so one was started for this command");
      BotClient bot = BotClient.of(folders, Optional.empty(), Optional.empty());
      int exit = follow(bot, bot.type(text(), channel));
      if (exit == Results.WAITS) {
        err()
            .println(
                "twokey: the bot at "
                    + served.url()
                    + " ends with this command; what waits stays in the journal until it expires:"
                    + " start one that stays (serve or demo) for people to answer");
      }
      return exit;
    } catch (BotClient.TurnedDown e) {
      out().println(e.getMessage());
      return Results.REFUSED;
    }
  }

  private int follow(BotClient bot, BotClient.Sent sent) throws InterruptedException {
    if (!sent.recorded()) {
      err().println("twokey: NOT RECORDED, the journal can't be written");
    }
    if (sent.refusal().isPresent()) {
      out().println(sent.refusal().get());
      return Results.REFUSED;
    }
    try {
      return new Follow(bot, terminal, out(), err(), waits, details).card(sent.card());
    } catch (IOException e) {
      err()
          .println(
              "twokey: the bot does not answer any more ("
                  + e.getMessage()
                  + "); the command is on record, look at its card when the bot is back");
      return Results.CANNOT_TELL;
    }
  }

  private PrintWriter out() {
    return java.util.Objects.requireNonNull(spec).commandLine().getOut();
  }

  private PrintWriter err() {
    return java.util.Objects.requireNonNull(spec).commandLine().getErr();
  }
}
