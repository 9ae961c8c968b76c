package dev.twokey.web;

import dev.twokey.chat.ChatPlatform.Posted;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.web.EntryLinks.Use;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Starts the console with sample cards, to look at it: run it with the test class path and an
 * optional port, then open one of the printed links.
 */
public final class ConsolePreview {
  private ConsolePreview() {}

  /** Starts it and runs until the process is ended. */
  public static void main(String[] arguments) throws Exception {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
    ConsoleFixture fixture =
        new ConsoleFixture(port, InstantSource.system(), "demo: you hold both keys");
    fill(fixture);
    fixture.intake.answer = in -> answer(fixture, in);
    System.out.println("Ana: " + fixture.link(TwoPeople.ANA, Use.AGAIN));
    System.out.println("Ben: " + fixture.link(TwoPeople.BEN, Use.AGAIN));
    Thread.currentThread().join();
  }

  static void fill(ConsoleFixture fixture) {
    WebConsole console = fixture.console;
    Conversation incident = ConsoleFixture.channel("inc-142");
    console.post(ConsoleFixture.STAGING, "diagnosis/1", SampleCards.healthy());
    console.post(ConsoleFixture.STAGING, "drill/1", SampleCards.drillReport());
    console.post(ConsoleFixture.STAGING, "drill/2", SampleCards.drill());
    Posted posted = console.post(incident, "diagnosis/2", SampleCards.diskAlarm());
    console.post(incident, "refusal/1", SampleCards.refusal());
    console.post(incident, "diagnosis/3", SampleCards.cannotTell());
    if (posted instanceof Posted.Done(_, Conversation thread)) {
      console.attach(
          thread,
          "log",
          "rabbit@mq1.log",
          "2026-11-22 14:02:11.412 [info] Free disk space is insufficient\n".repeat(40));
      console.post(thread, "diagnosis/4", SampleCards.healthy());
    }
    console.post(ConsoleFixture.PROD, "operation/1", SampleCards.approval());
  }

  private static Receipt answer(ConsoleFixture fixture, Inbound in) {
    return switch (in) {
      case Inbound.Click click when click.button().equals("approve") -> {
        fixture.console.post(click.where(), "operation/1", SampleCards.approved());
        yield new Receipt(true, Optional.empty(), "operation/1");
      }
      case Inbound.Click click when click.button().equals("purge") ->
          refused(
              ErrorCode.PHRASE_WRONG,
              "\"" + click.inputs().get("phrase") + "\" is not the phrase.",
              "Type it as the label says.");
      case Inbound.Click _ -> new Receipt(true, Optional.empty(), "");
      case Inbound.Command _ ->
          refused(
              ErrorCode.COMMAND_UNKNOWN,
              "The preview knows no commands.",
              "Look at the cards instead.");
    };
  }

  private static Receipt refused(ErrorCode code, String what, String advice) {
    return new Receipt(true, Optional.of(new Problem(code, what, advice)), "");
  }
}
