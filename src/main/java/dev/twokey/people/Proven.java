package dev.twokey.people;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the sender of something showed who they are. Taken from the verified envelope or session,
 * never from a button or a text.
 */
public sealed interface Proven {
  /** The chat vouches for the account, or a link that was handed out there. */
  record ByChat() implements Proven {}

  /**
   * A passkey, in the console.
   *
   * @param passkey its id
   * @param at when it was shown
   */
  record ByPasskey(String passkey, Instant at) implements Proven {
    /** How long a passkey that was shown speaks for its session. */
    public static final Duration LIFE = Duration.ofHours(12);

    public ByPasskey {
      requireNonNull(passkey, "passkey");
      requireNonNull(at, "at");
    }

    /** Returns whether what happened then was still proven. */
    public boolean covers(Instant then) {
      return !then.isBefore(at) && then.isBefore(at.plus(LIFE));
    }
  }

  /**
   * A personal token of the command line: no second key.
   *
   * @param token its id
   * @param changes whether it may ask for changes, or only read
   */
  record ByToken(String token, boolean changes) implements Proven {
    public ByToken {
      requireNonNull(token, "token");
    }
  }

  /** Returns the passkey; empty where none was shown. */
  default Optional<ByPasskey> byPasskey() {
    return this instanceof ByPasskey shown ? Optional.of(shown) : Optional.empty();
  }
}
