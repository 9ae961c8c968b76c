package dev.twokey.chatops;

import dev.twokey.chat.Standing;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.trust.Proposal;
import dev.twokey.trust.Trust;
import java.util.Optional;

/** What is told to an account that nobody who may act has. */
final class Strangers {
  private final Board board;
  private final Setup setup;

  Strangers(Board board, Setup setup) {
    this.board = board;
    this.setup = setup;
  }

  /** Guests, other teams and programs act for nobody, whatever the roster says of their account. */
  static Routed turnedAway(Standing standing) {
    String who =
        switch (standing) {
          case GUEST -> "Your account is a guest's here";
          case EXTERNAL -> "Your account is another team's";
          case BOT -> "Your account is a program's";
          case MEMBER -> "Your account was turned away";
        };
    return Routed.refused(
        ErrorCode.FORBIDDEN,
        who + ", and only full members of the team can act.",
        "Ask a member to type it, or use your own account of the console.");
  }

  Routed told(Account account) {
    Trust trust = board.trust();
    if (trust.accepted().isEmpty() && !setup.demo()) {
      return Routed.refused(
          ErrorCode.CONFIG_UNACCEPTED,
          "Nobody is accepted yet, so nobody may do anything.",
          "On this bot's host run: twokey accept-config --config DIR --state DIR");
    }
    Optional<PersonId> named =
        trust
            .proposal()
            .filter(p -> p.waits() || p.isLeft())
            .map(Proposal::root)
            .flatMap(root -> root.roster().personOf(account));
    if (named.isPresent()) {
      return Routed.refused(
          ErrorCode.CONFIG_UNACCEPTED,
          "people.yaml names you as '" + named.get() + "', and that is not accepted yet.",
          "It waits for two people, on the card in the channels of production.");
    }
    return Routed.refused(
        ErrorCode.ACCOUNT_UNKNOWN,
        "I don't know you yet on " + account.platform() + " (your id: " + account.id() + ").",
        "Ask someone to add it to people.yaml: " + account);
  }
}
