package dev.twokey.web;

import static java.util.Objects.requireNonNull;

import dev.twokey.people.Account;
import java.util.Optional;

/** The port that says how far the subject of a card is; the command line waits for it. */
public interface CardResults {
  /** Returns how far the subject of a marker is, as one asker sees it. */
  Standing of(String marker, Account asker);

  /** How far something is. */
  sealed interface Standing {}

  /** It goes on by itself, or its newest card is not shown yet. */
  record UnderWay() implements Standing {}

  /**
   * It waits for a person.
   *
   * @param ask what the asker can confirm; empty if it is somebody else's turn
   */
  record Waits(Optional<Ask> ask) implements Standing {
    public Waits {
      requireNonNull(ask, "ask");
    }
  }

  /**
   * It has come to rest.
   *
   * @param exit with which code a waiting command line exits: 0 healthy or done, 1 findings or
   *     failed, 2 refused, 3 could not tell, 4 waits for a person
   */
  record Ended(int exit) implements Standing {}

  /**
   * A confirmation that the asker can give.
   *
   * @param button that gives it
   * @param phrase that must be typed; empty where none is asked for
   */
  record Ask(String button, String phrase) {
    public Ask {
      requireNonNull(button, "button");
      requireNonNull(phrase, "phrase");
    }
  }
}
