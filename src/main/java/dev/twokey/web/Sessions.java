package dev.twokey.web;

import dev.twokey.people.Account;
import dev.twokey.people.Proven;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Who is signed in, in which browser. In memory: a restart signs everybody out. A session that was
 * proven by a passkey ends when that is revoked.
 */
final class Sessions {
  static final Duration LIFE = Duration.ofHours(12);
  private static final int OPEN_MAX = 1_000;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final Predicate<String> held;
  private final Map<String, Session> sessions = new LinkedHashMap<>();

  /**
   * Makes an empty set.
   *
   * @param held tells whether a passkey with that id holds
   */
  Sessions(InstantSource clock, RandomGenerator random, Predicate<String> held) {
    this.clock = clock;
    this.random = random;
    this.held = held;
  }

  /** Signs somebody in and returns the word for the cookie. */
  synchronized String open(Account account, Proven proof) {
    String token = Tokens.fresh(random);
    Session session = new Session(account, proof, Tokens.fresh(random), clock.instant().plus(LIFE));
    sessions.put(Tokens.digest(token), session);
    if (sessions.size() > OPEN_MAX) {
      var oldest = sessions.entrySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return token;
  }

  synchronized Optional<Session> find(String token) {
    return Optional.ofNullable(sessions.get(Tokens.digest(token))).filter(this::isOpen);
  }

  /** Returns whether a session still holds; an open stream asks again and again. */
  synchronized boolean holds(Session session) {
    return isOpen(session) && sessions.containsValue(session);
  }

  synchronized void close(String token) {
    sessions.remove(Tokens.digest(token));
  }

  private boolean isOpen(Session session) {
    boolean proven = session.proof.byPasskey().map(p -> held.test(p.passkey())).orElse(true);
    return proven && clock.instant().isBefore(session.until);
  }

  /** One browser of one person. */
  static final class Session {
    private final Account account;
    private final Proven proof;
    private final String csrf;
    private final Instant until;
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final Map<String, Long> sent = new ConcurrentHashMap<>();

    Session(Account account, Proven proof, String csrf, Instant until) {
      this.account = account;
      this.proof = proof;
      this.csrf = csrf;
      this.until = until;
    }

    Account account() {
      return account;
    }

    /** Returns how its person came in. */
    Proven proof() {
      return proof;
    }

    /** Returns the word that each POST must carry. */
    String csrf() {
      return csrf;
    }

    /** Notes what a page of the channel shows when it is opened. */
    void sees(String channel, long version) {
      seen.merge(channel, version, Math::max);
    }

    /** Notes what went out to a page of the channel, which may have been left meanwhile. */
    void sent(String channel, long version) {
      sent.merge(channel, version, Math::max);
    }

    /** Takes all that went out to a channel's page as seen: its reader just comes from it. */
    void leaves(String channel) {
      sees(channel, sent.getOrDefault(channel, 0L));
    }

    boolean hasSeen(String channel, long version) {
      return seen.getOrDefault(channel, 0L) >= version;
    }
  }
}
