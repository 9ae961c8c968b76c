package dev.twokey.chatops;

import dev.twokey.engine.Input;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where a command or a press leads. */
sealed interface Routed {
  /** An input of a stream. {@code card} is the marker of the card that follows or changes. */
  record To(StreamId stream, Input input, String card) implements Routed {
    static To of(StreamId stream, Input input) {
      return new To(stream, input, stream.toString());
    }
  }

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
   * An input of a stream that has no card of its own, and what is answered when it had an effect:
   * made of what was recorded.
   */
  record Told(To to, Function<List<Recorded>, Answer> answer) implements Routed {}

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
