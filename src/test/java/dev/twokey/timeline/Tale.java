package dev.twokey.timeline;

import dev.twokey.action.ActionCall;
import dev.twokey.action.Outcome;
import dev.twokey.action.Preview;
import dev.twokey.action.Risk;
import dev.twokey.approval.Review;
import dev.twokey.approval.Rule;
import dev.twokey.chat.Conversation;
import dev.twokey.diagnosis.DiagnosisEvent;
import dev.twokey.diagnosis.Findings;
import dev.twokey.diagnosis.Wave;
import dev.twokey.incident.ChannelEvent;
import dev.twokey.incident.IncidentEvent;
import dev.twokey.incident.LockEvent;
import dev.twokey.inventory.Target;
import dev.twokey.journal.Event;
import dev.twokey.journal.JournalStore;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Authority;
import dev.twokey.operation.Ending;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.Phase;
import dev.twokey.operation.Request;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.plan.Draft;
import dev.twokey.plan.DrillFacts;
import dev.twokey.plan.Plan;
import dev.twokey.plan.PlanHash;
import dev.twokey.plan.PlanText;
import dev.twokey.plan.Step;
import dev.twokey.plan.Verification;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes the events of a made-up incident, one after the other, as a journal would hold them. */
public final class Tale {
  public static final String INCIDENT = "inc-7";
  public static final Conversation PROD = new Conversation("console", "prod", Optional.empty());
  public static final PersonId ANA = new PersonId("ana");
  public static final PersonId BEN = new PersonId("ben");
  public static final PersonId CHI = new PersonId("chi");

  private static final Rule RULE =
      new Rule("approver", 1, Duration.ofMinutes(15), Duration.ofMinutes(10));

  private final List<Recorded> events = new ArrayList<>();
  private final Map<StreamId, Long> versions = new HashMap<>();
  private Instant now = Instant.parse("2025-03-01T14:00:00Z");
  private boolean demo;

  /** Lets time go on. */
  public Tale after(String duration) {
    now = now.plus(Duration.parse("PT" + duration));
    return this;
  }

  public Tale demo() {
    demo = true;
    return this;
  }

  public Instant now() {
    return now;
  }

  public List<Recorded> events() {
    return List.copyOf(events);
  }

  /** Returns the timeline of the incident that the tale is about. */
  public Timeline timeline() {
    return Timeline.of(INCIDENT, events, OtherEvents.none()).orElseThrow();
  }

  public JournalStore.Head head() {
    return new JournalStore.Head(events.size(), "3fa9c1d2".repeat(8));
  }

  // ---- anything

  public Tale then(String family, String id, String actor, Event event) {
    StreamId stream = new StreamId(family, id);
    long version = versions.merge(stream, 1L, Long::sum);
    events.add(new Recorded(events.size() + 1, stream, version, now, actor, event));
    return this;
  }

  // ---- the incident

  public Tale opened(String title) {
    return opened(title, false);
  }

  public Tale opened(String title, boolean automatic) {
    then(
        "incident",
        INCIDENT,
        "ana",
        new IncidentEvent.IncidentOpened(title, "prod", ANA, PROD, automatic, demo));
    return then(
        "channel", PROD.toString(), "ana", new ChannelEvent.IncidentBound(INCIDENT, "prod"));
  }

  public Tale incident(PersonId by, IncidentEvent event) {
    return then("incident", INCIDENT, by.id(), event);
  }

  public Tale noted(PersonId by, String text) {
    return incident(by, new IncidentEvent.IncidentNoted(by, text));
  }

  public Tale closed(PersonId by) {
    incident(by, new IncidentEvent.IncidentClosed(by));
    return then("channel", PROD.toString(), by.id(), new ChannelEvent.IncidentLeft(INCIDENT));
  }

  // ---- diagnoses

  public Tale asksDiagnosis(String id, PersonId by, String subject) {
    return then(
        "diagnosis",
        id,
        by.id(),
        new DiagnosisEvent.DiagnosisAsked(
            new DiagnosisEvent.Question(
                by,
                account(by),
                PROD,
                "/diagnose " + subject + " prod",
                "prod",
                subject,
                List.of("rabbitmq_down"),
                demo),
            Optional.of(INCIDENT),
            wave()));
  }

  public Tale diagnosed(String id, Findings.Verdict verdict, String... holding) {
    return then(
        "diagnosis",
        id,
        "twokey",
        new DiagnosisEvent.Diagnosed(findings(verdict, now, holding), Optional.empty()));
  }

  public static Findings findings(Findings.Verdict verdict, Instant at, String... holding) {
    List<Findings.CauseFinding> causes = new ArrayList<>();
    for (String cause : holding) {
      causes.add(
          new Findings.CauseFinding(
              "rabbitmq_down." + cause,
              Findings.Holding.HOLDS,
              List.of("transcode_jobs has 8,412 waiting, 0 consumers for 31 min"),
              Set.of(),
              Optional.empty(),
              List.of()));
    }
    causes.add(
        new Findings.CauseFinding(
            "rabbitmq_down.disk_alarm",
            Findings.Holding.RULED_OUT,
            List.of(),
            Set.of(),
            Optional.empty(),
            List.of()));
    return new Findings(
        verdict,
        causes,
        List.of(),
        holding.length == 0
            ? List.of()
            : List.of(
                new Findings.ImpactFinding(
                    "Transcoding", "no HLS, plays through /stream", "MEDIUM", ""),
                new Findings.ImpactFinding("Chat, sign-in, payments", "none", "NONE", "")),
        List.of(),
        9,
        11,
        Duration.ofMillis(1300),
        at,
        List.of("rabbitmq-down.md @ 8c1d2e"));
  }

  // ---- operations

