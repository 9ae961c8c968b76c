package dev.twokey.chatops;

import static dev.twokey.chatops.Cast.ANA;
import static dev.twokey.chatops.Cast.INC_142;

import dev.twokey.chat.Card;
import dev.twokey.diagnosis.Diagnosis;
import dev.twokey.diagnosis.DiagnosisEvent.Question;
import dev.twokey.diagnosis.Findings;
import dev.twokey.diagnosis.Findings.CauseFinding;
import dev.twokey.diagnosis.Findings.CheckFinding;
import dev.twokey.diagnosis.Findings.Holding;
import dev.twokey.diagnosis.Findings.ImpactFinding;
import dev.twokey.diagnosis.Findings.OfferFinding;
import dev.twokey.diagnosis.Findings.OfferKind;
import dev.twokey.diagnosis.Findings.Verdict;
import dev.twokey.diagnosis.Findings.Window;
import dev.twokey.diagnosis.Samples;
import dev.twokey.diagnosis.Wave;
import dev.twokey.probe.ProbeCall;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.runbook.TaskList;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The card of a diagnosis in each of its states. */
final class DiagnosisScenes {
  private static final Instant NOW = Instant.parse("2026-11-22T14:02:20Z");
  private static final String MANAGEMENT =
      "the management API at rabbitmq.lxd:15672 did not answer within 5 s";
  private static final Wave NOTHING = new Wave(Map.of(), NOW, NOW);

  private DiagnosisScenes() {}

  static Map<String, Card> all() {
    Map<String, Card> cards = new LinkedHashMap<>();
    cards.put(
        "diagnosis-checking", card(diagnosis(Optional.empty(), reading(11)), Optional.empty()));
    cards.put(
        "diagnosis-disk-alarm",
        card(
            diagnosis(Optional.of(diskAlarm()), reading(4)),
            outage(Duration.ofMinutes(12), Duration.ofMinutes(10))));
    cards.put(
        "diagnosis-healthy", card(diagnosis(Optional.of(healthy()), NOTHING), Optional.empty()));
    cards.put(
        "diagnosis-healthy-again",
        card(
            diagnosis(Optional.of(healthy()), NOTHING),
            Optional.of(
                new DiagnosisCards.Outage(
                    NOW.minus(Duration.ofMinutes(12)),
                    Optional.of(Duration.ofMinutes(10)),
                    List.of(
                        new TaskList("rabbitmq_down.recovery", "Recovery", 1, List.of()),
                        new TaskList(
                            "rabbitmq_down.audit_afterwards",
                            "Audit afterwards",
                            9,
                            List.of()))))));
    cards.put(
        "diagnosis-cannot-tell",
        card(
            diagnosis(Optional.of(cannotTell()), NOTHING),
            outage(Duration.ofMinutes(4), Duration.ofMinutes(10))));
    cards.put(
        "diagnosis-cannot-tell-yet",
        card(diagnosis(Optional.of(notYet()), reading(4)), Optional.empty()));
    cards.put("diagnosis-refused", card(refused(), Optional.empty()));
    return cards;
  }

  private static Card card(Diagnosis diagnosis, Optional<DiagnosisCards.Outage> outage) {
    return DiagnosisCards.card(diagnosis, outage, Cast.facts(), NOW);
  }

  private static Optional<DiagnosisCards.Outage> outage(Duration lasted, Duration postmortemAfter) {
    return Optional.of(
        new DiagnosisCards.Outage(NOW.minus(lasted), Optional.of(postmortemAfter), List.of()));
  }

  private static Diagnosis diagnosis(Optional<Findings> findings, Wave wave) {
    Question question =
        new Question(
            ANA,
            Cast.account(ANA),
            INC_142,
            "/diagnose rabbitmq prod",
            "prod",
            "rabbitmq",
            List.of("rabbitmq_down"),
            false);
    return new Diagnosis(
        "diag-9",
        Optional.of(question),
        Optional.of("inc-142"),
        NOW.minusSeconds(2),
        Samples.NONE,
        0,
        Map.of(),
        findings,
        Optional.of(wave),
        Optional.empty());
  }

  private static Diagnosis refused() {
    Diagnosis asked = diagnosis(Optional.empty(), NOTHING);
    return new Diagnosis(
        asked.id(),
        asked.question(),
        asked.incident(),
        asked.asked(),
        Samples.NONE,
        0,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(
            new Problem(
                ErrorCode.ROLE_MISSING,
                "You don't have the role 'responder', which reads in prod ask for.",
                "Ask a responder.")));
  }

  private static Wave reading(int calls) {
    Map<String, ProbeCall> wanted = new LinkedHashMap<>();
    for (int i = 0; i < calls; i++) {
      wanted.put(
          "check" + i + "|",
          new ProbeCall("tcp.connect", "prod", Optional.empty(), Map.of(), Duration.ofSeconds(5)));
    }
    return new Wave(wanted, NOW, NOW);
  }

  // ---- findings

