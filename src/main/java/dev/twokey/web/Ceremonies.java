package dev.twokey.web;

import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Questions to authenticators that wait for their answer. Each belongs to one browser, by a word in
 * its cookie; it is answered once, within five minutes. Safe for threads.
 */
final class Ceremonies {
  static final Duration LIFE = Duration.ofMinutes(5);
  private static final int KEPT_MAX = 1_000;

  /** What is asked. */
  sealed interface Ceremony {}

  /** Anybody with a passkey may sign in. */
  record SignIn(AssertionRequest question) implements Ceremony {}

  /**
   * One person may enrol a passkey.
   *
   * @param through the account that was handed the link
   * @param vouched the passkey that proved the session; empty if none did
   * @param question empty until the page asks for it
   */
  record Enrolment(
      PersonId person,
      Account through,
      Optional<String> vouched,
      Optional<PublicKeyCredentialCreationOptions> question)
      implements Ceremony {
    Enrolment asking(Optional<PublicKeyCredentialCreationOptions> other) {
      return new Enrolment(person, through, vouched, other);
    }
  }

  private record Kept(Ceremony ceremony, Instant until) {}

  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, Kept> kept = new LinkedHashMap<>();

  Ceremonies(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** Begins one and returns the word for the cookie. */
  synchronized String begin(Ceremony ceremony) {
    String word = Tokens.fresh(random);
    kept.put(Tokens.digest(word), new Kept(ceremony, clock.instant().plus(LIFE)));
    if (kept.size() > KEPT_MAX) {
      var oldest = kept.entrySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return word;
  }

  /** Returns what a browser was asked, without ending it. */
  synchronized Optional<Ceremony> look(String word) {
    return Optional.ofNullable(kept.get(Tokens.digest(word)))
        .filter(k -> clock.instant().isBefore(k.until))
        .map(Kept::ceremony);
  }

  /** Ends what a browser was asked: of two answers one finds it. */
  synchronized Optional<Ceremony> take(String word) {
    Optional<Ceremony> found = look(word);
    kept.remove(Tokens.digest(word));
    return found;
  }

  /** Puts another question in the place of a browser's; its time goes on. */
  synchronized void replace(String word, Ceremony ceremony) {
    kept.computeIfPresent(Tokens.digest(word), (_, k) -> new Kept(ceremony, k.until));
  }

  /** Takes an answer to an enrolment: the question is over, the leave to ask again is not. */
  synchronized Optional<Enrolment> answer(String word) {
    Optional<Enrolment> found =
        look(word)
            .flatMap(c -> c instanceof Enrolment e ? Optional.of(e) : Optional.empty())
            .filter(e -> e.question().isPresent());
    found.ifPresent(e -> replace(word, e.asking(Optional.empty())));
    return found;
  }
}
