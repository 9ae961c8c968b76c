package dev.twokey.bench;

import static java.util.Objects.requireNonNull;

import dev.twokey.operation.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * From the second person's signature until the first step goes to its connector, through the
 * journal twice, with 200 other operations running. The first rounds warm up.
 */
final class ApprovalBench implements Benchmark {
  private static final int RUNNING = 200;
  private static final int ROUNDS = 400;
  private static final int WARM_UP = 50;
  private static final long WAIT_SECONDS_MAX = 30;
  private static final double BAR_MILLIS = 100;

  @Override
  public List<Measured> run(Path scratch, boolean thorough) throws Exception {
    Times times = new Times();
    Map<String, Long> sent = new ConcurrentHashMap<>();
    Set<String> asked = ConcurrentHashMap.newKeySet();
    BlockingQueue<Operation> waiting = new LinkedBlockingQueue<>();
    BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    try (RunningOperations running =
        new RunningOperations(
            scratch.resolve("journal.db"),
            RUNNING,
            call -> {
              String workload = String.valueOf(call.with().get("workload"));
              sent.put(workload, System.nanoTime());
              begun.add(workload);
            },
            (_, state) -> {
              if (state instanceof Operation o && Signing.waits(o) && asked.add(o.id())) {
                waiting.add(o);
              }
            })) {
      for (int i = 0; i < ROUNDS; i++) {
        running.ask("w" + i);
        Operation operation = next(waiting);
        long clicked = System.nanoTime();
        var _ = Signing.sign(running.bot().loop(), operation, running.clock().instant());
        String workload = next(begun);
        if (i >= WARM_UP) {
          times.add(requireNonNull(sent.get(workload), "sent") - clicked);
        }
      }
    }
    return List.of(
        Measured.against(
            "approval click to first step sent: " + times.count() + " of them",
            "p99 <= 100 ms",
            times.text(),
            times.at(0.99) <= BAR_MILLIS));
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
    if (next == null) {
      throw new IllegalStateException("nothing came in " + WAIT_SECONDS_MAX + " s");
    }
    return next;
  }
}
