package dev.twokey.app;

import dev.twokey.chatops.Board;
import dev.twokey.engine.Answer;
import dev.twokey.engine.Input;
import dev.twokey.engine.Loop;
import dev.twokey.journal.JournalStore;
import dev.twokey.journal.JournalStore.Head;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationDecider;
import dev.twokey.operation.OperationInput;
import dev.twokey.problem.Problem;
import dev.twokey.trust.Grant;
import dev.twokey.trust.GrantInput;
import dev.twokey.trust.Trust;
import dev.twokey.trust.TrustInput;
import dev.twokey.witness.CheckpointInput;
import dev.twokey.witness.Checkpoints;
import dev.twokey.witness.Rollback;
import dev.twokey.witness.RollbackInput;
import dev.twokey.witness.Sink;
import dev.twokey.witness.Sink.Newest;
import dev.twokey.witness.Witness;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At each start: whether the journal is the one whose heads were noted elsewhere. If it is not,
 * that is put on record before anything else is decided, and what waits for people is voided.
 */
final class Rollbacks {
  private static final Logger LOG = LoggerFactory.getLogger(Rollbacks.class);
  private static final String SELF = "twokey";

  private final JournalStore journal;
  private final Sink sink;
  private final InstantSource clock;

  Rollbacks(JournalStore journal, Sink sink, InstantSource clock) {
    this.journal = journal;
    this.sink = sink;
    this.clock = clock;
  }

  /** Asks the sink, and puts what is wrong into the loop's mailbox, before its first turn. */
  CompletionStage<Answer> look(Loop loop) {
    return switch (sink.newest()) {
      case Newest.Found(var witness) when !isHere(witness) ->
          ask(
              loop,
              Rollback.STREAM,
              new RollbackInput.Find(sink.name(), witness.head(), journal.head()));
      case Newest.Found _, Newest.Nothing _ -> nothing();
      case Newest.Unreadable(var why) -> {
        LOG.warn("whether the journal was put back can't be told at this start: {}", why.what());
        yield ask(
            loop,
            Checkpoints.stream(clock.instant()),
            new CheckpointInput.Failed(sink.name(), why));
      }
      case Newest.NotKept _ -> {
        LOG.info("{} gives no heads back: a journal that was put back is not told", sink.name());
        yield nothing();
      }
    };
  }

  private static CompletionStage<Answer> nothing() {
    return CompletableFuture.completedStage(Answer.none());
  }

  private boolean isHere(Witness witness) {
    Head noted = witness.head();
    boolean same = witness.journal().isEmpty() || journal.hashAt(1).equals(witness.journal());
    return same
        && journal.hashAt(noted.position()).filter(h -> h.startsWith(noted.hash())).isPresent();
  }

  /** Returns why nothing may be changed; empty if it may. */
  static Optional<Problem> open(Board board) {
    return board
        .state(Rollback.STREAM)
        .filter(Rollback.class::isInstance)
        .flatMap(state -> ((Rollback) state).problem());
  }

  /** Voids what waits for people, where the journal is not the one that was noted. */
  static void voidWhatWaits(Board board, Loop loop) {
    Optional<Problem> why = open(board);
    if (why.isEmpty()) {
      return;
    }
    LOG.error("{}", why.get().line());
    for (Operation operation : board.openOperations()) {
      if (!operation.isRunning()) {
        told(loop, OperationDecider.stream(operation.id()), new OperationInput.Voided(why.get()));
      }
    }
    board
        .waitingGrants()
        .forEach(grant -> told(loop, Grant.stream(grant.id()), new GrantInput.Voided()));
    told(loop, Trust.STREAM, new TrustInput.Voided());
  }

  /** Nobody waits for these: the guards refuse all the same. */
  private static void told(Loop loop, StreamId stream, Input input) {
    CompletableFuture<Answer> asked = ask(loop, stream, input).toCompletableFuture();
    asked.exceptionally(e -> Answer.none());
  }

  private static CompletionStage<Answer> ask(Loop loop, StreamId stream, Input input) {
    return loop.ask(stream, input, SELF, Optional.empty())
        .whenComplete((answer, _) ->
            answer.refusal().ifPresent(why -> LOG.info("{}: {}", stream, why.line())));
  }
}
