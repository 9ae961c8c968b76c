package dev.twokey.timeline;

import dev.twokey.approval.Review;
import dev.twokey.diagnosis.Sample;
import dev.twokey.engine.Decider;
import dev.twokey.gameday.Grading;
import dev.twokey.guard.Judgement;
import dev.twokey.operation.Authority;
import dev.twokey.operation.Ending;
import dev.twokey.operation.Known;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationDecider;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.Phase;
import dev.twokey.plan.Draft;
import dev.twokey.plan.PlanHash;
import dev.twokey.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What was told of one operation so far; it keeps no readings beyond the next judgement. */
final class OperationStory {
  /** Only its folding is used, which asks for nothing that is known. */
  private static final Decider<Operation, ?, OperationEvent, Known> RULES =
      OperationDecider.family(
              () -> {
                throw new IllegalStateException("a timeline decides nothing (this is a bug)");
              })
          .decider();

  private final String id;
  private final long position;
  private final Instant requested;
  private final OperationEvent.Requested request;
  private final Map<String, String> titles = new HashMap<>();
  private final Set<String> causes = new HashSet<>();
  private final List<Review> reviews = new ArrayList<>();
  private List<Sample> readings = new ArrayList<>();
  private List<Judgement> judgements = List.of();
  private Optional<PlanHash> plan = Optional.empty();
  private Optional<Signing.Asked> asked = Optional.empty();
  private Optional<Authority> authority = Optional.empty();
  private Optional<Instant> authorised = Optional.empty();
  private Optional<Ending> ending = Optional.empty();
  private boolean changed;
  private Optional<Operation> drill = Optional.empty();

  OperationStory(String id, long position, Instant requested, OperationEvent.Requested request) {
    this.id = id;
    this.position = position;
    this.requested = requested;
    this.request = request;
    Draft draft = draft();
    if (isDrill()) {
      drill = Optional.of(RULES.initial(OperationDecider.stream(id)));
    }
    Stream.concat(draft.steps().stream(), draft.lastly().stream())
        .forEach((Step step) -> titles.put(step.id(), step.title()));
  }

  private Draft draft() {
    return request.request().draft();
  }

  String environment() {
    return draft().environment();
  }

  String title() {
    return draft().title();
  }

  boolean isDrill() {
    return draft().drill().isPresent();
  }

  boolean isDemo() {
    return request.request().demo();
  }

  boolean changed() {
    return changed;
  }

  Optional<PlanHash> plan() {
    return plan;
  }

  Optional<Signing.Asked> asked() {
    return asked;
  }

  List<Judgement> judgements() {
    return judgements;
  }

  Optional<Instant> authorised() {
    return authorised;
  }

  String step(String step) {
    return "'" + titles.getOrDefault(step, step) + "'";
  }

  String step(Phase.Cursor cursor) {
    List<Step> steps = cursor.lastly() ? draft().lastly() : draft().steps();
    return cursor.index() < steps.size()
        ? "'" + steps.get(cursor.index()).title() + "'"
        : "'step " + cursor.index() + "'";
  }

  void planned(PlanHash hash) {
    plan = Optional.of(hash);
  }

  /** Returns the causes that were not named before. */
  List<String> read(OperationEvent.EvidenceRead event) {
    readings.addAll(event.samples());
    return event.causes().stream().filter(causes::add).toList();
  }

  /** Returns the readings that the judgement was made from. */
  List<Sample> judged(List<Judgement> all) {
    judgements = all;
    List<Sample> from = readings;
    readings = new ArrayList<>();
    return from;
  }

  /** Forgets readings that no judgement will be made from. */
  void looked() {
    readings = new ArrayList<>();
  }

  void began() {
    changed = true;
  }

  void askedFor(Signing.Asked signatures) {
    asked = Optional.of(signatures);
  }

  void reviewed(Review review) {
    reviews.add(review);
  }

  void authorised(Authority why, Instant at) {
    authority = Optional.of(why);
    authorised = Optional.of(at);
  }

  void ended(Ending how) {
    ending = Optional.of(how);
    looked();
  }

  /** Keeps the state of a drill, which is graded by it. */
  void fold(OperationEvent event, Instant at) {
    drill = drill.map(state -> RULES.evolve(state, event, at));
  }

  /** Returns how a drill went; empty for one that never got its authority. */
  Optional<DrillRun> drillRun() {
    return drill
        .filter(_ -> authority.isPresent())
        .map(state ->
            new DrillRun(
                id,
                position,
                title(),
                environment(),
                draft().drill().orElseThrow(),
                Grading.of(state)));
  }

  Signing signing() {
    return new Signing(
        id,
        position,
        title(),
        environment(),
        isDrill(),
        request.request().by(),
        requested,
        plan,
        asked,
        reviews,
        authority,
        authorised,
        ending);
  }
}
