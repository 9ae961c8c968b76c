package dev.twokey.trust;

import dev.twokey.approval.Review;
import dev.twokey.engine.Context;
import dev.twokey.engine.Decider;
import dev.twokey.engine.Decision;
import dev.twokey.engine.Work;
import dev.twokey.engine.WorkDone;
import dev.twokey.journal.StreamId;
import dev.twokey.people.FileRoster;
import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import dev.twokey.problem.DurationText;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Nearest;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of a role for a time. Neither who asked nor who gets the role is the second key, and a
 * role that was given for a time gives none.
 */
final class GrantDecider implements Decider<Grant, GrantInput, GrantEvent, Object> {
  private static final Duration LASTS_MIN = Duration.ofMinutes(1);
  private static final Duration WAITS = Duration.ofHours(1);

  @Override
  public Grant initial(StreamId stream) {
    return new Grant.None(stream.id());
  }

  @Override
  public Decision<GrantEvent> decide(Grant state, GrantInput input, Context<Object> context) {
    Root root = context.look(Trust.FAMILY, Trust.STREAM).root();
    return switch (input) {
      case GrantInput.Ask ask -> ask(state, ask, root, context.now());
      case GrantInput.Sign(var review) -> sign(state, review, root, context.now());
      case GrantInput.Revoke(var by, var reason) -> revoke(state, by, reason);
      case GrantInput.Voided _ ->
          state instanceof Grant.Waiting
              ? Decision.of(new GrantEvent.GrantExpired())
              : Decision.nothing();
    };
  }

  private static Decision<GrantEvent> ask(Grant state, GrantInput.Ask ask, Root root, Instant now) {
    if (!(state instanceof Grant.None)) {
      return refuse(
          ask.by(), ErrorCode.STATE_WRONG, "This was asked for already.", "Look at its card.");
    }
    return objection(ask, root, now)
        .map(why -> Decision.<GrantEvent>of(new GrantEvent.GrantRefused(ask.by(), why)))
        .orElseGet(() ->
            Decision.of(
                new GrantEvent.GrantAsked(
                    ask.by(),
                    ask.to(),
                    ask.role(),
                    ask.lasts(),
                    ask.reason(),
                    ask.where(),
                    now.plus(WAITS))));
  }

  private static Optional<Problem> objection(GrantInput.Ask ask, Root root, Instant now) {
    FileRoster roster = root.roster();
    if (roster.person(ask.to(), now).isEmpty()) {
      return problem(
          ErrorCode.PERSON_UNKNOWN,
          "'" + ask.to() + "' is not on the roster.",
          Nearest.advice(
              ask.to().id(), roster.everybody(now).stream().map(p -> p.id().id()).toList()));
    } else if (!roster.roles().contains(ask.role())) {
      return problem(
          ErrorCode.ARGUMENT_INVALID,
          "There is no role '" + ask.role() + "'.",
          Nearest.advice(ask.role(), roster.roles()));
    } else if (ask.lasts().compareTo(LASTS_MIN) < 0 || ask.lasts().compareTo(Grant.LASTS_MAX) > 0) {
      return problem(
          ErrorCode.ARGUMENT_INVALID,
          "A role can't be given for " + DurationText.of(ask.lasts()) + ".",
          "Write 1m to 7d; for longer, change people.yaml.");
    } else if (roster.hasRole(ask.to(), ask.role(), now.plus(ask.lasts()))) {
      return problem(
          ErrorCode.STATE_WRONG,
          "'" + ask.to() + "' has the role '" + ask.role() + "' for that long already.",
          "Nothing to do.");
    } else if (Grant.signers(root, ask.by(), ask.to(), now).isEmpty()) {
      return problem(
          ErrorCode.APPROVAL_NOBODY,
          "Nobody could sign this: neither who asks nor who gets the role may.",
          "Let somebody else ask, or change people.yaml.");
    }
    return Optional.empty();
  }

