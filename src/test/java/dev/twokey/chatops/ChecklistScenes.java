package dev.twokey.chatops;

import static dev.twokey.chatops.Cast.ANA;
import static dev.twokey.chatops.Cast.BEN;
import static dev.twokey.chatops.Cast.INC_142;
import static dev.twokey.chatops.Cast.T0;

import dev.twokey.chat.Card;
import dev.twokey.checklist.ChecklistEvent.ListClosed;
import dev.twokey.checklist.ChecklistEvent.ListOpened;
import dev.twokey.checklist.ChecklistEvent.ListRead;
import dev.twokey.checklist.ChecklistEvent.Opening;
import dev.twokey.checklist.ChecklistEvent.TaskNotNeeded;
import dev.twokey.checklist.ChecklistEvent.TaskSkipped;
import dev.twokey.checklist.ChecklistEvent.TaskTicked;
import dev.twokey.checklist.ChecklistEvent.WatchEnded;
import dev.twokey.checklist.FoldList;
import dev.twokey.checklist.News;
import dev.twokey.checklist.News.Standing;
import dev.twokey.checklist.Task;
import dev.twokey.runbook.Link;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cards of the shipped runbook's list for the time after an outage. */
final class ChecklistScenes {
  private static final Task HANDSHAKE =
      task("1", "`handshake` from each backend", Link.Kind.CHECK, "handshake", false);
  private static final Task DRAINING =
      task("2", "`draining`: all four queues", Link.Kind.CHECK, "draining", false);
  private static final Task WEDGED =
      task("3", "`worker_wedged`, 30 minutes after:", Link.Kind.CAUSE, "worker_wedged", true);
  private static final Task RESTART =
      task("3.1", "`restart_wedged_worker`", Link.Kind.ACTION, "restart_wedged_worker", false);
  private static final Task LOWER =
      task("4", "`lower_log_level` if it was raised", Link.Kind.ACTION, "lower_log_level", false);
  private static final Task GUESSES =
      new Task("5", "Tell support what was late", Optional.empty(), false);

  private static final List<String> QUEUES =
      List.of(
          "transcode_jobs has 412 left",
          "distribution_outbox has 3 left",
          "dmca_propagation has 97 left",
          "search_index_updates has 0 left");

  private ChecklistScenes() {}

  static Map<String, Card> all() {
    Map<String, Card> cards = new LinkedHashMap<>();
    FoldList opened = opened();
    FoldList drains =
        opened
            .after(9)
            .with(new TaskTicked("1", Optional.empty(), List.of("backend-1 gets: Start")))
            .after(30)
            .with(
                read(
                    new News("2", Standing.FAILS, QUEUES),
                    new News(
                        "3",
                        Standing.UNKNOWN,
                        List.of("worker_wedged: needs 30 min of samples (4 min so far)")),
                    new News("4", Standing.HOLDS, List.of())));
    FoldList wedged =
        drains
            .after(1800)
            .with(
                read(
                    new News("2", Standing.FAILS, QUEUES),
                    new News(
                        "3",
                        Standing.HOLDS,
                        List.of("transcode_jobs has not drained for 30 minutes")),
                    new News("3.1", Standing.HOLDS, List.of("transcode_jobs")),
                    new News("4", Standing.FAILS, List.of("not now: it needs handshake.ok"))));
    FoldList done =
        drains
            .after(300)
            .with(
                new TaskTicked("2", Optional.empty(), List.of("transcode_jobs has 0 left")),
                new TaskNotNeeded("3", List.of("worker wedged does not hold")))
            .after(20)
            .with(
                new TaskSkipped("4", BEN, "it was never raised"),
                new TaskTicked("5", Optional.of(ANA), List.of()),
                new ListClosed(Optional.empty(), "all is done", 0));
    cards.put("checklist-opened", card(opened.after(1)));
    cards.put("checklist-drains", card(drains.after(2)));
    cards.put("checklist-wedged", card(wedged.after(2)));
    cards.put(
        "checklist-not-read",
        card(
            drains.after(60).with(new WatchEnded("it was read for 4 h, that is enough")).after(1)));
    cards.put("checklist-done", card(done.after(5)));
    cards.put(
        "checklist-closed",
        card(drains.after(60).with(new ListClosed(Optional.of(BEN), "it is down again", 5))));
    return cards;
  }

  private static FoldList opened() {
    Opening opening =
        new Opening(
            ANA,
            Cast.account(ANA),
            INC_142,
            "prod",
            "rabbitmq_down.recovery",
            "Recovery",
            "RabbitMQ is down, or can't be reached",
            Optional.empty(),
            false);
    return FoldList.start("ck7f2", T0)
        .with(
            new ListOpened(
                opening,
                List.of(HANDSHAKE, DRAINING, WEDGED, RESTART, LOWER, GUESSES),
                Optional.of("inc-142"),
                T0.plus(Duration.ofHours(4))));
  }

  private static ListRead read(News... news) {
    return new ListRead(List.of(), Map.of(), T0, List.of(news), Optional.empty());
  }

  private static Task task(String key, String text, Link.Kind kind, String id, boolean parts) {
    return new Task(key, text, Optional.of(new Link(kind, "rabbitmq_down." + id)), parts);
  }

  private static Card card(FoldList fold) {
    return ChecklistCards.card(fold.state(), Cast.facts(), fold.now());
  }
}
