package dev.twokey.chatops;

import dev.twokey.credential.CredentialInput;
import dev.twokey.engine.Input;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where a command or a press leads. */
sealed interface Routed {
  /**
   * An input of a stream, whose card follows or changes.
   *
   * @param said what a command does that opens no card of its own, in a few words
   */
  record To(StreamId stream, Input input, Optional<Said> said) implements Routed {
    static To of(StreamId stream, Input input) {
      return new To(stream, input, Optional.empty());
    }

    static To saying(StreamId stream, Input input, String environment, String says) {
      return new To(stream, input, Optional.of(new Said(Optional.of(environment), _ -> says)));
    }
  }

  /**
   * What the channel is told of a command that had an effect.
   *
   * @param says made of what was recorded
   */
  record Said(Optional<String> environment, Function<List<Recorded>, String> says) {}

  /** An answer at once, on record. */
  record Answer(
      Optional<String> environment,
      String title,
      List<String> lines,
      List<String> suggestions,
      Optional<Problem> why)
      implements Routed {
    public Answer {
      lines = List.copyOf(lines);
      suggestions = List.copyOf(suggestions);
    }
  }

  /**
   * An input of the credentials of a person, and what the sender alone is told when it is stored.
   *
   * @param mark stands in the stored event unless an earlier delivery of the same was stored
   *     instead; empty where the text may be told again
   * @param text made when it is stored; never journaled
   */
  record Handed(
      StreamId stream, CredentialInput input, Optional<String> mark, Supplier<String> text)
      implements Routed {}

  /** A file for the conversation, and an answer that says so. */
  record File(Answer answer, String incident) implements Routed {}

  static Routed refused(Problem why) {
    return new Answer(Optional.empty(), "Refused", List.of(), List.of(), Optional.of(why));
  }

  static Routed refused(ErrorCode code, String what, String advice, String... suggestions) {
    return new Answer(
        Optional.empty(),
        "Refused",
        List.of(),
        List.of(suggestions),
        Optional.of(new Problem(code, what, advice)));
  }
}
