package dev.twokey.app;

import dev.twokey.people.PersonId;
import java.util.List;

/** Who the command line speaks for. */
final class Cli {
  private Cli() {}

  /** Returns the first on call: the token of the command line is theirs. */
  static String person(Bot bot) {
    List<PersonId> onCall = bot.setup().roster().onCall(bot.clock().instant());
    return onCall.isEmpty() ? "nobody" : onCall.getFirst().id();
  }
}
