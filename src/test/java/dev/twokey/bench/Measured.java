package dev.twokey.bench;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * One line of the table.
 *
 * @param what was measured, and on what
 * @param bar what it should be; empty where the design sets none
 * @param value what it was
 * @param holds whether it is as it should be; empty where there is no bar
 */
record Measured(String what, String bar, String value, Optional<Boolean> holds) {
  Measured {
    requireNonNull(what, "what");
    requireNonNull(bar, "bar");
    requireNonNull(value, "value");
    requireNonNull(holds, "holds");
  }

  static Measured against(String what, String bar, String value, boolean holds) {
    return new Measured(what, bar, value, Optional.of(holds));
  }

  static Measured only(String what, String value) {
    return new Measured(what, "", value, Optional.empty());
  }

  String verdict() {
    return holds.map(h -> h ? "holds" : "FALLS SHORT").orElse("");
  }

  static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%,.0f ms", millis);
  }
}
