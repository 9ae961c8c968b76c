package dev.twokey.bench;

import dev.twokey.app.BenchBot;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationDecider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes a journal of operations that were asked for, signed, run and done, through the real loop
 * and the real store, with a clock that goes from then to now in steps.
 */
final class HistoryMaker {
  private static final int WAVE = 500;
  private static final long WAIT_SECONDS_MAX = 120;

  private HistoryMaker() {}

  /**
   * Makes one.
   *
   * @param past how far back the oldest lies; they are spread evenly from there to now
   */
  static void make(Path journal, int operations, Duration past) throws InterruptedException {
    Instant now = Instant.now();
    AtomicReference<Instant> clock = new AtomicReference<>(now.minus(past));
    AtomicReference<CountDownLatch> left = new AtomicReference<>(new CountDownLatch(0));
    Set<String> signed = ConcurrentHashMap.newKeySet();
    Set<String> ended = ConcurrentHashMap.newKeySet();
    AtomicReference<BenchBot> bot = new AtomicReference<>();
    try (BenchBot made =
        new BenchBot(
            journal,
            BenchHouse.setup(Map.of(), List.of()),
            List.of(),
            List.of(new BenchHouse.Restart(_ -> BenchHouse.success())),
            clock::get,
            (_, state) -> {
              if (state instanceof Operation o && Signing.waits(o) && signed.add(o.id())) {
                var _ = Signing.sign(bot.get().loop(), o, clock.get());
              } else if (state instanceof Operation o && o.isEnded() && ended.add(o.id())) {
                left.get().countDown();
              }
            })) {
      bot.set(made);
      for (int first = 0; first < operations; first += WAVE) {
        clock.set(now.minus(past.multipliedBy(operations - first).dividedBy(operations)));
        left.set(new CountDownLatch(WAVE));
        for (int i = first; i < first + WAVE; i++) {
          ask(made, "%06x".formatted(i));
        }
        if (!left.get().await(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
          throw new IllegalStateException(left.get().getCount() + " operations did not end");
        }
      }
    }
  }

  private static void ask(BenchBot bot, String id) {
    var _ =
        bot.loop()
            .ask(
                OperationDecider.stream(id),
                BenchHouse.ask("worker-" + id),
                "ana",
                Optional.of("console " + id));
  }
}
