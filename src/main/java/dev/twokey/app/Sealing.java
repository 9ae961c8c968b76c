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
import dev.twokey.witness.Signer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
  private @Nullable Loop loop;
  private @Nullable String id;
  private Instant next = Instant.EPOCH;
  private boolean due;
  private boolean busy;

  /** Where the newest checkpoint lies: at this head nothing new is to be signed. */
  private long covered;

  Sealing(JournalStore journal, Signer signer, Runner runner, InstantSource clock) {
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
          }
          settle();
        }
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
    try {
      Head head = journal.head();
      if (head.position() == 0 || head.position() == covered()) {
        return CompletableFuture.completedStage(Answer.none());
      }
      Instant now = clock.instant();
      CheckpointInput sign = new CheckpointInput.Sign(signer.sign(new Checkpoint(id(), head, now)));
      return requireNonNull(loop, "start comes first")
          .ask(Checkpoints.stream(now), sign, SELF, Optional.empty())
          .thenApply(this::stored);
    } catch (JournalException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private synchronized long covered() {
    return covered;
  }

  private synchronized Answer stored(Answer answer) {
    if (answer.recorded() && !answer.events().isEmpty()) {
      covered = answer.events().getLast().position();
    }
    return answer;
  }

  private synchronized String id() {
    if (id == null) {
      id = journal.hashAt(1).orElseThrow();
    }
    return id;
  }

  /** Has the head signed once more and waits until that is stored, for a few seconds at most. */
  void last() throws InterruptedException {
    try {
      ask().toCompletableFuture().get(PATIENCE_AT_STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the journal's last head was not signed; the next start does it", e);
    }
  }
}
