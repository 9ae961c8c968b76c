package dev.twokey.lab;

import java.io.IOException;

/** The supervisor refused a request, or could not do it. */
public final class LabFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /** A failure with the code, the sentence and the advice of the answer. */
  public LabFailure(String code, String what, String advice) {
    super(code + ": " + what + ". " + advice);
    this.code = code;
  }

  /** The code, such as {@code UNIT-AWAY}. */
  public String code() {
    return code;
  }
}
