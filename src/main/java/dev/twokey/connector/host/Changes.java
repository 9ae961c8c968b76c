package dev.twokey.connector.host;

import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideFailure.Stage;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.util.List;

/** Changes one unit and tells what came of it, with the old and the new process. */
final class Changes {
  private Changes() {}

  static String of(HostTransport transport, UnitChange change, String unit, Duration ready)
      throws OutsideFailure {
    UnitStatus before = before(transport, unit);
    UnitStatus after = transport.change(change, unit, ready);
    if (change == UnitChange.RESTART
        && before.pid().isPresent()
        && before.pid().equals(after.pid())) {
      throw OutsideFailure.failed(
          ErrorCode.ACTION_FAILED,
          unit + " still is the process " + before.pid().getAsLong() + " after the restart.",
          "Look into the log of its host.");
    }
    return unit + " " + before.words() + " -> " + after.words();
  }

  /** Only a look: that it can't be looked at means that nothing was changed. */
  private static UnitStatus before(HostTransport transport, String unit) throws OutsideFailure {
    try {
      return transport.status(unit);
    } catch (OutsideFailure failure) {
      throw new OutsideFailure(OutsideFailure.Stage.NOT_ASKED, failure.why());
    }
  }

  /** Once an instance was changed, no failure of a later one may say that nothing changed. */
  static OutsideFailure partly(OutsideFailure failure, List<String> done, int all) {
    Stage stage = failure.stage() == Stage.LOST ? Stage.LOST : Stage.FAILED;
    Problem why = failure.why();
    return new OutsideFailure(
        stage,
        new Problem(
            ErrorCode.ACTION_FAILED,
            why.what()
                + " Done before that: "
                + done.size()
                + " of "
                + all
                + " instances ("
                + String.join("; ", done)
                + ").",
            why.advice()));
  }
}