  public Tale operation(String id, String actor, OperationEvent event) {
    return then("operation", id, actor, event);
  }

  /** Asks for a restart of a worker in prod. */
  public Tale asksRestart(String id, PersonId by) {
    return asks(id, by, restart(Optional.empty()), Optional.of(INCIDENT));
  }

  public Tale asks(String id, PersonId by, Draft draft, Optional<String> incident) {
    String typed =
        draft.drill().isPresent()
            ? "/gameday prod E"
            : "/restart worker-transcode prod queue stuck";
    Request request = new Request(by, account(by), PROD, typed, draft, demo);
    return operation(id, by.id(), new OperationEvent.Requested(request, incident));
  }

  public Tale planned(String id) {
    String text = planText(restart(Optional.empty()));
    return operation(
        id, "twokey", new OperationEvent.Planned(text, PlanHash.of(text).hex(), wave()));
  }

  public Tale planned(String id, Draft draft) {
    String text = planText(draft);
    return operation(
        id, "twokey", new OperationEvent.Planned(text, PlanHash.of(text).hex(), wave()));
  }

  public static String hash() {
    return PlanHash.of(planText(restart(Optional.empty()))).hex();
  }

  public Tale asksSignature(String id, PersonId... people) {
    return operation(
        id,
        "twokey",
        new OperationEvent.ApprovalAsked(RULE, List.of(people), now.plus(RULE.pending())));
  }

  public Tale reviewed(String id, PersonId by, boolean approves, String reason) {
    return operation(
        id,
        by.id(),
        new OperationEvent.Reviewed(new Review(by, account(by), approves, hash(), reason, now)));
  }

  public Tale authorised(String id, Authority authority) {
    return operation(
        id,
        "twokey",
        new OperationEvent.Authorised(authority, now.plus(RULE.startWithin()), wave()));
  }

  public Tale refusedInput(String id, PersonId by, String input, ErrorCode code, String what) {
    return operation(
        id,
        by.id(),
        new OperationEvent.InputRefused(by, input, new Problem(code, what, "Do something else.")));
  }

  public Tale began(String id, boolean lastly, int index, String step) {
    return operation(
        id,
        "twokey",
        new OperationEvent.StepBegan(
            new Phase.Cursor(lastly, index), step, new ReplicaId("one", 1)));
  }

  public Tale did(String id, boolean lastly, int index, String step, Outcome outcome) {
    return operation(
        id, "twokey", new OperationEvent.StepEnded(new Phase.Cursor(lastly, index), step, outcome));
  }

  public Tale verified(
      String id, boolean lastly, int index, String step, boolean held, String line) {
    Phase.Cursor cursor = new Phase.Cursor(lastly, index);
    operation(
        id,
        "twokey",
        new OperationEvent.LookBegan(cursor, step, wave(), now.plusSeconds(300), false));
    return operation(id, "twokey", new OperationEvent.LookEnded(cursor, step, held, line));
  }

  public Tale ended(String id, Ending ending) {
    return operation(
        id, "twokey", new OperationEvent.Ended(ending, Optional.empty(), Optional.empty()));
  }

  public Tale ended(String id, Ending ending, ErrorCode code, String what) {
    return operation(
        id,
        "twokey",
        new OperationEvent.Ended(
            ending, Optional.empty(), Optional.of(new Problem(code, what, "Ask again."))));
  }

  public Tale lock(LockEvent event) {
    return then("lock", "prod/worker-transcode", "twokey", event);
  }

  /** The whole of a restart that ben signed. */
  public Tale restarts(String id) {
    return asksRestart(id, ANA)
        .planned(id)
        .asksSignature(id, BEN, CHI)
        .after("1M20S")
        .reviewed(id, BEN, true, "")
        .authorised(id, new Authority.Approved(List.of(BEN), now))
        .lock(new LockEvent.LockTaken(id, ANA))
        .began(id, false, 0, "restart")
        .after("8S")
        .did(id, false, 0, "restart", new Outcome.Succeeded("pid 812 became pid 990"))
        .after("22S")
        .verified(id, false, 0, "restart", true, "transcode_jobs has 1 consumer and falls")
        .ended(id, Ending.SUCCEEDED)
        .lock(new LockEvent.LockReleased(id, true));
  }

  // ---- parts

  public static Account account(PersonId person) {
    return new Account("console", person.id());
  }

  public static Wave wave() {
    return new Wave(Map.of(), Instant.EPOCH, Instant.EPOCH);
  }

  public static Draft restart(Optional<DrillFacts> drill) {
    return new Draft(
        "restart worker-transcode",
        "prod",
        Risk.CHANGE,
        List.of(act("restart", "restart worker-transcode")),
        List.of(),
        List.of(),
        Optional.empty(),
        Map.of(),
        List.of("restart"),
        List.of("jobs in flight are taken up again"),
        "queue stuck",
        drill);
  }

  public static Step.Act act(String id, String title) {
    ActionCall call =
        new ActionCall(
            "workload.restart",
            "prod",
            Map.of("workload", "worker-transcode"),
            Duration.ofSeconds(30));
    return new Step.Act(id, title, call, new Verification.None());
  }

  public static String planText(Draft draft) {
    Map<String, Preview.Ready> seen = new HashMap<>();
    draft
        .acts()
        .forEach(act ->
            seen.put(
                act.id(),
                new Preview.Ready(
                    List.of(new Target("prod", "worker-transcode")),
                    "restart unit worker-transcode on host api-1",
                    List.of("pid 812 becomes a new one"),
                    "f1",
                    "not needed: a restart is safe to repeat",
                    "ssh api-1 systemctl restart worker-transcode")));
    return PlanText.write(new Plan(draft, seen, "role=responder\n"));
  }
}
