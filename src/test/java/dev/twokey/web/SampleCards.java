package dev.twokey.web;

import dev.twokey.chat.Button;
import dev.twokey.chat.Button.Dialog;
import dev.twokey.chat.Button.Input;
import dev.twokey.chat.Button.Style;
import dev.twokey.chat.Card;
import dev.twokey.chat.Card.Detail;
import dev.twokey.chat.Card.EnvironmentTag;
import dev.twokey.chat.Card.Field;
import dev.twokey.chat.Card.Progress;
import dev.twokey.chat.Card.Step;
import dev.twokey.chat.Card.StepState;
import dev.twokey.chat.Tone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Cards of each kind, for looking at and for tests. */
public final class SampleCards {
  static final Optional<EnvironmentTag> PROD = Optional.of(new EnvironmentTag("prod", "red"));
  static final Optional<EnvironmentTag> STAGING =
      Optional.of(new EnvironmentTag("staging", "blue"));

  private SampleCards() {}

  /** A diagnosis that found a disk alarm. */
  public static Card diskAlarm() {
    return new Card(
        PROD,
        Tone.BAD,
        "rabbitmq",
        "DISK ALARM on rabbit@mq1",
        "9 of 11 checks read · 1.3 s",
        diskAlarmFields(),
        Optional.empty(),
        List.of(
            new Detail.Table(
                "11 checks",
                List.of("check", "reading", "took"),
                List.of(
                    List.of("disk_alarm", "true: 104 MB free, limit 150 MB", "41 ms"),
                    List.of("memory_alarm", "false: 212 of 819 MB", "41 ms"),
                    List.of(
                        "amqp_handshake", "Connection.Start in 3 ms from api-1 and api-2", "9 ms"),
                    List.of("worker_stuck", "can't tell: 4 of 30 min sampled", "1.3 s"))),
            new Detail.Text(
                "Log of rabbit@mq1",
                "2026-11-22 14:02:11.412 [info] <0.471.0> Free disk space is insufficient."
                    + " Free bytes: 104857600. Limit: 157286400\n"
                    + "2026-11-22 14:02:11.412 [warning] <0.467.0> disk resource limit alarm set on"
                    + " node rabbit@mq1.\n\n"
                    + "**********************************************************\n"
                    + "*** Publishers will be blocked until this alarm clears ***\n"
                    + "**********************************************************")),
        List.of(
            Button.of("grow", "Grow the disk: steps", Style.PRIMARY),
            new Button(
                "purge",
                "Purge a queue… loses messages",
                Style.DANGER,
                Optional.of(
                    new Dialog(
                        "Purge a queue in prod",
                        "The messages in it are lost for good. Prefer growing the disk.",
                        List.of(
                            new Input(
                                "queues",
                                "Which queues",
                                "depths read 5 s ago",
                                true,
                                List.of("transcode_jobs (8,412)", "search_index_updates (210)")),
                            new Input(
                                "reason",
                                "Reason",
                                "what the second person should know",
                                true,
                                List.of()),
                            new Input(
                                "phrase",
                                "Type the name of the environment in capitals",
                                "",
                                true,
                                List.of())),
                        "Ask for a second key"))),
            Button.of("evidence", "Evidence", Style.PLAIN),
            Button.of("again", "Check again", Style.PLAIN)),
        "rabbitmq-down.md @ 8c1d2e · record #412 3fa9c1");
  }

  private static List<Field> diskAlarmFields() {
    return List.of(
        new Field(
            "",
            Tone.NEUTRAL,
            List.of("Publishers are blocked: 104 MB free, limit 150 MB (read 2 s ago).")),
        Field.of("Also holds", "recent change: backend 4f2c1 deployed 18 min ago by ben"),
        Field.of(
            "Ruled out",
            "process down · hung · memory alarm · credentials · DNS · unreachable · management"
                + " down"),
        new Field(
            "Can't tell",
            Tone.ATTENTION,
            List.of("worker stuck: needs 30 min of samples (4 min so far, goes on below)")),
        new Field(
            "Hurts now",
            Tone.BAD,
            List.of(
                "DMCA takedown HIGH: gated, caches lag",
                "Transcoding MEDIUM: no HLS, plays through /stream")),
        Field.of("Unharmed", "chat, sign-in, payments"),
        new Field(
            "Do not",
            Tone.ATTENTION,
            List.of(
                "restart backend: it drops the events it still holds; it reconnects by"
                    + " itself")),
        Field.of("Outage", "12 min · a postmortem is due (over 10 min)"));
  }

