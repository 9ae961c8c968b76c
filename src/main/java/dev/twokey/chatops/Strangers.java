package dev.twokey.chatops;

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
