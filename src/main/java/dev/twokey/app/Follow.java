package dev.twokey.app;

import dev.twokey.app.BotClient.Sent;
import dev.twokey.app.BotClient.Shown;
import dev.twokey.web.CardResults.Ask;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/**
 * Follows the card of one command: what changes goes to {@code err} in one line, the card itself to
 * {@code out}, once when it waits for a person and once when it has come to rest.
 */
final class Follow {
  private static final Duration LONGEST = Duration.ofHours(4);

  private final BotClient bot;
  private final Terminal terminal;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean waits;
  private final boolean details;
  private String told = "";

  /**
   * Makes one.
   *
   * @param waits whether it goes on while other people are waited for
   * @param details whether the card is printed with its tables
   */
  Follow(
      BotClient bot,
      Terminal terminal,
      PrintWriter out,
      PrintWriter err,
      boolean waits,
      boolean details) {
    this.bot = bot;
    this.terminal = terminal;
    this.out = out;
    this.err = err;
    this.waits = waits;
    this.details = details;
  }

  /** Follows a card to its end, or until it waits for somebody who is not here. */
  int card(String marker) throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    long version = 0;
    String knows = "";
    while (System.nanoTime() - end < 0) {
      Shown shown = bot.card(marker, version, knows);
      version = shown.version();
      if (shown.exit().isPresent()) {
        print(shown);
        return shown.exit().getAsInt();
      } else if (shown.waits().isEmpty() || shown.waits().equals(knows)) {
        line(shown);
      } else {
        knows = shown.waits();
        print(shown);
        Optional<Integer> exit = waiting(shown);
        if (exit.isPresent()) {
          return exit.get();
        }
      }
    }
    err.println("twokey: it still goes on after " + LONGEST.toHours() + " h; see its card");
    return Results.CANNOT_TELL;
  }

  /** Asks the person here, if it is their turn; returns the exit code if nothing is to follow. */
  private Optional<Integer> waiting(Shown shown) throws IOException, InterruptedException {
    Optional<String> typed = shown.ask().flatMap(ask -> terminal.ask(question(ask)));
    if (typed.isPresent()) {
      Ask ask = shown.ask().orElseThrow();
      if (ask.phrase().isEmpty() && !typed.get().equals("yes")) {
        err.println("twokey: nothing was confirmed; it waits until it expires");
        return Optional.of(Results.WAITS);
      }
      Sent sent = bot.confirm(ask, typed.get(), shown.channel());
      sent.refusal().ifPresent(err::println);
      return sent.refusal().map(_ -> Results.REFUSED);
    }
    if (waits) {
      err.println("twokey: waiting for a person; see " + bot.page(shown.channel()));
      err.flush();
      return Optional.empty();
    }
    err.println(
        shown.ask().isPresent()
            ? "twokey: it waits for your confirmation: give it at "
                + bot.page(shown.channel())
                + ", or type the command again in a terminal"
            : "twokey: it waits for another person: see "
                + bot.page(shown.channel())
                + "; with --wait the command line follows");
    return Optional.of(Results.WAITS);
  }

  private static String question(Ask ask) {
    return ask.phrase().isEmpty()
        ? "Type yes to confirm, anything else to leave it: "
        : "Type " + ask.phrase() + " to confirm: ";
  }

  private void line(Shown shown) {
    if (!shown.line().equals(told)) {
      told = shown.line();
      err.println(told);
      err.flush();
    }
  }

  private void print(Shown shown) {
    told = shown.line();
    out.print(details ? shown.details() : shown.text());
    out.flush();
  }
}
