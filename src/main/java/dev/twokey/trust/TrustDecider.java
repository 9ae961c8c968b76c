package dev.twokey.trust;

import dev.twokey.approval.Approvals;
import dev.twokey.approval.Review;
import dev.twokey.engine.Context;
import dev.twokey.engine.Decider;
import dev.twokey.engine.Decision;
import dev.twokey.engine.Work;
import dev.twokey.engine.WorkDone;
import dev.twokey.journal.StreamId;
import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of trust: what narrows holds at once, what widens waits for two people or the host. */
final class TrustDecider implements Decider<Trust, TrustInput, TrustEvent, Object> {
  private static final Duration WAITS = Duration.ofHours(24);
  private static final Duration REMINDS_AFTER = Duration.ofHours(24);
  private static final String EXPIRE = "expire ";
  private static final String REMIND = "remind ";

  @Override
  public Trust initial(StreamId stream) {
    return Trust.NOTHING;
  }

  @Override
  public Decision<TrustEvent> decide(Trust state, TrustInput input, Context<Object> context) {
    return switch (input) {
      case TrustInput.Loaded loaded -> Decision.of(loaded(state, loaded, context.now()));
      case TrustInput.Broken(var problems) ->
          problems.equals(state.broken())
              ? Decision.nothing()
              : Decision.of(new TrustEvent.FilesBroken(problems));
      case TrustInput.Sign(var review) -> sign(state, review, context.now());
      case TrustInput.AskAgain again -> again(state, again, context.now());
      case TrustInput.AcceptOnHost accept -> onHost(state, accept);
      case TrustInput.Voided _ ->
          state
              .waiting()
              .map(p -> Decision.<TrustEvent>of(new TrustEvent.ChangeWithdrawn(p.hash())))
              .orElseGet(Decision::nothing);
    };
  }

  // ---- the files

  private static List<TrustEvent> loaded(Trust state, TrustInput.Loaded loaded, Instant now) {
    List<TrustEvent> events = new ArrayList<>();
    if (!state.broken().isEmpty()) {
      events.add(new TrustEvent.FilesMended());
    }
    Root old = state.root();
    Root next = loaded.candidate();
    if (loaded.demo()) {
      if (!next.equals(old) || state.accepted().isEmpty()) {
        events.add(accepted(old, next, new Acceptance.ByDemo()));
      }
    } else if (state.accepted().isPresent()) {
      compared(state, old, next, now, events);
    }
    return events;
  }

  private static void compared(
      Trust state, Root old, Root next, Instant now, List<TrustEvent> events) {
    Root meet = Meet.of(old, next);
    boolean narrows = !meet.equals(old);
    Optional<Proposal> open = state.proposal().filter(p -> p.waits() || p.isLeft());
    boolean known = !narrows && open.filter(p -> p.root().equals(next)).isPresent();
    if (known) {
      return;
    }
    open.ifPresent(p -> events.add(new TrustEvent.ChangeWithdrawn(p.hash())));
    if (narrows) {
      events.add(new TrustEvent.ConfigNarrowed(meet.canonical(), Difference.between(old, meet)));
    }
    if (!meet.equals(next)) {
      events.add(proposed(meet, next, now));
    }
  }

  private static TrustEvent proposed(Root old, Root next, Instant now) {
    return new TrustEvent.ChangeProposed(
        next.canonical(), old.hashTo(next), Difference.between(old, next), now.plus(WAITS));
  }

  private static TrustEvent accepted(Root old, Root next, Acceptance by) {
    return new TrustEvent.ConfigAccepted(next.canonical(), Difference.between(old, next), by);
  }

  static Decision<TrustEvent> onHost(Trust state, TrustInput.AcceptOnHost accept) {
    Root old = state.root();
    if (!old.hashTo(accept.candidate()).equals(accept.hash())) {
      return refuse(
          Optional.empty(),
          ErrorCode.APPROVAL_STALE,
          "The files, or what holds, changed after you were shown the differences.",
          "Run accept-config again and read them anew.");
    } else if (state.accepted().isPresent() && old.equals(accept.candidate())) {
      return refuse(
          Optional.empty(),
          ErrorCode.STATE_WRONG,
          "The files are what holds already.",
          "Nothing to do.");
    }
    return Decision.of(accepted(old, accept.candidate(), new Acceptance.ByHost(accept.user())));
  }

  // ---- the people

