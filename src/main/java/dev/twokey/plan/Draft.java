package dev.twokey.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.twokey.action.ActionCall;
import dev.twokey.action.Risk;
import dev.twokey.runbook.Revision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is wanted, before anything was looked at: made from a command, the inventory and a runbook.
 *
 * @param title for people, such as {@code restart worker-transcode}
 * @param environment where
 * @param risk the highest of action kind, runbook and command
 * @param steps in order; stops at the first that fails
 * @param lastly undo: done after success, failure, abort, halt, time-out and restart; convergent
 * @param needs what must hold before the first step, on fresh readings
 * @param abortWhen ends the steps at once if it holds or can't be told
 * @param blocks the runbook blocks it was made from, by {@code runbook.block}, with the SHA-256 of
 *     their text; a change of one refuses the plan as superseded
 * @param effects what each act does to its target, for {@code forbid}: words of {@code Effect}
 * @param notes side effects and other things to know before signing
 * @param reason what the person gave
 * @param drill set for a drill
 * @param sources where the files of the blocks come from
 */
public record Draft(
    String title,
    String environment,
    Risk risk,
    List<Step> steps,
    List<Step> lastly,
    List<Clause> needs,
    Optional<Clause> abortWhen,
    Map<String, String> blocks,
    List<String> effects,
    List<String> notes,
    String reason,
    Optional<DrillFacts> drill,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Revision> sources) {
  public Draft {
    requireNonNull(title, "title");
    requireNonNull(environment, "environment");
    requireNonNull(risk, "risk");
    steps = List.copyOf(steps);
    lastly = List.copyOf(lastly);
    needs = List.copyOf(needs);
    requireNonNull(abortWhen, "abortWhen");
    blocks = java.util.Collections.unmodifiableMap(new TreeMap<>(blocks));
    effects = List.copyOf(effects);
    notes = List.copyOf(notes);
    requireNonNull(reason, "reason");
    requireNonNull(drill, "drill");
    sources = List.copyOf(sources);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a draft has at least one step");
    }
  }

  /** Makes a draft of no file. */
  public Draft(
      String title,
      String environment,
      Risk risk,
      List<Step> steps,
      List<Step> lastly,
      List<Clause> needs,
      Optional<Clause> abortWhen,
      Map<String, String> blocks,
      List<String> effects,
      List<String> notes,
      String reason,
      Optional<DrillFacts> drill) {
    this(
        title,
        environment,
        risk,
        steps,
        lastly,
        needs,
        abortWhen,
        blocks,
        effects,
        notes,
        reason,
        drill,
        List.of());
  }

  /** Returns the same draft with where its blocks come from. */
  public Draft madeFrom(List<Revision> files) {
    return new Draft(
        title,
        environment,
        risk,
        steps,
        lastly,
        needs,
        abortWhen,
        blocks,
        effects,
        notes,
        reason,
        drill,
        files);
  }

  /** Returns the calls of all acts, steps first, in order. */
  public List<ActionCall> calls() {
    return acts().stream().map(Step.Act::call).toList();
  }

  /** Returns all acts, steps first, in order. */
  public List<Step.Act> acts() {
    return java.util.stream.Stream.concat(steps.stream(), lastly.stream())
        .filter(Step.Act.class::isInstance)
        .map(Step.Act.class::cast)
        .toList();
  }
}
