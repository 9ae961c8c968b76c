package dev.twokey.audit;

import dev.twokey.audit.Finding.Kind;
import java.util.ArrayList;
import java.util.List;

/** Collects findings, and counts those that are too many to tell one by one. */
final class Findings {
  static final int TOLD_MAX = 100;

  private final List<Finding> told = new ArrayList<>();
  private long leftOut;

  void add(long position, Kind kind, String what) {
    if (told.size() < TOLD_MAX) {
      told.add(new Finding(position, kind, what));
    } else {
      leftOut++;
    }
  }

  List<Finding> told() {
    return List.copyOf(told);
  }

  long leftOut() {
    return leftOut;
  }
}