  private static Decision<GrantEvent> sign(Grant state, Review review, Root root, Instant now) {
    if (!(state instanceof Grant.Waiting waiting)
        || !waiting.hash().equals(review.planHash())
        || !now.isBefore(waiting.until())) {
      return refuse(
          review.by(),
          ErrorCode.APPROVAL_STALE,
          "This does not wait for a signature any more.",
          "Look at its card.");
    } else if (review.by().equals(waiting.by()) || review.by().equals(waiting.to())) {
      return refuse(
          review.by(),
          ErrorCode.APPROVAL_OWN,
          "Who asks for a role, and who gets it, can't be the second key.",
          "Ask one of: " + names(root, waiting, now) + ".");
    } else if (!Signers.maySign(root, review.by(), now)) {
      return refuse(
          review.by(),
          ErrorCode.ROLE_MISSING,
          "By the roster that holds you can't sign in production, so you can't give a role.",
          "Ask one of: " + names(root, waiting, now) + ".");
    } else if (review.approves()) {
      return Decision.of(new GrantEvent.RoleGranted(review, now.plus(waiting.lasts())));
    } else if (review.reason().isBlank()) {
      return refuse(
          review.by(), ErrorCode.ARGUMENT_MISSING, "A denial needs a reason.", "Say why.");
    }
    return Decision.of(new GrantEvent.GrantDenied(review));
  }

  private static String names(Root root, Grant.Waiting waiting, Instant now) {
    return String.join(
        ", ",
        Grant.signers(root, waiting.by(), waiting.to(), now).stream().map(Person::name).toList());
  }

  /** Taking power away needs one key. */
  private static Decision<GrantEvent> revoke(Grant state, PersonId by, String reason) {
    return state instanceof Grant.Waiting || state instanceof Grant.Held
        ? Decision.of(new GrantEvent.GrantRevoked(by, reason))
        : refuse(by, ErrorCode.STATE_WRONG, "It is over already.", "Nothing to do.");
  }

  private static Decision<GrantEvent> refuse(
      PersonId by, ErrorCode code, String what, String advice) {
    return Decision.of(new GrantEvent.GrantRefused(by, new Problem(code, what, advice)));
  }

  private static Optional<Problem> problem(ErrorCode code, String what, String advice) {
    return Optional.of(new Problem(code, what, advice));
  }

  @Override
  public Decision<GrantEvent> done(Grant state, WorkDone done, Context<Object> context) {
    return switch (state) {
      case Grant.Waiting waiting when !context.now().isBefore(waiting.until()) ->
          Decision.of(new GrantEvent.GrantExpired());
      case Grant.Held held when !context.now().isBefore(held.until()) ->
          Decision.of(new GrantEvent.RoleEnded());
      case Grant.None _, Grant.Waiting _, Grant.Held _, Grant.Over _ -> Decision.nothing();
    };
  }

  @Override
  public Grant evolve(Grant state, GrantEvent event, Instant at) {
    return switch (event) {
      case GrantEvent.GrantAsked e ->
          new Grant.Waiting(
              state.id(), e.by(), e.to(), e.role(), e.lasts(), e.reason(), e.where(), e.until());
      case GrantEvent.RoleGranted(var review, var until) when state instanceof Grant.Waiting w ->
          new Grant.Held(w, review, until);
      case GrantEvent.GrantDenied(var review) ->
          over(state, Grant.End.DENIED, Optional.of(review.by()), review.reason(), at);
      case GrantEvent.GrantExpired _ -> over(state, Grant.End.EXPIRED, Optional.empty(), "", at);
      case GrantEvent.RoleEnded _ -> over(state, Grant.End.ENDED, Optional.empty(), "", at);
      case GrantEvent.GrantRevoked(var by, var reason) ->
          over(state, Grant.End.REVOKED, Optional.of(by), reason, at);
      case GrantEvent.RoleGranted _, GrantEvent.GrantRefused _ -> state;
    };
  }

  private static Grant over(
      Grant state, Grant.End end, Optional<PersonId> by, String reason, Instant at) {
    return switch (state) {
      case Grant.Waiting waiting -> new Grant.Over(waiting, end, by, reason, at);
      case Grant.Held held -> new Grant.Over(held.asked(), end, by, reason, at);
      case Grant.None _, Grant.Over _ -> state;
    };
  }

  @Override
  public Set<Work> work(Grant state) {
    return switch (state) {
      case Grant.Waiting waiting -> Set.of(new Work.Wake("expire", waiting.until()));
      case Grant.Held held -> Set.of(new Work.Wake("end", held.until()));
      case Grant.None _, Grant.Over _ -> Set.of();
    };
  }

  @Override
  public boolean isClosed(Grant state) {
    return state instanceof Grant.None || state instanceof Grant.Over;
  }
}
