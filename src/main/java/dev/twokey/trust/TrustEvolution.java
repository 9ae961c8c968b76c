package dev.twokey.trust;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is trusted after an event. */
final class TrustEvolution {
  private TrustEvolution() {}

  static Trust evolve(Trust state, TrustEvent event, Instant at) {
    return switch (event) {
      case TrustEvent.ConfigAccepted(var root, var differences, var by) ->
          new Trust(
              Optional.of(Root.parse(root)),
              change(state, differences, Optional.of(by), at),
              state.proposal().map(p -> settled(p, root, at)),
              state.broken(),
              state.breaks());
      case TrustEvent.ConfigNarrowed(var root, var differences) ->
          new Trust(
              Optional.of(Root.parse(root)),
              change(state, differences, Optional.empty(), at),
              state.proposal(),
              state.broken(),
              state.breaks());
      case TrustEvent.ChangeProposed proposed -> proposal(state, proposed(state, proposed, at));
      case TrustEvent.ChangeReviewed(var review) ->
          proposal(state, state.proposal().map(p -> p.with(review)));
      case TrustEvent.ChangeRejected(var review) ->
          proposal(
              state, state.proposal().map(p -> p.with(review).with(Proposal.Fate.REJECTED, at)));
      case TrustEvent.ChangeWithdrawn _ -> fate(state, Proposal.Fate.WITHDRAWN, at);
      case TrustEvent.ChangeExpired _ -> fate(state, Proposal.Fate.EXPIRED, at);
      case TrustEvent.ChangeReminded _ ->
          proposal(state, state.proposal().map(p -> p.with(p.fate(), at)));
      case TrustEvent.FilesBroken(var problems) -> broken(state, problems);
      case TrustEvent.FilesMended _ -> broken(state, List.of());
      case TrustEvent.TrustRefused _ -> state;
    };
  }

  /** Whatever was open is over now: it is what holds, or it was about something else. */
  private static Proposal settled(Proposal p, String root, Instant at) {
    if (!p.waits() && !p.isLeft()) {
      return p;
    }
    boolean same = p.root().canonical().equals(root);
    return p.with(same ? Proposal.Fate.ACCEPTED : Proposal.Fate.WITHDRAWN, at);
  }

  private static Optional<Trust.Change> change(
      Trust state, List<Difference> differences, Optional<Acceptance> by, Instant at) {
    int number = state.latest().map(Trust.Change::number).orElse(0) + 1;
    return Optional.of(new Trust.Change(number, differences, by, at));
  }

  private static Optional<Proposal> proposed(
      Trust state, TrustEvent.ChangeProposed event, Instant at) {
    return Optional.of(
        new Proposal(
            state.proposal().map(Proposal::number).orElse(0) + 1,
            Root.parse(event.root()),
            event.hash(),
            event.differences(),
            at,
            event.until(),
            List.of(),
            Proposal.Fate.WAITING,
            at));
  }

  private static Trust fate(Trust state, Proposal.Fate fate, Instant at) {
    return proposal(state, state.proposal().map(p -> p.with(fate, at)));
  }

  private static Trust proposal(Trust state, Optional<Proposal> proposal) {
    return new Trust(state.accepted(), state.latest(), proposal, state.broken(), state.breaks());
  }

  private static Trust broken(Trust state, List<String> problems) {
    boolean anew = state.broken().isEmpty() && !problems.isEmpty();
    return new Trust(
        state.accepted(),
        state.latest(),
        state.proposal(),
        problems,
        state.breaks() + (anew ? 1 : 0));
  }
}
