package dev.twokey.fuzz;

import java.nio.charset.StandardCharsets;

/** Where Jazzer comes in: one process fuzzes the target that {@code fuzz.target} names. */
public final class FuzzEntry {
  private static final FuzzTarget TARGET = FuzzTargets.named(System.getProperty("fuzz.target", ""));

  private FuzzEntry() {}

  /** Takes the good inputs once, so that no made-up one has to wait for the loading of classes. */
  public static void fuzzerInitialize() {
    TARGET.seeds().forEach(TARGET::take);
  }

  /** Takes one input of Jazzer's. */
  public static void fuzzerTestOneInput(byte[] input) {
    TARGET.take(new String(input, StandardCharsets.UTF_8));
  }
}
