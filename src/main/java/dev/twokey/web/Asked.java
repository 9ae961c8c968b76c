package dev.twokey.web;

import dev.twokey.credential.CredentialInput;
import dev.twokey.engine.Answer;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks for a change of credentials and waits until it is journaled, for a bounded time. */
final class Asked {
  private final Keys.Journal journal;
  private final Duration patience;

  Asked(Keys.Journal journal, Duration patience) {
    this.journal = journal;
    this.patience = patience;
  }

  /** Returns when it is done; throws what is told to the browser where it is refused. */
  void of(PersonId person, CredentialInput input) {
    Answer answer = answer(person, input);
    if (answer.refusal().isPresent()) {
      Problem why = answer.refusal().get();
      int status = answer.recorded() ? 409 : 503;
      throw new Turned(status, why.code(), why.what(), why.advice());
    }
  }

  private Answer answer(PersonId person, CredentialInput input) {
    try {
      return journal
          .ask(person, input)
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Turned(
          503,
          ErrorCode.OUTCOME_UNKNOWN,
          "Twokey has not said within " + patience.toSeconds() + " s that it took this in.",
          "Look at /passkeys, then try again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Turned(
          503, ErrorCode.OUTCOME_UNKNOWN, "Twokey is stopping.", "Try again afterwards.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the journal must not fail", e.getCause());
    }
  }
}
