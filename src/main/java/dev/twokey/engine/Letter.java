package dev.twokey.engine;

import dev.twokey.journal.StreamId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Something in the loop's mailbox. */
sealed interface Letter {
  /** For which stream. */
  StreamId stream();

  /** An input from a person or another part. {@code attempt} counts conflicts. */
  record Asked(
      StreamId stream,
      Input input,
      String actor,
      Optional<String> key,
      CompletableFuture<Answer> answer,
      int attempt)
      implements Letter {
    Asked again() {
      return new Asked(stream, input, actor, key, answer, attempt + 1);
    }
  }

  /** News about work. {@code flight} tells which start of the work it was. */
  record Done(StreamId stream, WorkDone done, long flight) implements Letter {}

  /** A question for a state, answered on the loop's thread. */
  record Look(StreamId stream, CompletableFuture<Object> answer) implements Letter {}
}
