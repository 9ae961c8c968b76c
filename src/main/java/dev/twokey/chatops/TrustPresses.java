package dev.twokey.chatops;

import dev.twokey.approval.Review;
import dev.twokey.chat.Inbound;
import dev.twokey.people.PersonId;
import dev.twokey.trust.Grant;
import dev.twokey.trust.GrantInput;
import dev.twokey.trust.Trust;
import dev.twokey.trust.TrustInput;
import java.time.InstantSource;

/** The buttons of roster and policy, and of roles for a time. */
final class TrustPresses {
  private final InstantSource clock;

  TrustPresses(InstantSource clock) {
    this.clock = clock;
  }

  Routed route(Press press, Inbound.Click click, PersonId by, String reason) {
    return switch (press) {
      case Press.ApproveTrust(var hash) -> trust(sign(click, by, hash, true, reason));
      case Press.DenyTrust(var hash) -> trust(sign(click, by, hash, false, reason));
      case Press.AskTrustAgain(var hash) ->
          Routed.To.of(Trust.STREAM, new TrustInput.AskAgain(by, hash));
      case Press.ApproveGrant(var grant, var hash) ->
          grant(grant, new GrantInput.Sign(sign(click, by, hash, true, reason)));
      case Press.DenyGrant(var grant, var hash) ->
          grant(grant, new GrantInput.Sign(sign(click, by, hash, false, reason)));
      case Press.EndGrant(var grant) -> grant(grant, new GrantInput.Revoke(by, reason));
      default -> Routed.refused(Desk.meaningless());
    };
  }

  private static Routed trust(Review review) {
    return Routed.To.of(Trust.STREAM, new TrustInput.Sign(review));
  }

  private static Routed grant(String grant, GrantInput input) {
    return Routed.To.of(Grant.stream(grant), input);
  }

  private Review sign(
      Inbound.Click click, PersonId by, String hash, boolean approves, String reason) {
    return new Review(
        by, click.by(), approves, hash, reason, clock.instant(), click.proof().byPasskey());
  }
}
