package dev.twokey.app;

import dev.twokey.chat.Card;
import dev.twokey.chat.Conversation;
import dev.twokey.chatops.AnswerCards;
import dev.twokey.chatops.Board;
import dev.twokey.chatops.ChecklistCards;
import dev.twokey.chatops.DiagnosisCards;
import dev.twokey.chatops.Facts;
import dev.twokey.chatops.HaltCards;
import dev.twokey.chatops.IncidentCards;
import dev.twokey.chatops.JournalCards;
import dev.twokey.chatops.Keysmith;
import dev.twokey.chatops.OperationCards;
import dev.twokey.chatops.Outbox;
import dev.twokey.chatops.Placed;
import dev.twokey.chatops.RequestStream;
import dev.twokey.chatops.Setup;
import dev.twokey.chatops.SummonsCards;
import dev.twokey.chatops.WitnessCards;
import dev.twokey.checklist.Checklist;
import dev.twokey.credential.Credentials;
import dev.twokey.credential.KeyRing;
import dev.twokey.diagnosis.Diagnosis;
import dev.twokey.engine.Loop;
import dev.twokey.engine.Upkeep;
import dev.twokey.incident.Halt;
import dev.twokey.incident.HaltEvent;
import dev.twokey.incident.Incident;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.problem.Problem;
import dev.twokey.runbook.TaskList;
import dev.twokey.trust.Grant;
import dev.twokey.trust.Trust;
import dev.twokey.witness.CheckpointEvent.Signed;
import dev.twokey.witness.Checkpoints;
import dev.twokey.witness.Closing;
import dev.twokey.witness.Rollback;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of every change on the loop's thread, keeps the board, and hands cards to the outbox. */
final class Showing implements Loop.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Showing.class);

  private final Supplier<Setup> setup;
  private final Board board;
  private final Outbox outbox;
  private final InstantSource clock;
  private final KeyRing ring;
  private final Keysmith keysmith;
  private final KeyNews keyNews;
  private final TrustNews trustNews;
  private final JournalNews journalNews;

  /** What waits for signatures, with the position of its newest event: its card names passkeys. */
  private final Map<StreamId, Long> signable = new HashMap<>();

  Showing(
      Supplier<Setup> setup,
      Board board,
      Outbox outbox,
      InstantSource clock,
      KeyRing ring,
      Keysmith keysmith) {
    this.setup = setup;
    this.board = board;
    this.outbox = outbox;
    this.clock = clock;
    this.ring = ring;
    this.keysmith = keysmith;
    this.keyNews = new KeyNews(outbox);
    this.trustNews = new TrustNews(outbox);
    this.journalNews = new JournalNews(board, outbox);
  }

  @Override
  public void changed(StreamId stream, Object state, List<Recorded> events) {
    if (state instanceof Credentials credentials) {
      credentials(credentials, events);
    } else {
      board.put(stream, state, () -> shown(stream, state, events, card -> card));
    }
  }

  @Override
  public void unrecorded(StreamId stream, Object state, List<Recorded> events) {
    board.put(stream, state, () -> shown(stream, state, events, JournalCards::unrecorded));
  }

  private void shown(StreamId stream, Object state, List<Recorded> events, UnaryOperator<Card> as) {
    try {
      show(stream, state, position(events), events, as);
    } catch (RuntimeException e) {
      LOG.error("the card of {} could not be made (this is a bug)", stream, e);
    }
  }

  /** The ring must know before the asker is answered, whatever becomes of the news. */
  private void credentials(Credentials after, List<Recorded> events) {
    Credentials before = ring.of(after.person());
    ring.put(after);
    try {
      Setup now = setup.get();
      keyNews.tell(before, after, events, now, facts(now, position(events)), clock.instant());
      if (!before.passkeys().keySet().equals(after.passkeys().keySet())) {
        Map.copyOf(signable)
            .forEach((stream, position) ->
                board
                    .state(stream)
                    .ifPresent(state -> show(stream, state, position, List.of(), card -> card)));
      }
    } catch (RuntimeException e) {
      LOG.error("the news of {} could not be told (this is a bug)", after.person(), e);
    }
  }

  private static long position(List<Recorded> events) {
    return events.isEmpty() ? 0 : events.getLast().position();
  }

  private Facts facts(Setup now, long position) {
    return new Facts(
        now.inventory(),
        now.roster(),
        now.policy().breakGlass().isPresent(),
        position,
        new Facts.Doors(keysmith.signIn(), ring.withPasskeys()));
  }

  private void show(
      StreamId stream, Object state, long position, List<Recorded> events, UnaryOperator<Card> as) {
    Setup now = setup.get();
    Instant at = clock.instant();
    Facts facts = facts(now, position);
    if (state instanceof Operation o && o.phase() instanceof Phase.Approving) {
      signable.put(stream, position);
    } else {
      signable.remove(stream);
    }
    switch (state) {
      case Operation o when o.asked().isPresent() -> {
        put(stream, o.request().where(), as, OperationCards.card(o, facts, at));
        SummonsCards.cards(o, facts, at).forEach((marker, placed) -> call(o, marker, placed));
      }
      case Diagnosis d when d.question().isPresent() ->
          put(
              stream,
              d.question().get().where(),
              as,
              DiagnosisCards.card(d, outage(d, now), facts, at));
      case Checklist c when c.opened().isPresent() ->
          put(stream, c.opened().get().opening().where(), as, ChecklistCards.card(c, facts, at));
      case Incident.Open open -> put(stream, open.where(), as, IncidentCards.card(open, facts, at));
      case Incident.Closed closed ->
          put(stream, closed.was().where(), as, IncidentCards.card(closed, facts, at));
      case Optional<?> over when over.isPresent() && over.get() instanceof Closing.Told told ->
          put(stream, told.closing().where(), as, WitnessCards.closing(told, facts));
      case Optional<?> answer
          when answer.isPresent() && answer.get() instanceof RequestStream.Taken taken ->
          put(stream, taken.event().where(), as, AnswerCards.card(taken, facts));
      case Halt halt ->
          HaltCards.cards(halt, scopes(events), facts, at)
              .forEach((marker, placed) -> put(marker, placed.where(), as, placed.card()));
      case Trust trust -> trustNews.tell(trust, events, now, facts, at);
      case Rollback rollback when rollback.times() > 0 ->
          new ProductionChannels(outbox, now.inventory())
              .show(
                  stream.family(),
                  "found-" + rollback.times(),
                  where -> WitnessCards.rollback(where, rollback, facts));
      case Checkpoints checkpoints -> witnessNews(stream, checkpoints, events, now, facts);
      case Grant.None _ -> {} // refused at once
      case Grant grant -> trustNews.tell(stream, grant, board.trust(), facts, at);
      case Upkeep _ -> journalNews.tell(events, facts, at);
      default -> {} // locks and channels have no card of their own
    }
  }

  /** Nobody is called to what waits no more; a message that stands there says so. */
  private void call(Operation operation, StreamId marker, Placed placed) {
    if (operation.phase() instanceof Phase.Approving) {
      outbox.show(marker, placed.where(), placed.card());
    } else {
      outbox.replace(marker, placed.where(), placed.card());
    }
  }

  /** A sink that fails is told where production is; a head that was noted says nothing. */
  private void witnessNews(
      StreamId stream, Checkpoints state, List<Recorded> events, Setup now, Facts facts) {
    if (!events.isEmpty() && events.stream().allMatch(e -> e.event() instanceof Signed)) {
      return;
    }
    ProductionChannels channels = new ProductionChannels(outbox, now.inventory());
    String marker = "failing-" + stream.id() + "-" + state.fails();
    state
        .failing()
        .ifPresentOrElse(
            e ->
                channels.show(
                    stream.family(), marker, where -> WitnessCards.failing(where, e, facts)),
            () -> {
              if (state.fails() > 0) {
                channels.show(stream.family(), marker, where -> WitnessCards.works(where, facts));
              }
            });
  }

  private void put(StreamId marker, Conversation where, UnaryOperator<Card> as, Card card) {
    outbox.show(marker, where, as.apply(card));
  }

  /** The cards of the other scopes stay as they are; at the start all are shown. */
  private static Predicate<String> scopes(List<Recorded> events) {
    Set<String> changed =
        events.stream()
            .flatMap(e -> e.event() instanceof HaltEvent halt ? halt.of().stream() : Stream.empty())
            .collect(Collectors.toSet());
    return scope -> events.isEmpty() || changed.contains(scope);
  }

  /**
   * The outage counts from the incident's fault; which length needs a postmortem stands in the
   * runbook.
   */
  private Optional<DiagnosisCards.Outage> outage(Diagnosis diagnosis, Setup now) {
    Optional<Duration> after =
        diagnosis.question().stream()
            .flatMap(q -> q.runbooks().stream())
            .flatMap(r -> now.runbooks().runbook(r).stream())
            .flatMap(r -> r.postmortemAfter().stream())
            .findFirst();
    return diagnosis
        .incident()
        .flatMap(board::incident)
        .flatMap(i ->
            i instanceof Incident.Open open ? Optional.of(open.faultStarted()) : Optional.empty())
        .map(started -> new DiagnosisCards.Outage(started, after, afterwards(diagnosis, now)));
  }

  private static List<TaskList> afterwards(Diagnosis diagnosis, Setup now) {
    return diagnosis.question().stream()
        .flatMap(q -> q.runbooks().stream())
        .flatMap(r -> now.runbooks().runbook(r).stream())
        .flatMap(r -> r.afterwards().stream())
        .toList();
  }

  @Override
  public void unwritable(Optional<Problem> why) {
    why.ifPresentOrElse(
        problem -> journalNews.unwritable(problem, setup.get().inventory(), clock.instant()),
        journalNews::over);
  }
}
