package dev.twokey.diagnosis;

import static java.util.Objects.requireNonNull;

import dev.twokey.probe.ProbeCall;

/**
 * A reading that is wanted now.
 *
 * @param check its id in the whole folder
 * @param item the name of the item; empty if the check is read once
 */
public record CheckCall(String check, String item, ProbeCall call) {
  public CheckCall {
    requireNonNull(check, "check");
    requireNonNull(item, "item");
    requireNonNull(call, "call");
  }

  /** Returns its key, as {@link Sample#key()}. */
  public String key() {
    return Sample.key(check, item);
  }
}
