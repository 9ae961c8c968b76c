package dev.twokey.operation;

import dev.twokey.action.Action;
import dev.twokey.action.ActionCall;
import dev.twokey.action.ActionKind;
import dev.twokey.action.Outcome;
import dev.twokey.action.Preview;
import dev.twokey.action.Reach;
import dev.twokey.chat.Audience;
import dev.twokey.condition.Shape;
import dev.twokey.guard.ChannelGuard;
import dev.twokey.inventory.Target;
import dev.twokey.probe.Cancellation;
import dev.twokey.probe.Probe;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.ProbeKind;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.sim.Setting;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Units that a script breaks and mends, and what their changes answer. */
final class ScriptTargets {
  private static final ProbeKind BACKUP =
      new ProbeKind(
          "backup.pgbackrest", List.of(), new Shape.Fields("backup", Map.of()), false, "backups");
  private static final ProbeKind CALENDAR =
      new ProbeKind(
          "calendar.events", List.of(), new Shape.Fields("events", Map.of()), false, "events");
  private static final ProbeKind INSTANCES =
      new ProbeKind(
          "workload.instances", List.of(), new Shape.Fields("counts", Map.of()), false, "counts");
  private static final ProbeKind AUDIENCE =
      new ProbeKind(
          ChannelGuard.PROBE, List.of(), new Shape.Fields("audience", Map.of()), false, "who");
  private static final Problem NO_ANSWER =
      new Problem(ErrorCode.OUTCOME_UNKNOWN, "No answer came.", "Look at the target.");

  private final InstantSource clock;
  private final Map<String, String> units = new TreeMap<>();
  private final Set<String> timers = new TreeSet<>();
  private final Set<String> unreadable = new TreeSet<>();
  private final Set<String> broken = new TreeSet<>();
  private final Map<String, Deque<Outcome>> answers = new HashMap<>();
  private final List<String> changes = new ArrayList<>();
  private Map<String, Object> backup = Map.of();
  private Audience audience = Audience.OURS;
  private Optional<Map<String, Object>> instances = Optional.empty();
  private List<String> taken = List.of();
  private int atOnce;
  private String generation = "1";
  private Optional<List<Map<String, Object>>> calendar = Optional.of(List.of());

  ScriptTargets(InstantSource clock) {
    this.clock = clock;
  }

  /** A unit such as {@code prod/web} does not run. */
  void down(String unit) {
    units.put(unit, "failed");
  }

  void up(String unit) {
    units.put(unit, "active");
  }

  /** A unit that no start brings up. */
  void cannotStart(String unit) {
    broken.add(unit);
  }

  void canStart(String unit) {
    broken.remove(unit);
  }

  void unreadable(String unit) {
    unreadable.add(unit);
  }

  void readable(String unit) {
    unreadable.remove(unit);
  }

  /** The next change of this kind answers so, and has no effect. */
  void answers(String action, Outcome outcome) {
    answers.computeIfAbsent(action, _ -> new ArrayDeque<>()).add(outcome);
  }

  /** The next change of this kind gives no answer. */
  void losesAnswer(String action) {
    answers(action, new Outcome.Unknown(NO_ANSWER));
  }

  /** Somebody changed the targets without Twokey. */
  void changedByOthers() {
    generation += "+";
  }

  void backup(Map<String, Object> reading) {
    backup = reading;
  }

  /** Each change takes these instances of its unit away, so many at once. */
  void takesAway(int most, String... names) {
    taken = List.of(names);
    atOnce = most;
  }

  /** The instances of all units are these; an empty reading can't be read. */
  void instances(Map<String, Object> reading) {
    instances = Optional.of(reading).filter(r -> !r.isEmpty());
  }

  /** Who reads along in every channel that is not of the console. */
  void audience(Audience now) {
    audience = now;
  }

