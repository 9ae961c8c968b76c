package dev.twokey.timeline;

import dev.twokey.checklist.ChecklistEvent;
import dev.twokey.diagnosis.DiagnosisEvent;
import dev.twokey.incident.ChannelEvent;
import dev.twokey.incident.HaltEvent;
import dev.twokey.incident.IncidentEvent;
import dev.twokey.incident.LockEvent;
import dev.twokey.journal.Erased;
import dev.twokey.journal.JournalEvent;
import dev.twokey.journal.Recorded;
import dev.twokey.operation.Ending;
import dev.twokey.operation.OperationEvent;
import dev.twokey.plan.PlanHash;
import dev.twokey.trust.GrantEvent;
import dev.twokey.trust.TrustEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through the events of a journal once and keeps what belongs to one incident: its text, not
 * its events, so that a long journal is never in memory as a whole.
 */
public final class TimelineReader {
  private static final String ALL = "all";

  private final String incident;
  private final OtherEvents others;
  private final List<Entry> entries = new ArrayList<>();
  private final Clockwork clockwork = new Clockwork();
  private final Impacts impacts = new Impacts();
  private final Map<String, OperationStory> operations = new LinkedHashMap<>();
  private final Map<String, DiagnosisStory> diagnoses = new HashMap<>();
  private final Map<String, ChecklistStory> checklists = new HashMap<>();
  private final Set<String> channels = new HashSet<>();
  private final Map<String, Recorded> halts = new LinkedHashMap<>();
  private final TrustRows trustRows = new TrustRows();
  private Optional<Facts> facts = Optional.empty();
  private Instant asOf = Instant.EPOCH;
  private long records;
  private long unplaced;

  /**
   * Begins.
   *
   * @param others gives text to families that the timeline does not know
   */
  public TimelineReader(String incident, OtherEvents others) {
    this.incident = incident;
    this.others = others;
  }

  /** Returns the timeline so far; empty if no event opened the incident. */
  public Optional<Timeline> timeline() {
    entries.sort(Comparator.comparingLong(Entry::position));
    return facts.map(f ->
        new Timeline(
            f,
            entries,
            clockwork.times(),
            operations.values().stream().map(OperationStory::signing).toList(),
            operations.values().stream().flatMap(o -> o.drillRun().stream()).toList(),
            impacts.causes(),
            impacts.impacts(),
            new Timeline.Counts(records, records - entries.size(), unplaced),
            asOf));
  }

  /** Takes the next event of the journal in. */
  public void read(Recorded recorded) {
    asOf = recorded.at();
    switch (recorded.event()) {
      case IncidentEvent e when recorded.stream().id().equals(incident) -> incident(e, recorded);
      case IncidentEvent _ -> {}
      case OperationEvent e -> operation(e, recorded);
      case DiagnosisEvent e -> diagnosis(e, recorded);
      case ChecklistEvent e -> checklist(e, recorded);
      case LockEvent e -> lock(e, recorded);
      case HaltEvent e -> halt(e, recorded);
      case ChannelEvent e -> channel(e, recorded);
      case TrustEvent e -> TrustRows.row(e).ifPresent(row -> meanwhile(row, recorded));
      case GrantEvent e -> meanwhile(trustRows.row(e, recorded.stream()), recorded);
      case JournalEvent e -> meanwhile(IncidentRows.row(e), recorded);
      case Erased e -> erased(e, recorded);
      default -> others.tell(recorded).ifPresent(told -> told(told, recorded));
    }
  }

  private boolean isOpen() {
    return facts.filter(f -> f.closed().isEmpty()).isPresent();
  }

  private String environment() {
    return facts.map(Facts::environment).orElse("");
  }

  private boolean isDemo() {
    return facts.filter(Facts::demo).isPresent();
  }

  // ---- the incident itself

  private void incident(IncidentEvent event, Recorded recorded) {
    Instant at = recorded.at();
    long position = recorded.position();
    switch (event) {
      case IncidentEvent.IncidentOpened e -> {
        opened(e, at);
        clockwork.opened(e.automatic(), e.by().id(), at, position);
      }
      case IncidentEvent.FaultDated(var by, var started) ->
          clockwork.dated(by.id(), started, position);
      case IncidentEvent.IncidentClosed(var by) -> {
        facts = facts.map(f -> f.closed(at, by.id()));
        clockwork.first(Milestone.CLOSED, at, position, "closed by " + by);
      }
      case IncidentEvent.IncidentNoted _, IncidentEvent.IncidentRefused _ -> {}
    }
    add(recorded, environment(), IncidentRows.row(event), Optional.empty(), false, isDemo());
  }

