package dev.twokey.engine;

import dev.twokey.action.Action;
import dev.twokey.action.ActionCall;
import dev.twokey.action.Outcome;
import dev.twokey.action.Preview;
import dev.twokey.journal.StreamId;
import dev.twokey.probe.Probe;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All probes and actions, and the only caller of them. Each call gets its time-out and cancellation
 * here, and each result is redacted before a decider sees it (I7).
 */
public final class Caller {
  private static final Logger LOG = LoggerFactory.getLogger(Caller.class);

  private final Map<String, Probe> probes = new LinkedHashMap<>();
  private final Map<String, Action> actions = new LinkedHashMap<>();
  private final Runner runner;
  private final InstantSource clock;
  private final Redaction redaction;
  private final Messenger messenger;

  /** Makes one by which nobody is told anything. */
  public Caller(
      List<Probe> probes,
      List<Action> actions,
      Runner runner,
      InstantSource clock,
      Redactor redactor) {
    this(probes, actions, runner, clock, redactor, Messenger.none());
  }

  public Caller(
      List<Probe> probes,
      List<Action> actions,
      Runner runner,
      InstantSource clock,
      Redactor redactor,
      Messenger messenger) {
    probes.forEach(p -> this.probes.put(p.kind().name(), p));
    actions.forEach(a -> this.actions.put(a.kind().name(), a));
    this.runner = runner;
    this.clock = clock;
    this.redaction = new Redaction(redactor);
    this.messenger = messenger;
  }

  /** Readings with how long each took. */
  record Readings(Map<String, Reading> readings, Map<String, Duration> took) {}

  /**
   * Starts all readings at once; {@code done} gets them when the last has ended. Returns the
   * cancel.
   */
  Runnable observe(Map<String, ProbeCall> calls, Consumer<Readings> done) {
    Map<String, Reading> readings = new ConcurrentHashMap<>();
    Map<String, Duration> took = new ConcurrentHashMap<>();
    Instant began = clock.instant();
    List<Runnable> cancels = new ArrayList<>();
    if (calls.isEmpty()) {
      return runner.start("observe nothing", () -> done.accept(new Readings(Map.of(), Map.of())));
    }
    Gate gate = new Gate(calls.size(), () -> done.accept(new Readings(readings, took)));
    calls.forEach((name, call) ->
        cancels.add(
            call(
                call.probe(),
                call.timeout(),
                cancellation -> read(call, cancellation),
                this::late,
                reading -> {
                  took.put(name, Duration.between(began, clock.instant()));
                  readings.put(name, reading);
                  gate.one();
                })));
    return () -> cancels.forEach(Runnable::run);
  }

  /**
   * Previews all changes; {@code done} gets the previews in the order of the calls. Returns the
   * cancel.
   */
  Runnable draft(List<ActionCall> calls, Consumer<List<Preview>> done) {
    @Nullable Preview[] previews = new Preview[calls.size()];
    List<Runnable> cancels = new ArrayList<>();
    Gate gate =
        new Gate(
            calls.size(),
            () -> done.accept(Arrays.stream(previews).map(Objects::requireNonNull).toList()));
    if (calls.isEmpty()) {
      return runner.start("preview nothing", () -> done.accept(List.of()));
    }
    for (int i = 0; i < calls.size(); i++) {
      ActionCall call = calls.get(i);
      int place = i;
      cancels.add(
          call(
              call.action(),
              call.timeout(),
              cancellation -> preview(call, cancellation),
              (_, problem) -> new Preview.Impossible(problem),
              preview -> {
                previews[place] = preview;
                gate.one();
              }));
    }
    return () -> cancels.forEach(Runnable::run);
  }

  /** Starts a change. Returns the cancel; a cancelled change still ends with an outcome. */
  Runnable act(ActionCall call, String fingerprint, Consumer<Outcome> done) {
    return call(
        call.action(),
        call.timeout(),
        cancellation -> execute(call, fingerprint, cancellation),
        (_, problem) -> new Outcome.Unknown(problem),
        done);
  }

