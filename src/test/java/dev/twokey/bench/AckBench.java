package dev.twokey.bench;

import dev.twokey.chat.Conversation;
import dev.twokey.incident.IncidentDecider;
import dev.twokey.incident.IncidentInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes until an input is durable and acknowledged, at 50 a second, with 200 operations
 * running.
 */
final class AckBench implements Benchmark {
  private static final int RUNNING = 200;
  private static final int A_SECOND = 50;
  private static final int SECONDS = 15;
  private static final int SECONDS_THOROUGH = 60;
  private static final double BAR_MILLIS = 100;

  @Override
  public List<Measured> run(Path scratch, boolean thorough) throws Exception {
    int inputs = A_SECOND * (thorough ? SECONDS_THOROUGH : SECONDS);
    Times times = new Times();
    try (RunningOperations running =
        new RunningOperations(scratch.resolve("journal.db"), RUNNING, _ -> {}, (_, _) -> {})) {
      open(running);
      List<CompletableFuture<?>> answers = new ArrayList<>();
      long start = System.nanoTime();
      for (int i = 0; i < inputs; i++) {
        LockSupport.parkNanos(start + i * 1_000_000_000L / A_SECOND - System.nanoTime());
        answers.add(note(running, i, times));
      }
      CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0])).get();
    }
    return List.of(
        Measured.against(
            "acknowledgement, journaled: "
                + inputs
                + " inputs, "
                + A_SECOND
                + "/s, "
                + RUNNING
                + " operations running",
            "p99 <= 100 ms",
            times.text(),
            times.at(0.99) <= BAR_MILLIS));
  }

  private static void open(RunningOperations running) throws Exception {
    running
        .bot()
        .loop()
        .ask(
            IncidentDecider.stream("bench"),
            new IncidentInput.Open(
                "bench",
                "staging",
                BenchHouse.ANA,
                new Conversation("console", "bench", Optional.empty()),
                false),
            "ana",
            Optional.empty())
        .toCompletableFuture()
        .get();
  }

  private static CompletableFuture<?> note(RunningOperations running, int number, Times times) {
    long began = System.nanoTime();
    return running
        .bot()
        .loop()
        .ask(
            IncidentDecider.stream("bench"),
            new IncidentInput.Note(BenchHouse.ANA, "note " + number),
            "ana",
            Optional.of("key " + number))
        .thenAccept(answer -> {
          if (!answer.recorded() || answer.refusal().isPresent()) {
            throw new IllegalStateException("not recorded: " + answer);
          }
          times.add(System.nanoTime() - began);
        })
        .toCompletableFuture();
  }
}
