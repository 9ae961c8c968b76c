package dev.twokey.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.approval.Review;
import dev.twokey.engine.Answer;
import dev.twokey.guard.Judgement;
import dev.twokey.guard.Verdict;
import dev.twokey.journal.Event;
import dev.twokey.journal.StreamId;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One operation of a script: what people do with it, and what must be true of it then. */
final class ScriptedOperation {
  private final Script script;
  private final String id;
  private final List<String> phases = new ArrayList<>();
  private Operation state;

  ScriptedOperation(Script script, String id) {
    this.script = script;
    this.id = id;
    this.state = Operation.none(id);
  }

  void moved(Operation now) {
    String phase = now.phase().getClass().getSimpleName();
    if (phases.isEmpty() || !phases.getLast().equals(phase)) {
      phases.add(phase);
    }
    state = now;
  }

  Operation state() {
    return state;
  }

  String id() {
    return id;
  }

  StreamId stream() {
    return OperationDecider.stream(id);
  }

  String hash() {
    return state.hash().hex();
  }

  // ---- what people do

  Review review(PersonId by, boolean approves, String reason) {
    return review(by, new Account("console", by.id()), approves, hash(), reason);
  }

  Review review(PersonId by, Account through, boolean approves, String hash, String reason) {
    return new Review(by, through, approves, hash, reason, script.time().now());
  }

  OperationInput approval(PersonId by) {
    return new OperationInput.Sign(review(by, true, ""));
  }

  OperationInput approval(PersonId by, Proven.ByPasskey shown) {
    Account console = new Account("console", by.id());
    return new OperationInput.Sign(
        new Review(by, console, true, hash(), "", script.time().now(), Optional.of(shown)));
  }

  OperationInput denial(PersonId by, String reason) {
    return new OperationInput.Sign(review(by, false, reason));
  }

  OperationInput confirmation(PersonId by, String typed) {
    return new OperationInput.Confirm(by, hash(), typed);
  }

  OperationInput abort(PersonId by) {
    return new OperationInput.Abort(by, "no more");
  }

  OperationInput glass(PersonId by) {
    return new OperationInput.BreakGlass(by, state.hash().code(), "nobody is awake");
  }

  OperationInput glass(PersonId by, Proven.ByPasskey shown) {
    return new OperationInput.BreakGlass(
        by, state.hash().code(), "nobody is awake", Optional.of(shown));
  }

  /** Does it, and is not refused. */
  ScriptedOperation takes(OperationInput input) {
    Answer answer = script.tell(stream(), input);
    assertThat(answer.recorded()).isTrue();
    assertThat(answer.refusal()).as("%s in %s", input, phases).isEmpty();
    return this;
  }

  /** Does it, is refused with a reason and with what to do, and nothing else comes of it (I6). */
  ScriptedOperation refuses(ErrorCode code, OperationInput input) {
    Phase before = state.phase();
    assertRefusal(script.tell(stream(), input), code);
    assertThat(state.phase()).isEqualTo(before);
    return this;
  }

  static void assertRefusal(Answer answer, ErrorCode code) {
    assertThat(answer.recorded()).isTrue();
    assertThat(answer.refusal()).map(Problem::code).contains(code);
    assertThat(answer.refusal().orElseThrow().what()).isNotBlank();
    assertThat(answer.refusal().orElseThrow().advice()).isNotBlank();
  }

  // ---- what must be true

  /** It went through exactly these phases since this was asked last. */
  ScriptedOperation went(String... expected) {
    assertThat(phases).as(id).containsExactly(expected);
    String last = phases.getLast();
    phases.clear();
    phases.add(last);
    return this;
  }

  ScriptedOperation is(Class<? extends Phase> phase) {
    assertThat(state.phase()).isInstanceOf(phase);
    return this;
  }

  ScriptedOperation ended(Ending ending) {
    assertThat(state.phase()).isInstanceOf(Phase.Ended.class);
    Phase.Ended ended = (Phase.Ended) state.phase();
    assertThat(ended.ending()).as("%s", ended.why()).isEqualTo(ending);
    return this;
  }

  /** It ended so, for this reason, and said what to do. */
  ScriptedOperation ended(Ending ending, ErrorCode code) {
    ended(ending);
    Problem why = ((Phase.Ended) state.phase()).why().orElseThrow();
    assertThat(why.code()).as("%s", why).isEqualTo(code);
    assertThat(why.what()).isNotBlank();
    return this;
  }

  Problem why() {
    return ((Phase.Ended) state.phase()).why().orElseThrow();
  }

  Verdict verdict(String guard) {
    return judgement(guard).verdict();
  }

  Judgement judgement(String guard) {
    return state.judgements().stream()
        .filter(j -> j.guard().equals(guard))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the stored events of one kind. */
  <E extends Event> List<E> events(Class<E> kind) {
    return script.stored(stream()).stream()
        .map(r -> r.event())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
