package dev.twokey.bench;

import dev.twokey.chat.Conversation;
import dev.twokey.incident.IncidentDecider;
import dev.twokey.incident.IncidentInput;
import dev.twokey.inventory.Inventory;
import dev.twokey.people.PersonId;
import dev.twokey.problem.Problems;
import dev.twokey.runbook.RunbookCatalog;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** How long it takes until an input is durable and acknowledged, at 50 a second. */
final class AckBench {
  private static final int INPUTS = 1_000;
  private static final long PAUSE_NANOS = 20_000_000;

  private AckBench() {}

  static void run(PrintStream out) throws Exception {
    Path folder = Files.createTempDirectory("twokey-bench");
    RunbookCatalog catalog =
        RunbookCatalog.load(Map.of(), Map.of(), Map.of(), new Inventory(Map.of()), new Problems())
            .orElseThrow();
    ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
    PersonId ana = new PersonId("ana");
    try (BenchBot bot =
        new BenchBot(
            folder.resolve("journal.db"),
            catalog,
            new Inventory(Map.of()),
            List.of(),
            (_, _) -> {})) {
      Conversation where = new Conversation("console", "bench", Optional.empty());
      bot.loop()
          .ask(
              IncidentDecider.stream("bench"),
              new IncidentInput.Open("bench", "staging", ana, where, false),
              "ana",
              Optional.empty())
          .toCompletableFuture()
          .get();
      List<CompletableFuture<?>> answers = new ArrayList<>();
      for (int i = 0; i < INPUTS; i++) {
        long began = System.nanoTime();
        answers.add(
            bot.loop()
                .ask(
                    IncidentDecider.stream("bench"),
                    new IncidentInput.Note(ana, "note " + i),
                    "ana",
                    Optional.of("key " + i))
                .thenAccept(_ -> times.add(System.nanoTime() - began))
                .toCompletableFuture());
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0])).get();
    }
    List<Long> sorted = times.stream().sorted().toList();
    out.printf(
        "ack: %d inputs, about 50 a second: p50 %.1f ms, p99 %.1f ms, most %.1f ms (bar: p99 100"
            + " ms)%n",
        sorted.size(), at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
  }

  static double at(List<Long> sorted, double share) {
    int place = (int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share));
    return sorted.get(place) / 1e6;
  }
}