  /** Starts to tell somebody; {@code done} gets why it did not arrive. Returns the cancel. */
  Runnable tell(StreamId stream, Work.Tell tell, Consumer<Optional<Problem>> done) {
    return call(
        "tell " + tell.to(),
        tell.timeout(),
        cancellation ->
            messenger
                .tell(stream, tell.to(), stream + " " + tell.to(), cancellation)
                .map(redaction::redact),
        (_, problem) -> Optional.of(problem),
        done);
  }

  private <R> Runnable call(
      String kind,
      Duration timeout,
      Function<Call, R> body,
      BiFunction<Instant, Problem, R> instead,
      Consumer<R> done) {
    Call cancellation = new Call(clock.instant().plus(timeout));
    Consumer<R> first = new Once<>(done);
    Runnable alarm =
        runner.at(
            cancellation.deadline(),
            () -> {
              cancellation.cancel();
              first.accept(instead.apply(clock.instant(), timeout(kind, timeout)));
            });
    Runnable stop =
        runner.start(
            kind,
            () -> {
              R result;
              try {
                result = body.apply(cancellation);
              } catch (RuntimeException e) {
                LOG.error("{} threw (this is a bug)", kind, e);
                result = instead.apply(clock.instant(), bug(kind, e));
              }
              alarm.run();
              first.accept(result);
            });
    return () -> {
      alarm.run();
      cancellation.cancel();
      stop.run();
    };
  }

  private Reading read(ProbeCall call, Call cancellation) {
    Probe probe = probes.get(call.probe());
    return probe == null
        ? new Reading.Unreadable(
            clock.instant(), unknown(ErrorCode.PROBE_UNKNOWN, "probe", call.probe()))
        : redaction.redact(probe.read(call, cancellation));
  }

  private Preview preview(ActionCall call, Call cancellation) {
    Action action = actions.get(call.action());
    return action == null
        ? new Preview.Impossible(unknown(ErrorCode.ACTION_UNKNOWN, "action", call.action()))
        : redaction.redact(action.preview(call, cancellation));
  }

  private Outcome execute(ActionCall call, String fingerprint, Call cancellation) {
    Action action = actions.get(call.action());
    return action == null
        ? new Outcome.Refused(unknown(ErrorCode.ACTION_UNKNOWN, "action", call.action()))
        : redaction.redact(action.execute(call, fingerprint, cancellation));
  }

  private Reading late(Instant at, Problem problem) {
    return new Reading.Unreadable(at, problem);
  }

  private static Problem timeout(String kind, Duration timeout) {
    return new Problem(
        ErrorCode.PROBE_TIMEOUT,
        kind + " gave no answer in " + timeout.toMillis() + " ms.",
        "Look whether the system hangs; try again.");
  }

  private static Problem unknown(ErrorCode code, String what, String name) {
    return new Problem(
        code,
        "There is no " + what + " '" + name + "' here.",
        "Check the spelling, or whether its connector is enabled.");
  }

  private Problem bug(String kind, RuntimeException e) {
    return new Problem(
        ErrorCode.BUG,
        kind + " broke: " + redaction.redact(String.valueOf(e.getMessage())) + ".",
        "This is a bug of Twokey; the log has more.");
  }

  /** Counts down to the last of several ends. */
  private static final class Gate {
    private int left;
    private final Runnable open;

    Gate(int left, Runnable open) {
      this.left = left;
      this.open = open;
    }

    void one() {
      boolean last;
      synchronized (this) {
        last = --left == 0;
      }
      if (last) {
        open.run();
      }
    }
  }

  /** Takes the first of several results. */
  private static final class Once<R> implements Consumer<R> {
    private boolean taken;
    private final Consumer<R> target;

    Once(Consumer<R> target) {
      this.target = target;
    }

    @Override
    public void accept(R result) {
      synchronized (this) {
        if (taken) {
          return;
        }
        taken = true;
      }
      target.accept(result);
    }
  }
}