  /** A restart in prod that waits for its second key. */
  public static Card approval() {
    return new Card(
        PROD,
        Tone.ATTENTION,
        "Ana asks:",
        "restart worker-transcode",
        "expires 14:32 UTC (in 13 min)",
        List.of(
            Field.of(
                "Will do",
                "docker compose restart worker-transcode on api-1 (1 of 1 instance; others keep"
                    + " working)"),
            Field.of(
                "Because",
                "transcode_jobs has 8,412 waiting, 0 consumers for 31 min (read 5 s ago) · \"queue"
                    + " stuck\""),
            Field.of(
                "Checked",
                "role ok · no freeze · lock free · last restart 3 d ago · nothing forbids it ·"
                    + " broker healthy"),
            Field.of("Afterwards", "verified by: consumers > 0 and the queue falls, within 5 min"),
            Field.of("Undo", "not needed: a restart is safe to repeat"),
            Field.of("By hand", "ssh api-1 docker compose restart worker-transcode"),
            Field.of("May sign", "ben, chi (asked: ben, on call) · not ana")),
        Optional.empty(),
        List.of(),
        List.of(
            Button.of("approve", "Approve", Style.PRIMARY),
            new Button(
                "deny",
                "Deny…",
                Style.DANGER,
                Optional.of(
                    new Dialog(
                        "Deny this restart",
                        "Ana is told, with your reason.",
                        List.of(new Input("reason", "Reason", "", true, List.of())),
                        "Deny"))),
            Button.of("plan", "Full plan", Style.PLAIN)),
        "plan 7be2-41c0");
  }

  /** A request that expires, with more lines to type than a card has room for. */
  static Card expiring(Instant until) {
    String time = until.toString().substring(11, 19) + " UTC";
    return new Card(
        PROD,
        Tone.ATTENTION,
        "Ana asks:",
        "restart worker-transcode",
        "expires " + time + " (in 90 s)",
        List.of(Field.of("By hand", "3 lines, below")),
        Optional.empty(),
        List.of(
            new Detail.Text(
                "By hand", "ssh api-1\ncd /srv\ndocker compose restart worker-transcode")),
        List.of(Button.of("approve", "Approve", Style.PRIMARY)),
        "plan 7be2-41c0");
  }

  /** The same after the second key was turned. */
  public static Card approved() {
    Card asked = approval();
    return new Card(
        PROD,
        Tone.NEUTRAL,
        asked.title(),
        asked.verdict(),
        "approved by Ben 14:21:07 UTC",
        asked.fields().subList(0, 2),
        Optional.of(
            new Progress(
                List.of(
                    new Step("restart worker-transcode on api-1", StepState.RUNNING, "4 s"),
                    new Step("verify: consumers > 0", StepState.WAITING, "")),
                "docker: stopping, 6 s of grace left")),
        List.of(),
        List.of(Button.of("halt", "Halt", Style.DANGER)),
        asked.footer());
  }

  /** A refused command. */
  public static Card refusal() {
    return new Card(
        PROD,
        Tone.BAD,
        "/restart backend",
        "REFUSED",
        "",
        List.of(
            Field.of(
                "",
                "While the broker is down a restart of backend is forbidden (rabbitmq-down.md,"
                    + " keep_the_outbox): the client reconnects by itself; a restart drops the"
                    + " events it still holds."),
            Field.of(
                "What you can do",
                "/diagnose rabbitmq prod · override with a named reason and its own approval")),
        Optional.empty(),
        List.of(),
        List.of(
            new Button(
                "override",
                "Override…",
                Style.DANGER,
                Optional.of(
                    new Dialog(
                        "Override keep_the_outbox",
                        "This needs an approval of its own.",
                        List.of(new Input("reason", "Why", "", true, List.of())),
                        "Ask for it")))),
        "record #415 90ab12");
  }

  /** A drill with its fault in. */
  public static Card drill() {
    return new Card(
        STAGING,
        Tone.ATTENTION,
        "drill E: RabbitMQ outage",
        "INJECTED 00:41 ago",
        "heals by itself in 02:19",
        List.of(),
        Optional.of(
            new Progress(
                List.of(
                    new Step("steady state", StepState.DONE, "13:59:58 UTC"),
                    new Step("timer armed on the target, 3 min", StepState.DONE, "13:59:59 UTC"),
                    new Step("injected: broker stopped", StepState.DONE, "14:00:03 UTC"),
                    new Step("detected by the probe", StepState.DONE, "+4 s"),
                    new Step("cause process_down named first", StepState.RUNNING, "+9 s"),
                    new Step("detected by the alert", StepState.UNKNOWN, "alertmanager silent"),
                    new Step("undo", StepState.WAITING, ""),
                    new Step("steady again", StepState.WAITING, "")),
                "publishers hold 214 messages; backend answers 202")),
        List.of(),
        List.of(
            Button.of("undo", "Undo now", Style.PRIMARY),
            Button.of("abort", "Abort", Style.DANGER)),
        "rabbitmq-down.md @ 8c1d2e · drill 2026-11-22-E");
  }

