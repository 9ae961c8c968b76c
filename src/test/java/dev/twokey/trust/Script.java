package dev.twokey.trust;

import dev.twokey.approval.Review;
import dev.twokey.engine.Context;
import dev.twokey.engine.Decision;
import dev.twokey.engine.Family;
import dev.twokey.engine.Input;
import dev.twokey.engine.Work;
import dev.twokey.engine.WorkDone;
import dev.twokey.journal.Event;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.StreamId;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plays the root of trust and one grant, decision by decision, with a clock that is set. */
final class Script {
  static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

  private Instant now = START;
  private Trust trust = Trust.NOTHING;
  private Grant grant = new Grant.None("g1");
  private List<? extends Event> last = List.of();

  /** Starts with files that the host accepted. */
  static Script accepted(TrustFiles files) {
    Script script = new Script();
    script.host(files);
    return script;
  }

  Script after(Duration time) {
    now = now.plus(time);
    return this;
  }

  Script loads(TrustFiles files) {
    return trust(new TrustInput.Loaded(files.root(), false));
  }

  Script host(TrustFiles files) {
    Root candidate = files.root();
    return trust(new TrustInput.AcceptOnHost(candidate, trust.root().hashTo(candidate), "root"));
  }

  Script signs(String person) {
    return review(person, true, "");
  }

  Script denies(String person, String reason) {
    return review(person, false, reason);
  }

  private Script review(String person, boolean approves, String reason) {
    String hash = trust.proposal().map(Proposal::hash).orElse("none");
    return trust(new TrustInput.Sign(reviewOf(person, approves, hash, reason)));
  }

  Script trust(TrustInput input) {
    Decision<TrustEvent> decision = Trust.FAMILY.decider().decide(trust, input, new Now());
    return fold(decision);
  }

  /** Lets the root's alarms ring that are due. */
  Script alarms() {
    for (Work work : Trust.FAMILY.decider().work(trust)) {
      if (work instanceof Work.Wake(var key, var at) && !now.isBefore(at)) {
        return fold(Trust.FAMILY.decider().done(trust, new WorkDone.Woken(key), new Now()));
      }
    }
    throw new AssertionError("no alarm of the root is due at " + now);
  }

  private Script fold(Decision<TrustEvent> decision) {
    last = decision.events();
    decision.events().forEach(e -> trust = Trust.FAMILY.decider().evolve(trust, e, now));
    return this;
  }

  // ---- the grant

  Script asks(String by, String to, String role, Duration lasts) {
    return grant(
        new GrantInput.Ask(
            new PersonId(by),
            new PersonId(to),
            role,
            lasts,
            "holidays",
            new dev.twokey.chat.Conversation("console", "prod", Optional.empty())));
  }

  Script grants(String person) {
    return grant(new GrantInput.Sign(reviewOf(person, true, hash(), "")));
  }

  Script refuses(String person, String reason) {
    return grant(new GrantInput.Sign(reviewOf(person, false, hash(), reason)));
  }

  Script revokes(String person) {
    return grant(new GrantInput.Revoke(new PersonId(person), "back early"));
  }

  private String hash() {
    return grant instanceof Grant.Waiting waiting ? waiting.hash() : "none";
  }

  private Script grant(GrantInput input) {
    return foldGrant(Grant.FAMILY.decider().decide(grant, input, new Now()));
  }

  Script grantAlarms() {
    for (Work work : Grant.FAMILY.decider().work(grant)) {
      if (work instanceof Work.Wake(var key, var at) && !now.isBefore(at)) {
        return foldGrant(Grant.FAMILY.decider().done(grant, new WorkDone.Woken(key), new Now()));
      }
    }
    throw new AssertionError("no alarm of the grant is due at " + now);
  }

  private Script foldGrant(Decision<GrantEvent> decision) {
    last = decision.events();
    decision.events().forEach(e -> grant = Grant.FAMILY.decider().evolve(grant, e, now));
    return this;
  }

  // ---- what came of it

  Trust trust() {
    return trust;
  }

  Grant grant() {
    return grant;
  }

  Instant now() {
    return now;
  }

  /** Returns the simple names of the events of the last decision. */
  List<String> events() {
    return last.stream().map(e -> e.getClass().getSimpleName()).toList();
  }

  /** Returns why the last input had no effect. */
  Optional<ErrorCode> refused() {
    return last.stream().flatMap(e -> e.refusal().stream()).map(Problem::code).findFirst();
  }

  private Review reviewOf(String person, boolean approves, String hash, String reason) {
    return new Review(
        new PersonId(person), new Account("console", person), approves, hash, reason, now);
  }

  private final class Now implements Context<Object> {
    @Override
    public Instant now() {
      return now;
    }

    @Override
    public ReplicaId self() {
      return new ReplicaId("bot", 1);
    }

    @Override
    public Object known() {
      return "";
    }

    @Override
    @SuppressWarnings("unchecked") // only the root is looked at
    public <S> S look(Family<S, ? extends Input, ? extends Event, ?> family, StreamId stream) {
      if (!stream.equals(Trust.STREAM)) {
        throw new AssertionError("nobody looks at " + stream);
      }
      return (S) trust;
    }

    @Override
    public String freshId() {
      return "id";
    }
  }
}