  private void opened(IncidentEvent.IncidentOpened e, Instant at) {
    facts =
        Optional.of(
            new Facts(
                incident,
                e.title(),
                e.environment(),
                e.by().id(),
                e.where().toString(),
                e.automatic(),
                e.demo(),
                at,
                Optional.empty(),
                Optional.empty()));
    halts.values().stream().filter(h -> concerns(scope(h))).toList().forEach(this::addHalt);
  }

  private void channel(ChannelEvent event, Recorded recorded) {
    String channel = recorded.stream().id();
    String about =
        switch (event) {
          case ChannelEvent.IncidentBound(var id, _) -> id;
          case ChannelEvent.IncidentLeft(var id) -> id;
        };
    if (!about.equals(incident)) {
      return;
    } else if (event instanceof ChannelEvent.IncidentBound) {
      channels.add(channel);
    } else {
      channels.remove(channel);
    }
    add(
        recorded,
        environment(),
        IncidentRows.row(event, channel),
        Optional.empty(),
        false,
        isDemo());
  }

  // ---- what was done and asked in it

  private void operation(OperationEvent event, Recorded recorded) {
    String id = recorded.stream().id();
    if (event instanceof OperationEvent.Requested requested
        && requested.incident().filter(incident::equals).isPresent()) {
      operations.put(id, new OperationStory(id, recorded.position(), recorded.at(), requested));
    }
    OperationStory story = operations.get(id);
    if (story == null) {
      return;
    }
    story.fold(event, recorded.at());
    Optional<Row> row = OperationRows.row(story, event, recorded);
    boolean here = facts.isEmpty() || story.environment().equals(environment());
    if (here && !story.isDrill()) {
      milestones(story, event, recorded);
    }
    records++;
    row.ifPresent(
        r -> put(recorded, story.environment(), r, story.plan(), story.isDrill(), story.isDemo()));
  }

  private void milestones(OperationStory story, OperationEvent event, Recorded recorded) {
    if (event instanceof OperationEvent.StepBegan began && !began.cursor().lastly()) {
      clockwork.changeBegan(story.title(), recorded.at(), recorded.position());
    } else if (event instanceof OperationEvent.Ended ended
        && ended.ending() == Ending.SUCCEEDED
        && story.changed()) {
      clockwork.changeSucceeded(story.title(), recorded.at(), recorded.position());
    }
  }

  private void diagnosis(DiagnosisEvent event, Recorded recorded) {
    String id = recorded.stream().id();
    if (event instanceof DiagnosisEvent.DiagnosisAsked asked
        && asked.incident().filter(incident::equals).isPresent()) {
      diagnoses.put(id, new DiagnosisStory(asked.request()));
    }
    DiagnosisStory story = diagnoses.get(id);
    if (story == null) {
      return;
    }
    String environment = story.question().environment();
    if (event instanceof DiagnosisEvent.Diagnosed(var findings, _)) {
      impacts.add(environment, findings, recorded.at(), recorded.position());
      if (environment.equals(environment())) {
        String subject = story.question().subject();
        clockwork.diagnosed(subject, findings.verdict(), recorded.at(), recorded.position());
      }
    }
    records++;
    story
        .row(event)
        .ifPresent(row ->
            put(recorded, environment, row, Optional.empty(), false, story.question().demo()));
  }

  private void checklist(ChecklistEvent event, Recorded recorded) {
    String id = recorded.stream().id();
    if (event instanceof ChecklistEvent.ListOpened opened
        && opened.incident().filter(incident::equals).isPresent()) {
      checklists.put(id, new ChecklistStory(opened));
    }
    ChecklistStory story = checklists.get(id);
    if (story == null) {
      return;
    }
    records++;
    story
        .row(event)
        .ifPresent(row ->
            put(
                recorded,
                story.opening().environment(),
                row,
                Optional.empty(),
                false,
                story.opening().demo()));
  }

  private void lock(LockEvent event, Recorded recorded) {
    String operation =
        switch (event) {
          case LockEvent.LockTaken(var id, _) -> id;
          case LockEvent.LockReleased(var id, _) -> id;
          case LockEvent.LockTakenOver(var id, _, _) -> id;
        };
    OperationStory story = operations.get(operation);
    if (story != null) {
      Row row = IncidentRows.row(event, recorded.stream().id());
      add(recorded, story.environment(), row, story.plan(), story.isDrill(), story.isDemo());
    }
  }

  // ---- what was halted around it

