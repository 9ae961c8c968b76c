package dev.twokey.outside;

import static java.util.Objects.requireNonNull;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;

/**
 * Why a call to the outside world did not give what was wanted. It stays inside connectors: the
 * ports turn it into a reading or an outcome.
 */
public final class OutsideFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** How far the call came, which decides what may have happened. */
  public enum Stage {
    /** Nothing was sent: an argument, entry or secret is wrong. */
    NOT_ASKED,
    /** No connection: nothing was sent. */
    UNREACHED,
    /** Sent, and no whole answer came: a change may have happened. */
    LOST,
    /** The system answered no: nothing changed. */
    REFUSED,
    /** The system answered that it failed: something may have changed. */
    FAILED
  }

  private final Stage stage;
  private final transient Problem why;

  public OutsideFailure(Stage stage, Problem why) {
    super(why.line(), null, false, false);
    this.stage = requireNonNull(stage, "stage");
    this.why = why;
  }

  /** Returns a failure before anything was sent. */
  public static OutsideFailure notAsked(ErrorCode code, String what, String advice) {
    return new OutsideFailure(Stage.NOT_ASKED, new Problem(code, what, advice));
  }

  /** Returns a failure to connect. */
  public static OutsideFailure unreached(String what, String advice) {
    return new OutsideFailure(
        Stage.UNREACHED, new Problem(ErrorCode.SYSTEM_UNREACHABLE, what, advice));
  }

  /** Returns an answer that says no. */
  public static OutsideFailure refused(ErrorCode code, String what, String advice) {
    return new OutsideFailure(Stage.REFUSED, new Problem(code, what, advice));
  }

  /** Returns an answer that tells of a failure. */
  public static OutsideFailure failed(ErrorCode code, String what, String advice) {
    return new OutsideFailure(Stage.FAILED, new Problem(code, what, advice));
  }

  /** Returns how far the call came. */
  public Stage stage() {
    return stage;
  }

  /** Returns what went wrong. */
  public Problem why() {
    return why;
  }
}
