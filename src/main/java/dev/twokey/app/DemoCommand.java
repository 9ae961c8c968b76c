package dev.twokey.app;

import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Environment;
import dev.twokey.people.Person;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Location;
import dev.twokey.problem.Problems;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the lab and a bot beside it, and says what to type. Ctrl-C stops all of it. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Start the lab and the bot, and print the links.")
final class DemoCommand implements Callable<Integer> {
  /** Shown above everything. */
  static final String BANNER = "demo: you hold both keys";

  private static final List<String> CHAT_TOKENS =
      List.of("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "DISCORD_TOKEN");

  @Option(
      names = "--port",
      defaultValue = "8420",
      description = "of the web console, on loopback (default ${DEFAULT-VALUE})")
  private int port = 8420;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    Folders folders = Folders.demo(Main.home());
    StateFolder.make(folders);
    Problems problems = new Problems();
    refuseTheRealWorld(folders, problems);
    if (problems.hasErrors()) {
      problems.findings().forEach(out::println);
      return Main.USAGE;
    }
    Lab lab = new Lab(folders.base(), out);
    Runtime.getRuntime().addShutdownHook(new Thread(lab::down, "twokey-lab-down"));
    if (!lab.up()) {
      return Main.USAGE;
    }
    DemoBackups.write(folders);
    Bot.Opened opened = Bot.open(folders, true);
    if (opened.bot().isEmpty()) {
      opened.problems().findings().forEach(out::println);
      return Main.USAGE;
    }
    Served served =
        Served.start(opened.bot().get(), folders, port, Cli.person(opened.bot().get()), BANNER);
    Runtime.getRuntime().addShutdownHook(new Thread(served::close, "twokey-stop"));
    opened.bot().get().keyNews().forEach(out::println);
    greet(out, served, folders);
    Thread.currentThread().join();
    return 0;
  }

  /** Demo people exist only while every connection is loopback and no chat token is set. */
  private static void refuseTheRealWorld(Folders folders, Problems problems) {
    for (String token : CHAT_TOKENS) {
      if (System.getenv(token) != null) {
        problems.error(
            new Location(token, 1, 1),
            ErrorCode.CONFIG_INVALID,
            "The variable " + token + " is set.",
            "The demo's people must not meet a real chat: unset it, or use ./twokey serve.");
      }
    }
    for (Environment environment :
        SetupLoader.inventory(folders, problems).environments().values()) {
      for (Connection connection : environment.connections().values()) {
        connection.facts().values().stream()
            .filter(f -> f.contains("://"))
            .filter(f -> !f.matches("[a-z]+://(127\\.0\\.0\\.1|localhost|\\[::1])([:/].*)?"))
            .forEach(f ->
                problems.error(
                    new Location("inventory/" + environment.name() + ".yaml", 1, 1),
                    ErrorCode.CONFIG_INVALID,
                    "The connection " + connection.name() + " leads to " + f + ".",
                    "The demo's people exist only while every connection is on loopback."));
      }
    }
  }

  private static void greet(PrintWriter out, Served served, Folders folders) {
    var roster = served.bot().setup().roster();
    var now = served.bot().clock().instant();
    out.println();
    out.println("  " + BANNER);
    out.println();
    for (Person person : roster.everybody(now)) {
      out.println(
          "  "
              + person.name()
              + " ("
              + String.join(", ", person.roles().stream().sorted().toList())
              + ")");
      out.println("      " + served.link(person));
    }
    out.println();
    out.println(
        "  Open Ana's link in one browser window and Ben's in a private one. Then type, as Ana:");
    out.println("      /diagnose rabbitmq                     is it healthy?");
    out.println("      /restart worker-transcode              staging: runs after a confirmation");
    out.println(
        "      /restart worker-transcode prod         prod: waits until Ben turns the second key");
    out.println(
        "      /gameday staging E                     stops the broker for real, and grades the"
            + " runbook");
    out.println("      /export                                the record, as a postmortem draft");
    out.println("  From a terminal:  ./twokey run '/diagnose rabbitmq'");
    out.println("  Break something:  ./twokey lab fault --env staging disk-alarm on");
    out.println("  The journal is " + folders.journal());
    out.println("  Ctrl-C stops all that was started.");
    out.flush();
  }
}