  /** The calendars have these events from now on. */
  @SafeVarargs
  final void calendar(Map<String, Object>... events) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Map<String, Object> event : events) {
      all.add(event);
    }
    calendar = Optional.of(all);
  }

  /** The calendars can't be read from now on. */
  void noCalendar() {
    calendar = Optional.empty();
  }

  /** Returns what was really done, in order, such as {@code host.service.restart prod/web}. */
  List<String> changes() {
    return List.copyOf(changes);
  }

  boolean hasTimer(String operation) {
    return timers.contains(operation);
  }

  List<Probe> probes() {
    return Stream.concat(
            Setting.probes().stream(), Stream.of(BACKUP, CALENDAR, INSTANCES, AUDIENCE))
        .<Probe>map(Reads::new)
        .toList();
  }

  List<Action> actions() {
    return Setting.actions().stream().<Action>map(Changes::new).toList();
  }

  private record Key(String unit, String id) {
    static Key of(String environment, Map<String, Object> with) {
      return new Key(
          environment + "/" + with.getOrDefault("unit", ""),
          with.getOrDefault("id", "").toString());
    }
  }

  private final class Reads implements Probe {
    private final ProbeKind kind;

    Reads(ProbeKind kind) {
      this.kind = kind;
    }

    @Override
    public ProbeKind kind() {
      return kind;
    }

    @Override
    public Reading read(ProbeCall call, Cancellation cancellation) {
      Key key = Key.of(call.environment(), call.with());
      if (unreadable.contains(key.unit())
          || (kind.equals(BACKUP) && backup.isEmpty())
          || (kind.equals(CALENDAR) && calendar.isEmpty())
          || (kind.equals(INSTANCES) && instances.isEmpty())) {
        return new Reading.Unreadable(
            clock.instant(), new Problem(ErrorCode.PROBE_FAILED, "the host is silent", "Look."));
      }
      return new Reading.Observed(clock.instant(), fields(key));
    }

    private Map<String, Object> fields(Key key) {
      if (kind.equals(BACKUP)) {
        return backup;
      } else if (kind.equals(CALENDAR)) {
        return Map.of("events", calendar.orElseThrow());
      } else if (kind.equals(AUDIENCE)) {
        return Map.of(ChannelGuard.AUDIENCE, audience.word());
      } else if (kind.equals(INSTANCES)) {
        return instances.orElseThrow();
      }
      return Map.of(
          "state",
          kind.name().equals("host.timer")
              ? timers.contains(key.id()) ? "armed" : "none"
              : units.getOrDefault(key.unit(), "active"));
    }
  }

  private final class Changes implements Action {
    private final ActionKind kind;

    Changes(ActionKind kind) {
      this.kind = kind;
    }

    @Override
    public ActionKind kind() {
      return kind;
    }

    @Override
    public Preview preview(ActionCall call, Cancellation cancellation) {
      List<Target> targets =
          call.text("unit").map(u -> new Target(call.environment(), u)).stream().toList();
      List<Reach> reach =
          taken.isEmpty()
              ? List.of()
              : targets.stream().map(t -> new Reach(t, taken, atOnce)).toList();
      return new Preview.Ready(targets, call.action(), List.of(), generation, "", "by hand", reach);
    }

    @Override
    public Outcome execute(ActionCall call, String fingerprint, Cancellation cancellation) {
      Optional<Outcome> scripted = Optional.ofNullable(answers.get(call.action())).map(Deque::poll);
      if (scripted.isPresent()) {
        return scripted.get();
      } else if (!fingerprint.equals(generation)) {
        return new Outcome.Refused(
            new Problem(ErrorCode.TARGET_CHANGED, "The target is another one.", "Plan again."));
      }
      Key key = Key.of(call.environment(), call.with());
      changes.add(call.action() + " " + key.unit());
      change(call.action(), key);
      return new Outcome.Succeeded("done");
    }

    private void change(String action, Key key) {
      switch (action) {
        case "host.service.start", "host.service.restart" ->
            units.put(key.unit(), broken.contains(key.unit()) ? "failed" : "active");
        case "host.service.stop" -> down(key.unit());
        case "host.timer.arm" -> timers.add(key.id());
        case "host.timer.disarm" -> timers.remove(key.id());
        default -> throw new IllegalStateException(action);
      }
    }
  }
}
