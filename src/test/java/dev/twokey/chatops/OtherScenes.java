package dev.twokey.chatops;

import static dev.twokey.chatops.Cast.ANA;
import static dev.twokey.chatops.Cast.BEN;
import static dev.twokey.chatops.Cast.INC_142;

import dev.twokey.chat.Card;
import dev.twokey.incident.Halt;
import dev.twokey.incident.Incident;
import dev.twokey.incident.IncidentDecider;
import dev.twokey.journal.JournalEvent;
import dev.twokey.people.Account;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Cards of incidents, of the halt switch, and of answers. */
final class OtherScenes {
  private static final Instant NOW = Instant.parse("2026-11-22T14:14:00Z");
  private static final Instant STARTED = Instant.parse("2026-11-22T14:02:00Z");

  private OtherScenes() {}

  static Map<String, Card> all() {
    Map<String, Card> cards = new LinkedHashMap<>();
    incidents(cards);
    halts(cards);
    answers(cards);
    passedOn(cards);
    journal(cards);
    return cards;
  }

  private static void incidents(Map<String, Card> cards) {
    Incident.Open open =
        new Incident.Open(
            "inc-142",
            "RabbitMQ is down",
            "prod",
            ANA,
            INC_142,
            STARTED.plusSeconds(130),
            STARTED,
            false);
    cards.put("incident-open", IncidentCards.card(open, Cast.facts(), NOW));
    cards.put(
        "incident-closed",
        IncidentCards.card(
            new Incident.Closed(open, NOW.minusSeconds(20), BEN), Cast.facts(), NOW));
  }

  private static void journal(Map<String, Card> cards) {
    Problem full =
        new Problem(
            ErrorCode.JOURNAL_UNWRITABLE,
            "The journal .twokey/state/journal.db can't be written: [SQLITE_FULL] Insertion failed"
                + " because database is full.",
            "Make room on its disk; Twokey goes on by itself.");
    cards.put("journal-unwritable", JournalCards.unwritable(full, NOW, NOW));
    cards.put(
        "journal-written-again",
        JournalCards.over(
            new JournalEvent.Outage(STARTED, full, 31, 2), NOW.minusSeconds(8), Cast.facts(), NOW));
    Halt.Halting drills =
        new Halt.Halting(BEN, "", STARTED, Optional.empty(), List.of(INC_142), "/halt staging");
    cards.put(
        "journal-halt-unrecorded",
        JournalCards.unrecorded(halt(new Halt(Map.of("drills:staging", drills), Map.of()))));
  }

  private static void halts(Map<String, Card> cards) {
    Halt.Halting drills =
        new Halt.Halting(
            BEN, "a real outage", STARTED, Optional.of(ANA), List.of(INC_142), "/halt staging");
    Halt.Halting all =
        new Halt.Halting(
            ANA, "", NOW.minusSeconds(5), Optional.empty(), List.of(INC_142), "/halt all");
    cards.put("halt-drills", halt(new Halt(Map.of("drills:staging", drills), Map.of())));
    cards.put("halt-all", halt(new Halt(Map.of("all", all), Map.of())));
    Halt.Release release = new Halt.Release(drills, BEN, NOW.minusSeconds(8));
    cards.put("halt-released", halt(new Halt(Map.of(), Map.of("drills:staging", release))));
  }

  private static Card halt(Halt halt) {
    return HaltCards.cards(halt, _ -> true, Cast.facts(), NOW).values().iterator().next().card();
  }

  private static void answers(Map<String, Card> cards) {
    cards.put(
        "answer-help",
        answer(
            "/help",
            Optional.empty(),
            "What you can type",
            List.of(
                "/diagnose SERVICE [ENVIRONMENT] · Run the checks of a service and say what is"
                    + " wrong",
                "/restart WORKLOAD [ENVIRONMENT] [REASON] · Restart one workload and wait until it"
                    + " is healthy"),
            List.of("/diagnose rabbitmq", "/gameday staging"),
            Optional.empty()));
    cards.put(
        "answer-drills",
        answer(
            "/gameday staging",
            Optional.of("staging"),
            "Which drill?",
            List.of("E · rabbitmq_down.outage · the broker stops"),
            List.of("/gameday staging E"),
            Optional.empty()));
    cards.put(
        "answer-did-you-mean",
        answer(
            "/diagnose rabitmq staging",
            Optional.of("staging"),
            "Refused",
            List.of(),
            List.of("/diagnose rabbitmq staging"),
            Optional.of(
                new Problem(
                    ErrorCode.TARGET_UNKNOWN,
                    "\"rabitmq\" is not in staging's inventory.",
                    "Did you mean rabbitmq?"))));
    cards.put(
        "answer-unknown-account",
        answer(
            "/diagnose rabbitmq",
            Optional.empty(),
            "Refused",
            List.of(),
            List.of(),
            Optional.of(
                new Problem(
                    ErrorCode.ACCOUNT_UNKNOWN,
                    "I don't know you yet on slack (your id: T01/U07).",
                    "Ask someone to add it to people.yaml: slack:T01/U07"))));
    cards.put(
        "answer-long",
        answer(
            "/runbook rabbitmq_down",
            Optional.empty(),
            "RabbitMQ is down or can't be reached",
            IntStream.rangeClosed(1, 40).mapToObj(i -> "line " + i).toList(),
            IntStream.rangeClosed(1, 12).mapToObj(i -> "/diagnose service-" + i).toList(),
            Optional.empty()));
  }

  private static Card answer(
      String text,
      Optional<String> environment,
      String title,
      List<String> lines,
      List<String> suggestions,
      Optional<Problem> why) {
    return card(
        new RequestEvent.RequestAnswered(
            new Account("console", "ana"),
            Optional.of("ana"),
            INC_142,
            text,
            environment,
            title,
            lines,
            suggestions,
            why,
            Optional.empty()));
  }

  private static Card card(RequestEvent event) {
    return AnswerCards.card(new RequestStream.Taken(event, NOW), Cast.facts());
  }

  private static void passedOn(Map<String, Card> cards) {
    cards.put("passed-on", passedOn("/incident note the disk is full", Optional.empty()));
    cards.put(
        "passed-on-refused",
        passedOn(
            "/incident close",
            Optional.of(
                new Problem(
                    ErrorCode.STATE_WRONG,
                    "The incident inc-142 was closed at 14:10 by ben.",
                    "Open a new one with /incident open TITLE."))));
  }

  private static Card passedOn(String text, Optional<Problem> why) {
    return card(
        new RequestEvent.CommandPassedOn(
            new Account("console", "ana"),
            ANA,
            INC_142,
            text,
            Optional.of("prod"),
            IncidentDecider.stream("inc-142"),
            "Noted in the incident inc-142",
            why));
  }
}
