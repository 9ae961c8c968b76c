package dev.twokey.diagnosis;

import dev.twokey.diagnosis.DiagnosisEvent.Diagnosed;
import dev.twokey.diagnosis.DiagnosisEvent.DiagnosisAsked;
import dev.twokey.diagnosis.DiagnosisEvent.DiagnosisKept;
import dev.twokey.diagnosis.DiagnosisEvent.DiagnosisRead;
import dev.twokey.diagnosis.DiagnosisEvent.DiagnosisRefused;
import dev.twokey.diagnosis.DiagnosisEvent.Question;
import dev.twokey.engine.Context;
import dev.twokey.engine.Decider;
import dev.twokey.engine.Decision;
import dev.twokey.engine.Family;
import dev.twokey.engine.Input;
import dev.twokey.engine.Meanwhile;
import dev.twokey.engine.Work;
import dev.twokey.engine.WorkDone;
import dev.twokey.incident.Channel;
import dev.twokey.incident.IncidentDecider;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.StreamId;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.runbook.RunbookCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The rules of a diagnosis: read in waves until nothing more can be read, say what was found, and
 * go on sampling only where a window still needs it.
 */
public final class DiagnosisDecider
    implements Decider<Diagnosis, DiagnosisDecider.Ask, DiagnosisEvent, DiagnosisDecider.Known> {
  /** How long windows are sampled for one question; scaled by the environment. */
  static final Duration SAMPLED_FOR = Duration.ofMinutes(40);

  /** How often is read for the first answer; what depends on more is answered as not read. */
  static final int WAVES_MAX = 20;

  /** Readings that came within this time are one wave. */
  private static final Duration WAVE = Duration.ofSeconds(1);

  /** The names of the events. */
  public static final EventFamily EVENTS =
      new EventFamily(
          "diagnosis",
          Map.of(
              "diagnosis.asked.1", DiagnosisAsked.class,
              "diagnosis.read.1", DiagnosisRead.class,
              "diagnosis.kept.1", DiagnosisKept.class,
              "diagnosis.diagnosed.1", Diagnosed.class,
              "diagnosis.refused.1", DiagnosisRefused.class));

  /** Ask this. */
  public record Ask(Question question) implements Input {}

  /** What a replica knows: the runbooks and the inventory as they are loaded now. */
  public record Known(RunbookCatalog catalog, Inventory inventory) {}

  private DiagnosisDecider() {}

  /** Returns the family of diagnosis streams. */
  public static Family<Diagnosis, Ask, DiagnosisEvent, Known> family(Supplier<Known> known) {
    return new Family<>(EVENTS, Ask.class, DiagnosisEvent.class, new DiagnosisDecider(), known);
  }

  /** Returns the stream of a diagnosis. */
  public static StreamId stream(String id) {
    return new StreamId("diagnosis", id);
  }

  @Override
  public Diagnosis initial(StreamId stream) {
    return Diagnosis.none(stream.id());
  }

  @Override
  public Decision<DiagnosisEvent> decide(Diagnosis state, Ask input, Context<Known> context) {
    Question question = input.question();
    if (state.question().isPresent()) {
      return refuse(
          question, ErrorCode.STATE_WRONG, "This was asked already.", "Look at its card.");
    }
    Channel channel = context.look(Channel.FAMILY, Channel.stream(question.where()));
    Optional<Environment> environment =
        context.known().inventory().environment(question.environment());
    if (environment.isEmpty()) {
      return refuse(
          question,
          ErrorCode.ENVIRONMENT_UNKNOWN,
          question.environment() + " is not in the inventory.",
          "Ask for one that is.");
    }
    Inquiry inquiry =
        inquiry(
            context.known(),
            situation(environment.get(), channel.incident(), context),
            question,
            Sampling.NONE,
            context.now());
    Wave first =
        new Wave(calls(inquiry.next(Samples.NONE, context.now())), context.now(), context.now());
    return Decision.of(new DiagnosisAsked(question, channel.incident(), first));
  }

  @Override
  public Decision<DiagnosisEvent> done(Diagnosis state, WorkDone done, Context<Known> context) {
    if (!(done instanceof WorkDone.Observed observed)
        || state.wave().isEmpty()
        || state.question().isEmpty()) {
      return Decision.nothing();
    }
    Question question = state.question().get();
    Optional<Environment> environment =
        context.known().inventory().environment(question.environment());
    boolean catalogHasAll =
        question.runbooks().stream()
            .allMatch(r -> context.known().catalog().runbook(r).isPresent());
    if (environment.isEmpty() || !catalogHasAll) {
      return refuse(
          question,
          ErrorCode.RUNBOOK_UNKNOWN,
          "The files it was asked of are no longer loaded.",
          "Ask again.");
    }
    Round round = new Round(state, context, environment.get(), question);
    return round.after(observed.readings(), observed.took());
  }

  /** One round of readings and what follows from it. */
  private static final class Round {
    private final Diagnosis state;
    private final Context<Known> context;
    private final Environment environment;
    private final Situation situation;
    private final Question question;

    Round(Diagnosis state, Context<Known> context, Environment environment, Question question) {
      this.state = state;
      this.context = context;
      this.environment = environment;
      this.situation = situation(environment, state.incident(), context);
      this.question = question;
    }

    Decision<DiagnosisEvent> after(Map<String, Reading> readings, Map<String, Duration> took) {
      Instant now = context.now();
      List<Sample> fresh = Sample.of(readings);
      boolean sampling = state.findings().isPresent();
      Instant since = state.wave().orElseThrow().since();
      Inquiry inquiry =
          inquiry(
              context.known(),
              situation,
              question,
              sampling ? Sampling.WINDOWS : Sampling.NONE,
              since);
      Samples before = seen(fresh);
      Samples.Memory memory = windows(state.asked()).memory(before, now);
      Samples samples = before.keep(memory);
      Map<String, ProbeCall> next = calls(inquiry.next(samples, now));
      next.keySet().removeAll(readings.keySet());
      DiagnosisKept kept = new DiagnosisKept(memory);
      if (!next.isEmpty() && !sampling && state.waves() + 1 < WAVES_MAX) {
        return Decision.of(
            List.of(new DiagnosisRead(fresh, took, new Wave(next, now, since)), kept));
      }
      Map<String, Duration> times = new TreeMap<>(state.took());
      times.putAll(took);
      Evaluation evaluation = inquiry.evaluate(samples, now);
      Findings findings =
          new Finding(context.known().catalog(), question, evaluation, times)
              .findings(Duration.between(state.asked(), now), samples.byKey().size(), now);
      return Decision.of(
          List.of(
              new DiagnosisRead(fresh, took, new Wave(Map.of(), now, since)),
              kept,
              new Diagnosed(findings, goesOn(samples, now))));
    }

    /**
     * Hands the readings over as they came, a second at a time, so that windows see what held when.
     */
    private Samples seen(List<Sample> fresh) {
      Samples samples = state.samples();
      List<Sample> wave = new ArrayList<>();
      for (Sample sample : fresh.stream().sorted(Comparator.comparing(Sample::at)).toList()) {
        if (!wave.isEmpty() && sample.at().isAfter(wave.getFirst().at().plus(WAVE))) {
          samples = windows(state.asked()).keep(samples.and(wave), wave.getFirst().at());
          wave.clear();
        }
        wave.add(sample);
      }
      return samples.and(wave);
    }

    private Inquiry windows(Instant since) {
      return inquiry(context.known(), situation, question, Sampling.WINDOWS, since);
    }

    private Optional<Wave> goesOn(Samples samples, Instant now) {
      Duration longest =
          Duration.ofMillis(Math.round(SAMPLED_FOR.toMillis() * environment.timeScale()));
      if (now.isAfter(state.asked().plus(longest))) {
        return Optional.empty();
      }
      Inquiry windows = windows(now);
      Optional<Instant> wake = windows.wakeAt(samples, now);
      return wake.flatMap(at -> {
        Map<String, ProbeCall> calls = calls(windows.next(samples, at));
        return calls.isEmpty() ? Optional.empty() : Optional.of(new Wave(calls, at, at));
      });
    }
  }

  private static Situation situation(
      Environment environment, Optional<String> incident, Context<Known> context) {
    return incident
        .map(id -> context.look(IncidentDecider.FAMILY, IncidentDecider.stream(id)))
        .map(i -> Situation.during(environment, i))
        .orElseGet(() -> Situation.of(environment));
  }

  private static Inquiry inquiry(
      Known known, Situation situation, Question question, Sampling sampling, Instant since) {
    return new Inquiry(
        known.catalog(), situation, new LinkedHashSet<>(question.runbooks()), sampling, since);
  }

  private static Map<String, ProbeCall> calls(List<CheckCall> calls) {
    Map<String, ProbeCall> byKey = new LinkedHashMap<>();
    calls.forEach(c -> byKey.put(c.key(), c.call()));
    return byKey;
  }

  private static Decision<DiagnosisEvent> refuse(
      Question question, ErrorCode code, String what, String advice) {
    return Decision.of(new DiagnosisRefused(question.by(), new Problem(code, what, advice)));
  }

  @Override
  public Diagnosis evolve(Diagnosis s, DiagnosisEvent event, Instant at) {
    return switch (event) {
      case DiagnosisAsked(var question, var incident, var first) ->
          new Diagnosis(
              s.id(),
              Optional.of(question),
              incident,
              at,
              Samples.NONE,
              0,
              Map.of(),
              Optional.empty(),
              Optional.of(first),
              Optional.empty());
      case DiagnosisRead(var samples, var took, var next) -> {
        Map<String, Duration> times = new TreeMap<>(s.took());
        times.putAll(took);
        yield new Diagnosis(
            s.id(),
            s.question(),
            s.incident(),
            s.asked(),
            s.samples().and(samples),
            s.waves() + 1,
            times,
            s.findings(),
            Optional.of(next),
            s.refused());
      }
      case DiagnosisKept(var memory) ->
          new Diagnosis(
              s.id(),
              s.question(),
              s.incident(),
              s.asked(),
              s.samples().keep(memory),
              s.waves(),
              s.took(),
              s.findings(),
              s.wave(),
              s.refused());
      case Diagnosed(var findings, var goesOn) ->
          new Diagnosis(
              s.id(),
              s.question(),
              s.incident(),
              s.asked(),
              s.samples(),
              s.waves(),
              s.took(),
              Optional.of(findings),
              goesOn,
              s.refused());
      case DiagnosisRefused(_, var why) ->
          new Diagnosis(
              s.id(),
              s.question(),
              s.incident(),
              s.asked(),
              s.samples(),
              s.waves(),
              s.took(),
              s.findings(),
              Optional.empty(),
              Optional.of(why));
    };
  }

  @Override
  public Set<Work> work(Diagnosis state) {
    return state
        .wave()
        .map(w -> Set.<Work>of(new Work.Observe("read", w.calls(), w.notBefore())))
        .orElse(Set.of());
  }

  @Override
  public boolean isClosed(Diagnosis state) {
    return state.wave().isEmpty();
  }

  /** It changes nothing. */
  @Override
  public Meanwhile meanwhile(Diagnosis state, Decision<DiagnosisEvent> decision) {
    return Meanwhile.READS;
  }
}
