package dev.twokey.operation;

import dev.twokey.engine.Messenger;
import dev.twokey.engine.Work;
import dev.twokey.journal.StreamId;
import dev.twokey.probe.Cancellation;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who is told something in a script: it arrives, unless the script cuts the line. */
final class ScriptListeners implements Messenger {
  private final List<String> heard = new ArrayList<>();
  private final Set<Work.Recipient> deaf = new HashSet<>();
  private int tries;

  @Override
  public Optional<Problem> tell(
      StreamId stream, Work.Recipient to, String again, Cancellation cancellation) {
    tries++;
    if (deaf.contains(to)) {
      return Optional.of(
          new Problem(ErrorCode.SYSTEM_UNREACHABLE, to + " does not answer.", "Call somebody."));
    }
    heard.add(stream.id() + " " + to);
    return Optional.empty();
  }

  void cut(Work.Recipient to) {
    deaf.add(to);
  }

  void mend(Work.Recipient to) {
    deaf.remove(to);
  }

  /** Returns what arrived, in order. */
  List<String> heard() {
    return List.copyOf(heard);
  }

  /** Returns how often somebody was tried to be told. */
  int tries() {
    return tries;
  }
}
