package dev.twokey.app;

import static java.util.Objects.requireNonNull;

import dev.twokey.audit.Occasion;
import dev.twokey.engine.Answer;
import dev.twokey.engine.Loop;
import dev.twokey.engine.Runner;
import dev.twokey.journal.JournalException;
import dev.twokey.journal.JournalStore;
import dev.twokey.journal.JournalStore.Head;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import dev.twokey.problem.Problem;
import dev.twokey.witness.Checkpoint;
import dev.twokey.witness.CheckpointEvent;
import dev.twokey.witness.CheckpointInput;
import dev.twokey.witness.Checkpoints;
import dev.twokey.witness.Closing;
import dev.twokey.witness.SignedCheckpoint;
import dev.twokey.witness.Signer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the head of the journal signed after each {@link Occasion}, at most once a second, and at a
 * clean stop. A head is taken and signed beside the loop; the loop stores the result like any other
 * input, so a later head is never waited for. Safe for threads.
 */
final class Sealing {
  private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);
  private static final Duration APART = Duration.ofSeconds(1);
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(3);
  private static final String SELF = "twokey";

  private final JournalStore journal;
  private final Signer signer;
  private final Runner runner;
  private final InstantSource clock;
  private final Optional<Witnessing> witnessing;
  private final Deque<Closing> closings = new ArrayDeque<>();
  private @Nullable Loop loop;
  private @Nullable String id;
  private Instant next = Instant.EPOCH;
  private boolean due;
  private boolean busy;

  /** Where the newest checkpoint lies: at this head nothing new is to be signed. */
  private long covered;

  Sealing(
      JournalStore journal,
      Signer signer,
      Runner runner,
      InstantSource clock,
      Optional<Witnessing> witnessing) {
    this.witnessing = witnessing;
    this.journal = journal;
    this.signer = signer;
    this.runner = runner;
    this.clock = clock;
  }

  /** Begins, and has signed what an earlier start left unsigned. */
  void start(Loop running) {
    Head head = journal.head();
    boolean signed =
        journal.after(head.position() - 1, 1).stream()
            .anyMatch(r -> r.event() instanceof CheckpointEvent.Signed);
    synchronized (this) {
      loop = running;
      covered = signed ? head.position() : 0;
      due = !signed && head.position() > 0;
    }
    settle();
  }

  /** Returns a listener that hears of each change after another one did. */
  Loop.Listener after(Loop.Listener first) {
    return new Loop.Listener() {
      @Override
      public void changed(StreamId stream, Object state, List<Recorded> events) {
        first.changed(stream, state, events);
        if (events.stream().anyMatch(r -> Occasion.isOne(r.event()))) {
          synchronized (Sealing.this) {
            due = true;
            Closings.of(stream, state, events).ifPresent(closings::add);
          }
          settle();
        }
      }

      @Override
      public void unrecorded(StreamId stream, Object state, List<Recorded> events) {
        first.unrecorded(stream, state, events); // a head is signed when there is one
      }

      @Override
      public void unwritable(Optional<Problem> why) {
        first.unwritable(why);
      }
    };
  }

  private synchronized void settle() {
    if (due && !busy && loop != null) {
      busy = true;
      runner.at(next, this::seal);
    }
  }

  private void seal() {
    synchronized (this) {
      due = false;
      next = clock.instant().plus(APART);
    }
    ask()
        .whenComplete((answer, failure) -> {
          if (failure != null) {
            LOG.warn("the journal's head could not be signed", failure);
          } else if (!answer.recorded()) {
            LOG.warn("the checkpoint was not recorded: {}", answer.refusal());
          }
          synchronized (Sealing.this) {
            busy = false;
          }
          settle();
        });
  }

  private CompletionStage<Answer> ask() {
    List<Closing> over = heard();
    try {
      Head head = journal.head();
      if (head.position() == 0 || head.position() == covered()) {
        return CompletableFuture.completedStage(Answer.none());
      }
      SignedCheckpoint signed = signer.sign(new Checkpoint(id(), head, clock.instant()));
      return tell(new CheckpointInput.Sign(signed, over))
          .thenApply(answer -> stored(answer, signed, over));
    } catch (JournalException e) {
      again(over);
      return CompletableFuture.failedStage(e);
    }
  }

  private CompletionStage<Answer> tell(CheckpointInput input) {
    return requireNonNull(loop, "start comes first")
        .ask(Checkpoints.stream(clock.instant()), input, SELF, Optional.empty());
  }

  private void tellDelivery(CheckpointInput input) {
    CompletableFuture<Answer> told = tell(input).toCompletableFuture();
    told.exceptionally(e -> Answer.none());
  }

  /** What was heard of lies in the journal already, so a head that is taken later covers it. */
  private synchronized List<Closing> heard() {
    List<Closing> over = List.copyOf(closings);
    closings.clear();
    return over;
  }

  private synchronized void again(List<Closing> over) {
    over.reversed().forEach(closings::addFirst);
  }

  private synchronized long covered() {
    return covered;
  }

  private Answer stored(Answer answer, SignedCheckpoint signed, List<Closing> over) {
    if (!answer.recorded()) {
      again(over);
    } else if (!answer.events().isEmpty()) {
      synchronized (this) {
        covered = answer.events().getLast().position();
      }
      witnessing.ifPresent(w -> w.offer(signed, this::tellDelivery));
    }
    return answer;
  }

  private synchronized String id() {
    if (id == null) {
      id = journal.hashAt(1).orElseThrow();
    }
    return id;
  }

  /**
   * Has the head signed once more, and waits until that is stored and noted elsewhere, for a few
   * seconds at most.
   */
  void last() throws InterruptedException {
    try {
      ask()
          .toCompletableFuture()
          .thenCompose(
              _ -> witnessing.map(Witnessing::idle).orElse(CompletableFuture.completedFuture(true)))
          .get(PATIENCE_AT_STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the journal's last head was not signed, or not noted elsewhere", e);
    }
  }
}