  private static Findings diskAlarm() {
    return new Findings(
        Verdict.FAULTY,
        List.of(
            holds(
                "disk_alarm",
                List.of("rabbit@mq1 blocks publishers: 104 MB free, limit 150 MB"),
                new OfferFinding(
                    "rabbitmq_down.grow_the_disk", OfferKind.TASK_LIST, "Grow the disk", ""),
                new OfferFinding(
                    "rabbitmq_down.purge_queue",
                    OfferKind.ACTION,
                    "Purge a queue: loses messages",
                    "destroy")),
            cause("process_down", Holding.RULED_OUT),
            cause("process_hung", Holding.RULED_OUT),
            cause("memory_alarm", Holding.RULED_OUT),
            cause("wrong_credentials", Holding.RULED_OUT),
            waits("worker_wedged", Duration.ofMinutes(30), Duration.ofMinutes(4)),
            holds(
                "recent_change",
                List.of("backend 4f2c1 was deployed 18 min ago by ben"),
                new OfferFinding(
                    "deploys_gone_wrong", OfferKind.RUNBOOK, "A deploy went wrong", ""))),
        List.of(
            check("alarms", "not ok", "rabbit@mq1: disk alarm, 104 MB free", 41),
            check("process", "ok", "rabbitmq-server is active", 12),
            check("handshake", "ok", "api-1 gets Connection.Start", 9),
            new CheckFinding(
                "rabbitmq_down.audit_log",
                "can't tell",
                List.of(),
                Set.of("the log of rabbitmq can't be read: permission denied"),
                Duration.ofMillis(1_300),
                Optional.of(NOW.minusSeconds(2))),
            new CheckFinding(
                "rabbitmq_down.log_grep",
                "skipped",
                List.of(),
                Set.of(),
                Duration.ZERO,
                Optional.empty())),
        List.of(
            new ImpactFinding("Transcoding", "no HLS parts; plays through /stream", "MEDIUM", ""),
            new ImpactFinding(
                "DMCA takedown",
                "gated at once in the database; caches lag",
                "HIGH",
                "legal deadline"),
            new ImpactFinding("Chat, sign-in, payments", "none", "NONE", "")),
        List.of("restart backend: it drops the events it still holds; it reconnects by itself"),
        9,
        11,
        Duration.ofMillis(1_312),
        NOW,
        List.of("rabbitmq-down.md @ 8c1d2e"));
  }

  private static Findings healthy() {
    return new Findings(
        Verdict.HEALTHY,
        List.of(
            cause("disk_alarm", Holding.RULED_OUT),
            cause("process_down", Holding.RULED_OUT),
            cause("memory_alarm", Holding.RULED_OUT)),
        List.of(
            check("alarms", "ok", "no alarm on rabbit@mq1", 41),
            check("queues", "read", "transcode_jobs has 12 waiting, 2 consumers", 44)),
        List.of(),
        List.of(),
        11,
        11,
        Duration.ofMillis(412),
        NOW,
        List.of("rabbitmq-down.md @ 8c1d2e"));
  }

  private static Findings cannotTell() {
    return new Findings(
        Verdict.CANNOT_TELL,
        List.of(
            unknown("disk_alarm", MANAGEMENT),
            unknown("memory_alarm", MANAGEMENT),
            cause("process_down", Holding.RULED_OUT),
            unknown("backlog", MANAGEMENT),
            unknown("unreachable", "api-2 can't be asked: the supervisor is away")),
        List.of(
            new CheckFinding(
                "rabbitmq_down.alarms",
                "can't tell",
                List.of(),
                Set.of(MANAGEMENT),
                Duration.ofSeconds(5),
                Optional.of(NOW)),
            check("process", "ok", "rabbitmq-server is active", 12)),
        List.of(),
        List.of(),
        6,
        11,
        Duration.ofSeconds(5),
        NOW,
        List.of("rabbitmq-down.md @ 8c1d2e"));
  }

  private static Findings notYet() {
    return new Findings(
        Verdict.CANNOT_TELL,
        List.of(
            cause("disk_alarm", Holding.RULED_OUT),
            waits("worker_wedged", Duration.ofMinutes(30), Duration.ZERO)),
        List.of(check("alarms", "ok", "no alarm on rabbit@mq1", 41)),
        List.of(),
        List.of(),
        11,
        11,
        Duration.ofMillis(412),
        NOW,
        List.of("rabbitmq-down.md @ 8c1d2e"));
  }

  private static CauseFinding holds(String name, List<String> says, OfferFinding... offers) {
    return new CauseFinding(
        "rabbitmq_down." + name, Holding.HOLDS, says, Set.of(), Optional.empty(), List.of(offers));
  }

  private static CauseFinding cause(String name, Holding holding) {
    return new CauseFinding(
        "rabbitmq_down." + name, holding, List.of(), Set.of(), Optional.empty(), List.of());
  }

  private static CauseFinding unknown(String name, String why) {
    return new CauseFinding(
        "rabbitmq_down." + name,
        Holding.CANNOT_TELL,
        List.of(),
        Set.of(why),
        Optional.empty(),
        List.of());
  }

  private static CauseFinding waits(String name, Duration wanted, Duration soFar) {
    return new CauseFinding(
        "rabbitmq_down." + name,
        Holding.CANNOT_TELL,
        List.of(),
        Set.of(),
        Optional.of(new Window(wanted, soFar)),
        List.of());
  }

  private static CheckFinding check(String name, String ok, String line, long millis) {
    return new CheckFinding(
        "rabbitmq_down." + name,
        ok,
        List.of(line),
        Set.of(),
        Duration.ofMillis(millis),
        Optional.of(NOW.minusSeconds(2)));
  }
}
