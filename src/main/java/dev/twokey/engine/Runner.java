package dev.twokey.engine;

import java.time.Instant;

/** Starts what takes time: virtual threads in the product, a seeded scheduler in the simulator. */
public interface Runner {
  /** Starts a body and returns its cancel. The body's end is told by the body itself. */
  Runnable start(String name, Runnable body);

  /** Runs a body at that time or soon after, and returns its cancel. */
  Runnable at(Instant when, Runnable body);
}