  private void halt(HaltEvent event, Recorded recorded) {
    switch (event) {
      case HaltEvent.Halted(var scope, _, _) -> {
        halts.put(scope, recorded);
        haltNow(scope, recorded);
      }
      case HaltEvent.HaltShown _ -> {} // where it was told; the halt itself has its row
      case HaltEvent.ReleaseSigned(var scope, _) -> haltNow(scope, recorded);
      case HaltEvent.Released(var scope, _) -> {
        haltNow(scope, recorded);
        halts.remove(scope);
      }
      case HaltEvent.HaltRefused _ -> {
        if (isOpen()) {
          addHalt(recorded);
        }
      }
    }
  }

  private void haltNow(String scope, Recorded recorded) {
    if (isOpen() && concerns(scope)) {
      addHalt(recorded);
    }
  }

  private static String scope(Recorded halted) {
    return ((HaltEvent.Halted) halted.event()).scope();
  }

  private boolean concerns(String scope) {
    String environment = environment();
    return scope.equals(ALL)
        || scope.equals("environment:" + environment)
        || scope.equals("drills:" + environment)
        || (scope.startsWith("operation:")
            && operations.containsKey(scope.substring("operation:".length())));
  }

  /** Who may act is everybody's business: it stands in each incident that was open then. */
  private void meanwhile(Row row, Recorded recorded) {
    if (isOpen()) {
      add(recorded, environment(), row, Optional.empty(), false, isDemo());
    }
  }

  private void addHalt(Recorded recorded) {
    Row row = IncidentRows.row((HaltEvent) recorded.event());
    add(recorded, environment(), row, Optional.empty(), false, isDemo());
  }

  // ---- what the timeline does not know

  private void erased(Erased event, Recorded recorded) {
    String id = recorded.stream().id();
    boolean ours =
        switch (recorded.stream().family()) {
          case "incident" -> id.equals(incident);
          case "operation" -> operations.containsKey(id);
          case "diagnosis" -> diagnoses.containsKey(id);
          case "checklist" -> checklists.containsKey(id);
          case "channel" -> channels.contains(id);
          default -> false;
        };
    if (ours && recorded.stream().family().equals("incident")) {
      erasedIncident(event, recorded);
    }
    if (ours) {
      add(
          recorded,
          environment(),
          IncidentRows.row(event, recorded),
          Optional.empty(),
          false,
          isDemo());
    } else if (isOpen() && recorded.version() == 1) {
      unplaced++;
    }
  }

  private void erasedIncident(Erased event, Recorded recorded) {
    if (event.type().startsWith("incident.closed.")) {
      facts = facts.map(f -> f.closed(recorded.at(), recorded.actor()));
    } else if (recorded.version() == 1) {
      facts = Optional.of(erasedOpening(recorded));
    }
  }

  private Facts erasedOpening(Recorded recorded) {
    return new Facts(
        incident,
        "(its text was erased)",
        "",
        recorded.actor(),
        "",
        false,
        false,
        recorded.at(),
        Optional.empty(),
        Optional.empty());
  }

  private void told(Told told, Recorded recorded) {
    boolean here =
        told.incident().isPresent()
            ? told.incident().get().equals(incident)
            : told.where().filter(w -> channels.contains(w.top().toString())).isPresent();
    if (!here) {
      return;
    }
    told.reached()
        .ifPresent(m -> clockwork.first(m, recorded.at(), recorded.position(), told.what()));
    Set<Mark> marks = marks(told.marks());
    if (isDemo()) {
      marks.add(Mark.DEMO);
    }
    records++;
    entries.add(
        new Entry(
            recorded.position(),
            recorded.stream().toString(),
            recorded.at(),
            told.environment(),
            recorded.actor(),
            told.kind(),
            told.what(),
            told.evidence(),
            Optional.empty(),
            marks));
  }

  private static Set<Mark> marks(Set<Mark> given) {
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    marks.addAll(given);
    return marks;
  }

  private void add(
      Recorded recorded,
      String environment,
      Row row,
      Optional<PlanHash> plan,
      boolean drill,
      boolean demo) {
    records++;
    put(recorded, environment, row, plan, drill, demo);
  }

  private void put(
      Recorded recorded,
      String environment,
      Row row,
      Optional<PlanHash> plan,
      boolean drill,
      boolean demo) {
    Set<Mark> marks = marks(row.marks());
    if (drill) {
      marks.add(Mark.DRILL);
    }
    if (demo) {
      marks.add(Mark.DEMO);
    }
    entries.add(
        new Entry(
            recorded.position(),
            recorded.stream().toString(),
            recorded.at(),
            environment,
            row.actor(),
            row.kind(),
            row.what(),
            row.evidence(),
            plan,
            marks));
  }
}
