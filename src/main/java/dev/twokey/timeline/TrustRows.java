package dev.twokey.timeline;

import dev.twokey.approval.Review;
import dev.twokey.journal.StreamId;
import dev.twokey.people.PersonId;
import dev.twokey.trust.Acceptance;
import dev.twokey.trust.Difference;
import dev.twokey.trust.GrantEvent;
import dev.twokey.trust.TrustEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Gives words to what happens to roster and policy, and to roles for a time. */
final class TrustRows {
  private static final String SELF = "twokey";

  private final Map<StreamId, GrantEvent.GrantAsked> asked = new HashMap<>();

  /** Returns the words of a change of roster or policy; empty for what only files say. */
  static Optional<Row> row(TrustEvent event) {
    return switch (event) {
      case TrustEvent.ConfigAccepted(_, var differences, var by) ->
          Optional.of(
              Row.of(who(by), Kind.TRUST, "roster or policy changed, accepted by " + who(by))
                  .because(says(differences))
                  .marked(
                      by instanceof Acceptance.ByHost ? new Mark[] {Mark.REVIEW} : new Mark[0]));
      case TrustEvent.ConfigNarrowed(_, var differences) ->
          Optional.of(
              Row.of(SELF, Kind.TRUST, "roster or policy changed at once: nobody gets more")
                  .because(says(differences)));
      case TrustEvent.ChangeProposed proposed ->
          Optional.of(
              Row.of(SELF, Kind.TRUST, "a change of roster or policy waits for two people")
                  .because(says(proposed.differences())));
      case TrustEvent.ChangeReviewed(var review) ->
          Optional.of(signed(review, "signed a change of roster or policy"));
      case TrustEvent.ChangeRejected(var review) ->
          Optional.of(signed(review, "denied a change of roster or policy"));
      case TrustEvent.ChangeExpired _ ->
          Optional.of(Row.of(SELF, Kind.TRUST, "a change of roster or policy expired"));
      case TrustEvent.ChangeWithdrawn _ ->
          Optional.of(Row.of(SELF, Kind.TRUST, "a change of roster or policy was taken back"));
      case TrustEvent.TrustRefused(var by, var why) ->
          Optional.of(
              Row.of(
                      by.map(PersonId::id).orElse(SELF),
                      Kind.REFUSAL,
                      "an input to roster and policy was refused",
                      why.line(),
                      "code " + why.code().label())
                  .marked(Mark.REFUSED));
      case TrustEvent.FilesBroken(var problems) ->
          Optional.of(
              Row.of(SELF, Kind.TRUST, "files could not be used, the old ones stayed")
                  .because(problems));
      case TrustEvent.FilesMended _ ->
          Optional.of(Row.of(SELF, Kind.TRUST, "all files could be used again"));
      case TrustEvent.ChangeReminded _ -> Optional.empty();
    };
  }

  /** Returns the words of what happens to a role for a time. */
  Row row(GrantEvent event, StreamId stream) {
    if (event instanceof GrantEvent.GrantAsked ask) {
      asked.put(stream, ask);
    }
    String what =
        Optional.ofNullable(asked.get(stream))
            .map(ask -> "the role " + ask.role() + " for " + ask.to() + " for a time")
            .orElse("a role for a time (" + stream.id() + ")");
    return switch (event) {
      case GrantEvent.GrantAsked ask ->
          Row.of(ask.by(), Kind.TRUST, "asked for " + what, "reason: " + ask.reason());
      case GrantEvent.RoleGranted(var review, var until) ->
          signed(review, "gave " + what + ", until " + Words.utc(until));
      case GrantEvent.GrantDenied(var review) -> signed(review, "denied " + what);
      case GrantEvent.GrantExpired _ -> Row.of(SELF, Kind.TRUST, what + " expired unsigned");
      case GrantEvent.RoleEnded _ -> Row.of(SELF, Kind.TRUST, what + " is over");
      case GrantEvent.GrantRevoked(var by, var reason) ->
          Row.of(by, Kind.TRUST, "ended " + what, reason.isBlank() ? "" : "reason: " + reason);
      case GrantEvent.GrantRefused(var by, var why) ->
          Row.of(
                  by,
                  Kind.REFUSAL,
                  "an input to a role for a time was refused",
                  why.line(),
                  "code " + why.code().label())
              .marked(Mark.REFUSED);
    };
  }

  private static Row signed(Review review, String what) {
    return Row.of(
        review.by(),
        Kind.TRUST,
        what,
        review.reason().isBlank() ? "" : "reason: " + review.reason(),
        "by the account " + review.through());
  }

  private static String who(Acceptance by) {
    return switch (by) {
      case Acceptance.ByPeople(var people) ->
          people.stream().map(PersonId::id).collect(Collectors.joining(" and "));
      case Acceptance.ByHost(var user) -> "the host (" + user + ")";
      case Acceptance.ByDemo _ -> "the demo";
    };
  }

  private static List<String> says(List<Difference> differences) {
    return differences.stream().map(d -> d.says() + (d.widens() ? " (more power)" : "")).toList();
  }
}