  private static Decision<TrustEvent> sign(Trust state, Review review, Instant now) {
    Optional<Proposal> waiting =
        state
            .waiting()
            .filter(p -> p.hash().equals(review.planHash()))
            .filter(p -> now.isBefore(p.until()));
    if (waiting.isEmpty()) {
      return refuse(
          Optional.of(review.by()),
          ErrorCode.APPROVAL_STALE,
          "This change of roster or policy does not wait for a signature any more.",
          "Look at the newest card of it.");
    }
    Optional<Problem> objection = objection(state.root(), waiting.get(), review, now);
    if (objection.isPresent()) {
      return Decision.of(new TrustEvent.TrustRefused(Optional.of(review.by()), objection.get()));
    } else if (!review.approves()) {
      return Decision.of(new TrustEvent.ChangeRejected(review));
    }
    List<PersonId> by =
        Stream.concat(waiting.get().reviews().stream(), Stream.of(review))
            .map(Review::by)
            .filter(person -> Signers.maySign(state.root(), person, now))
            .distinct()
            .toList();
    TrustEvent reviewed = new TrustEvent.ChangeReviewed(review);
    return by.size() < Signers.QUORUM
        ? Decision.of(reviewed)
        : Decision.of(
            List.of(
                reviewed,
                accepted(state.root(), waiting.get().root(), new Acceptance.ByPeople(by))));
  }

  private static Optional<Problem> objection(
      Root accepted, Proposal waiting, Review review, Instant now) {
    if (!Signers.maySign(accepted, review.by(), now)) {
      return Optional.of(
          new Problem(
              ErrorCode.ROLE_MISSING,
              "By the roster that holds you can't sign in production, so you can't sign for who"
                  + " may.",
              "Ask two of: " + names(accepted, now) + "."));
    } else if (waiting.reviews().stream().anyMatch(r -> r.by().equals(review.by()))
        && review.approves()) {
      return Optional.of(
          new Problem(
              ErrorCode.APPROVAL_TWICE,
              "You signed this change already; one person is one key.",
              "Another person has to sign."));
    } else if (!review.approves() && review.reason().isBlank()) {
      return Optional.of(
          new Problem(
              ErrorCode.ARGUMENT_MISSING,
              "A denial needs a reason.",
              "Say why, so that the files can be made better."));
    } else if (review.reason().length() > Approvals.REASON_MAX) {
      return Optional.of(
          new Problem(
              ErrorCode.LIMIT_EXCEEDED,
              "The reason has "
                  + review.reason().length()
                  + " characters, the limit is "
                  + Approvals.REASON_MAX
                  + ".",
              "Shorten it."));
    }
    return Optional.empty();
  }

  static String names(Root accepted, Instant now) {
    List<String> names = Signers.of(accepted, now).stream().map(Person::name).toList();
    return names.isEmpty() ? "nobody (run accept-config on the host)" : String.join(", ", names);
  }

  private static Decision<TrustEvent> again(Trust state, TrustInput.AskAgain again, Instant now) {
    Optional<Proposal> left =
        state.proposal().filter(Proposal::isLeft).filter(p -> p.hash().equals(again.hash()));
    if (left.isEmpty()) {
      return refuse(
          Optional.of(again.by()),
          ErrorCode.STATE_WRONG,
          "This change of roster or policy is not left over.",
          "Look at the newest card of it.");
    }
    return Decision.of(proposed(state.root(), left.get().root(), now));
  }

  private static Decision<TrustEvent> refuse(
      Optional<PersonId> by, ErrorCode code, String what, String advice) {
    return Decision.of(new TrustEvent.TrustRefused(by, new Problem(code, what, advice)));
  }

  // ---- time

  @Override
  public Decision<TrustEvent> done(Trust state, WorkDone done, Context<Object> context) {
    Optional<Proposal> proposal = state.proposal();
    if (proposal.isEmpty()) {
      return Decision.nothing();
    }
    Proposal p = proposal.get();
    if (p.waits() && !context.now().isBefore(p.until())) {
      return Decision.of(new TrustEvent.ChangeExpired(p.hash()));
    } else if (p.isLeft() && !context.now().isBefore(p.told().plus(REMINDS_AFTER))) {
      return Decision.of(new TrustEvent.ChangeReminded(p.hash()));
    }
    return Decision.nothing();
  }

  @Override
  public Trust evolve(Trust state, TrustEvent event, Instant at) {
    return TrustEvolution.evolve(state, event, at);
  }

  @Override
  public Set<Work> work(Trust state) {
    return state.proposal().flatMap(p -> wake(p)).map(Set::<Work>of).orElseGet(Set::of);
  }

  private static Optional<Work.Wake> wake(Proposal p) {
    if (p.waits()) {
      return Optional.of(new Work.Wake(EXPIRE + p.number(), p.until()));
    }
    return p.isLeft()
        ? Optional.of(new Work.Wake(REMIND + p.told(), p.told().plus(REMINDS_AFTER)))
        : Optional.empty();
  }

  @Override
  public boolean isClosed(Trust state) {
    return false; // people trust something for as long as the bot lives
  }
}
