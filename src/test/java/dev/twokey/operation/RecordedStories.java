package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static dev.twokey.operation.Script.CHI;
import static dev.twokey.operation.Script.EVE;

import dev.twokey.journal.Recorded;
import dev.twokey.trust.Root;
import java.time.Duration;
import java.util.List;

/**
 * What the real machine records of operations, for those who judge records. Ana asks; prod asks for
 * the signatures of two approvers, staging for a confirmation.
 */
public final class RecordedStories {
  private final Script script = new Script();

  /** Begins with nothing recorded. */
  public RecordedStories() {
    script.policy(p -> p.replace("quorum: 1, pending: 3m, start", "quorum: 2, pending: 3m, start"));
  }

  /** Returns roster and policy of all stories. */
  public Root root() {
    return Root.of(
        (dev.twokey.people.FileRoster) script.known().roster(),
        script.known().policy(),
        script.known().inventory());
  }

  /** Ben and Chi sign a restart in prod, which runs; Eve's try is refused. */
  public RecordedStories signed() {
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
    script.tell(op.stream(), op.approval(EVE));
    op.takes(op.approval(BEN)).takes(op.approval(CHI)).ended(Ending.SUCCEEDED);
    return this;
  }

  /** Ben signs, then Chi denies it. */
  public RecordedStories denied() {
    ScriptedOperation op = script.ask(ANA, "prod", "restart_mail").is(Phase.Approving.class);
    op.takes(op.approval(BEN)).takes(op.denial(CHI, "not now")).ended(Ending.DENIED);
    return this;
  }

  /** Ana confirms a restart in staging. */
  public RecordedStories confirmed() {
    ScriptedOperation op = script.ask(ANA, "staging", "restart_web").is(Phase.Confirming.class);
    op.takes(op.confirmation(ANA, "")).ended(Ending.SUCCEEDED);
    return this;
  }

  /** Nobody signs; Ana breaks the glass and waits. */
  public RecordedStories brokenGlass() {
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
    op.takes(op.glass(ANA));
    script.pass(Duration.ofSeconds(31));
    op.ended(Ending.SUCCEEDED);
    return this;
  }

  /** A drill in staging, for which no key is asked, with its undo. */
  public RecordedStories drill() {
    ScriptedOperation op = script.drill(ANA, "staging", "outage");
    script.pass(Duration.ofMinutes(5));
    op.is(Phase.Ended.class);
    return this;
  }

  /** Time goes by with nothing recorded. */
  public RecordedStories pass(Duration span) {
    script.pass(span);
    return this;
  }

  /** Returns all that was recorded, oldest first. */
  public List<Recorded> events() {
    return script.all();
  }
}
