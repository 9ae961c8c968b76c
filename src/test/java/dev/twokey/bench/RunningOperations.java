package dev.twokey.bench;

import dev.twokey.action.ActionCall;
import dev.twokey.action.Outcome;
import dev.twokey.app.BenchBot;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationDecider;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A bot in which a number of operations run: their steps were sent and have not come back. */
final class RunningOperations implements AutoCloseable {
  private static final long WAIT_SECONDS_MAX = 60;
  private static final String HELD = "held-";

  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch running;
  private final Consumer<ActionCall> sent;
  private final BenchBot bot;
  private final BiConsumer<StreamId, Object> heard;
  private final InstantSource clock = InstantSource.system();

  /**
   * Starts them.
   *
   * @param sent hears of each further step that is sent, on a thread of its own
   * @param heard gets each change of the other operations
   */
  RunningOperations(
      Path journal, int operations, Consumer<ActionCall> sent, BiConsumer<StreamId, Object> heard)
      throws InterruptedException {
    this.sent = sent;
    this.heard = heard;
    this.running = new CountDownLatch(operations);
    this.bot =
        new BenchBot(
            journal,
            BenchHouse.setup(Map.of(), List.of()),
            List.of(),
            List.of(new BenchHouse.Restart(this::execute)),
            clock,
            this::changed);
    for (int i = 0; i < operations; i++) {
      ask(HELD + i);
    }
    if (!running.await(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new IllegalStateException(running.getCount() + " operations did not begin to run");
    }
  }

  BenchBot bot() {
    return bot;
  }

  InstantSource clock() {
    return clock;
  }

  /** Asks for a restart in an operation of the workload's name. */
  void ask(String workload) {
    var _ =
        bot.loop()
            .ask(
                OperationDecider.stream(workload),
                BenchHouse.ask(workload),
                "ana",
                Optional.of("ask " + workload));
  }

  private void changed(StreamId stream, Object state) {
    if (!stream.id().startsWith(HELD)) {
      heard.accept(stream, state);
    } else if (state instanceof Operation o && Signing.waits(o)) {
      var _ = Signing.sign(bot.loop(), o, clock.instant());
    }
  }

  private Outcome execute(ActionCall call) {
    if (!String.valueOf(call.with().get("workload")).startsWith(HELD)) {
      sent.accept(call);
      return BenchHouse.success();
    }
    running.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return BenchHouse.success();
  }

  @Override
  public void close() {
    bot.close();
    release.countDown();
  }
}
