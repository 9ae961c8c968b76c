package dev.twokey.lab.supervisor;

/** A request that is not done, with a code for programs and two sentences for people. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong; the text on the wire has hyphens. */
  public enum Code {
    REQUEST_MALFORMED,
    REQUEST_TOO_LONG,
    OP_UNKNOWN,
    FIELD_MISSING,
    FIELD_INVALID,
    TOKEN_REFUSED,
    TOKEN_READ_ONLY,
    UNIT_UNKNOWN,
    UNIT_AWAY,
    UNIT_FAILED,
    UNIT_NOT_READY,
    PATH_REFUSED,
    TIMER_UNKNOWN,
    TIMER_EXISTS,
    TIMERS_FULL,
    RELAY_UNKNOWN,
    RELAY_FAILED,
    BROKER_FAILED,
    BUSY,
    INTERNAL;

    /** The code as it stands in an answer. */
    public String text() {
      return name().replace('_', '-');
    }
  }

  private final Code code;
  private final String advice;

  /** A refusal: {@code what} says what is wrong, with the value; {@code advice} what to do now. */
  public Refusal(Code code, String what, String advice) {
    super(what);
    this.code = code;
    this.advice = advice;
  }

  Code code() {
    return code;
  }

  String what() {
    return String.valueOf(getMessage());
  }

  String advice() {
    return advice;
  }
}
