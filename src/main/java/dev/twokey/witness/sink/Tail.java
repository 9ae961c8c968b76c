package dev.twokey.witness.sink;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.witness.Sink.Newest;
import dev.twokey.witness.Witness;
import java.util.List;
import java.util.Optional;

/** What the last lines of a sink say. */
final class Tail {
  private Tail() {}

  /** Returns the newest head; a last line that was torn off in a crash is passed over. */
  static Newest newest(List<String> lines) {
    return lines.reversed().stream()
        .flatMap(line -> Witness.read(line).stream())
        .findFirst()
        .<Newest>map(Newest.Found::new)
        .orElseGet(Newest.Nothing::new);
  }

  static Problem problem(String sink, String why) {
    return new Problem(
        ErrorCode.WITNESS_UNREACHABLE,
        "The journal's heads can't be noted in " + sink + ": " + why + ".",
        "Changes go on; mend it, or nobody can tell a rewritten journal from this time.");
  }

  static Optional<Problem> failed(String sink, String why) {
    return Optional.of(problem(sink, why));
  }
}
