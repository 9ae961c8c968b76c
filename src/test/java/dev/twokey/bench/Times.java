package dev.twokey.bench;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Spans in nanoseconds, of which percentiles are told in milliseconds. Safe for threads. */
final class Times {
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

  void add(long span) {
    nanos.add(span);
  }

  int count() {
    return nanos.size();
  }

  /** Returns the time under which a share of them lies, in milliseconds. */
  double at(double share) {
    long[] sorted = nanos.stream().mapToLong(n -> n).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1e6;
  }

  String text() {
    return "p50 "
        + Measured.millis(at(0.5))
        + ", p99 "
        + Measured.millis(at(0.99))
        + ", most "
        + Measured.millis(at(1));
  }
}
