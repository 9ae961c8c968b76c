package dev.twokey.operation;

import dev.twokey.action.Outcome;
import dev.twokey.approval.DenialEvent.Denied;
import dev.twokey.approval.Review;
import dev.twokey.approval.Rule;
import dev.twokey.checklist.TaskRef;
import dev.twokey.diagnosis.Sample;
import dev.twokey.diagnosis.Samples;
import dev.twokey.diagnosis.Wave;
import dev.twokey.guard.Judgement;
import dev.twokey.journal.AddedLater;
import dev.twokey.journal.Event;
import dev.twokey.journal.ReplicaId;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens to an operation. The approval is part of its stream, so that one append decides. */
public sealed interface OperationEvent extends Event {
  /** What happens around its signatures: who is called, who is told, whose word covers it. */
  sealed interface Around extends OperationEvent {}

  /** It was asked for. {@code incident} is the one it belongs to. */
  record Requested(Request request, Optional<String> incident) implements OperationEvent {}

  /** When it is done and verified, this task of a checklist is. */
  record DoneFor(TaskRef task) implements OperationEvent {}

  /**
   * The plan: its text is what the hash is over. The first readings are wanted.
   *
   * @param earlier who denied the same lately
   */
  record Planned(String plan, String hash, Wave evidence, @AddedLater List<Denied> earlier)
      implements OperationEvent {
    public Planned {
      earlier = List.copyOf(earlier);
    }

    /** Makes the plan of something that nobody denied lately. */
    public Planned(String plan, String hash, Wave evidence) {
      this(plan, hash, evidence, List.of());
    }
  }

  /**
   * Readings came; {@code next} are wanted after them. {@code causes} are those that hold now, in a
   * drill.
   */
  record EvidenceRead(List<Sample> samples, String line, List<String> causes, Wave next)
      implements OperationEvent {}

  /** What was seen so far of causes that must hold for a while. */
  record CausesSeen(Map<String, Samples.Seen> causes) implements OperationEvent {
    public CausesSeen {
      causes = Map.copyOf(causes);
    }
  }

  /** The guards judged. */
  record Judged(List<Judgement> judgements, boolean atExecution) implements OperationEvent {}

  /** The person must say so again. */
  record ConfirmationAsked(String phrase, Instant until) implements OperationEvent {}

  /**
   * Others must sign.
   *
   * @param asked who may
   * @param stages when which of them are called
   */
  record ApprovalAsked(
      Rule rule, List<PersonId> asked, Instant until, @AddedLater List<Summons.Stage> stages)
      implements OperationEvent {
    public ApprovalAsked {
      stages = List.copyOf(stages);
    }

    /** Makes one that calls nobody. */
    public ApprovalAsked(Rule rule, List<PersonId> asked, Instant until) {
      this(rule, asked, until, List.of());
    }
  }

  /** Some of those who may sign were called, by a message with their names. */
  record SignersCalled(Summons.Kind kind, List<PersonId> people) implements Around {
    public SignersCalled {
      people = List.copyOf(people);
    }
  }

  /** That replica calls the pager, over a connection of the inventory. */
  record PagerCalled(String connection, int attempt, ReplicaId owner) implements Around {}

  /**
   * The pager took the call, or did not.
   *
   * @param why it did not
   * @param again when it is called again
   */
  record PagerAnswered(int attempt, Optional<Problem> why, Optional<Instant> again)
      implements Around {}

  /** Somebody signed or denied. */
  record Reviewed(Review review) implements OperationEvent {}

  /** Somebody broke the glass; it starts at that time unless somebody aborts. */
  record GlassBroken(
      PersonId by, String reason, Instant startsAt, Optional<Proven.ByPasskey> passkey)
      implements OperationEvent {
    /** Makes one for which the chat alone vouches. */
    public GlassBroken(PersonId by, String reason, Instant startsAt) {
      this(by, reason, startsAt, Optional.empty());
    }
  }

  /** It may run. Evidence is read once more. */
  record Authorised(Authority authority, Instant startBy, Wave evidence)
      implements OperationEvent {}

  /** A change begins, run by that replica alone. */
  record StepBegan(Phase.Cursor cursor, String step, ReplicaId owner) implements OperationEvent {}

  /** A change ended. */
  record StepEnded(Phase.Cursor cursor, String step, Outcome outcome) implements OperationEvent {}

  /** The replica that ran a change is gone. */
  record StepLost(Phase.Cursor cursor, String step) implements OperationEvent {}

  /** A condition is waited for. */
  record LookBegan(Phase.Cursor cursor, String step, Wave evidence, Instant until, boolean unknown)
      implements OperationEvent {}

  /** The wait for a condition is over. */
  record LookEnded(Phase.Cursor cursor, String step, boolean held, String line)
      implements OperationEvent {}

  /** An undo did not work; it is tried again at that time. */
  record UndoRests(Phase.Cursor cursor, Instant until, Problem why) implements OperationEvent {}

  /**
   * The steps are over; the undo begins. {@code ending} is what the operation ends with after it.
   */
  record UndoBegan(Ending ending, Optional<Problem> why) implements OperationEvent {}

  /** Nobody knows what became of a step. {@code verified} says what was seen. */
  record Doubted(Phase.Cursor cursor, String step, String verified) implements OperationEvent {}

  /** A person said what became of it. */
  record Settled(PersonId by, boolean done) implements OperationEvent {}

  /** Somebody wants it stopped. */
  record AbortAsked(PersonId by, String reason) implements OperationEvent {}

  /** News of a change came too late to matter; kept as evidence. */
  record LateOutcome(String step, Outcome outcome) implements OperationEvent {}

  /** It is over. */
  record Ended(Ending ending, Optional<PersonId> by, Optional<Problem> why)
      implements OperationEvent {
    @Override
    public Optional<Problem> refusal() {
      return ending == Ending.REFUSED ? why : Optional.empty();
    }
  }

  /** An input of that person had no effect. */
  record InputRefused(PersonId by, String input, Problem why) implements OperationEvent {
    @Override
    public Optional<Problem> refusal() {
      return Optional.of(why);
    }
  }
}