  /** A drill that went well. */
  public static Card drillReport() {
    return new Card(
        STAGING,
        Tone.GOOD,
        "drill E",
        "PASSED, all clean",
        "third pass in a row",
        List.of(
            Field.of("Detected", "4 s after the inject (≤ 60)"),
            Field.of("Right cause", "named first, 9 s after the inject"),
            Field.of("Recovery", "undo 14:03:03 UTC · steady again +31 s (≤ 180)"),
            Field.of("Findings", "dmca_propagation drained last, 29 s")),
        Optional.empty(),
        List.of(
            new Detail.Image(
                "Queue depth and handshake",
                "Depth rises from 12 to 431 between the inject at 14:00:03 and the undo at"
                    + " 14:03:03, and is back at 10 after 31 s.",
                chart())),
        List.of(
            Button.of("report", "Report", Style.PLAIN),
            Button.of("timeline", "Add to timeline", Style.PLAIN)),
        "rabbitmq-down.md @ 8c1d2e · record #431 77c0de");
  }

  /** A diagnosis that found nothing wrong. */
  public static Card healthy() {
    return new Card(
        STAGING,
        Tone.GOOD,
        "rabbitmq",
        "HEALTHY",
        "11 of 11 checks read · 0.4 s",
        List.of(
            Field.of(
                "Queues",
                "transcode_jobs 12 · distribution_outbox 0 · dmca_propagation 1 ·"
                    + " search_index_updates 4"),
            Field.of("Ruled out", "all 11 causes")),
        Optional.empty(),
        List.of(
            new Detail.Table(
                "11 checks",
                List.of("check", "reading", "took"),
                List.of(List.of("amqp_handshake", "Connection.Start in 2 ms", "8 ms")))),
        List.of(Button.of("again", "Check again", Style.PLAIN)),
        "rabbitmq-down.md @ 8c1d2e · record #409 1d00fe");
  }

  /** A diagnosis that could not read what it needed. */
  public static Card cannotTell() {
    return new Card(
        PROD,
        Tone.ATTENTION,
        "rabbitmq",
        "CAN'T TELL: management API not reachable from here (timed out after 5 s)",
        "6 of 11 checks read · 5.0 s",
        List.of(
            Field.of("Known", "AMQP answers on both backends · process runs · DNS resolves"),
            Field.of(
                "Can't tell",
                "disk alarm, memory alarm, stuck worker, queue depth: all need the management"
                    + " API")),
        Optional.empty(),
        List.of(),
        List.of(Button.of("again", "Check again", Style.PRIMARY)),
        "rabbitmq-down.md @ 8c1d2e · record #414 e2f1aa");
  }

  private static String chart() {
    StringBuilder svg =
        new StringBuilder(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 220\""
                + " font-family=\"sans-serif\" font-size=\"12\">");
    svg.append(
        "<path d=\"M40 180H700\" stroke=\"#999\"/><path d=\"M40 180 L120 178 L125 175 L480 40 L520"
            + " 120 L560 178 L700 179\" fill=\"none\" stroke=\"#1a5fb4\" stroke-width=\"2.5\"/>");
    String[] marks = {"inject", "detect", "diagnose", "undo", "steady"};
    int[] at = {125, 136, 190, 480, 560};
    for (int i = 0; i < marks.length; i++) {
      svg.append("<path d=\"M")
          .append(at[i])
          .append(" 24V180\" stroke=\"#888\" stroke-dasharray=\"3 3\"/><text x=\"")
          .append(at[i] + 4)
          .append("\" y=\"")
          .append(20 + 14 * (i % 2))
          .append("\" fill=\"#444\">")
          .append(marks[i])
          .append("</text>");
    }
    return svg.append(
            "<text x=\"40\" y=\"200\" fill=\"#444\">14:00</text><text x=\"650\" y=\"200\""
                + " fill=\"#444\">14:05 UTC</text></svg>")
        .toString();
  }
}
