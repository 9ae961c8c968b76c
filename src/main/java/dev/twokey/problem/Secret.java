package dev.twokey.problem;

import static java.util.Objects.requireNonNull;

/**
 * A value that must never be printed. Its text is taken only where it is sent to the system it
 * belongs to.
 */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = requireNonNull(value, "value");
  }

  /** Returns the secret itself; callers hand it to one client and keep no copy. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && that.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}
