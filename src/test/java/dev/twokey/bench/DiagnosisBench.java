package dev.twokey.bench;

import dev.twokey.chat.Conversation;
import dev.twokey.condition.Shape;
import dev.twokey.diagnosis.Diagnosis;
import dev.twokey.diagnosis.DiagnosisDecider;
import dev.twokey.diagnosis.DiagnosisEvent;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.InventoryReader;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.probe.Cancellation;
import dev.twokey.probe.Probe;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.ProbeKind;
import dev.twokey.probe.Reading;
import dev.twokey.problem.Problems;
import dev.twokey.runbook.RunbookCatalog;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a diagnosis of many checks takes beyond its slowest check. */
final class DiagnosisBench {
  private static final long CHECK_MILLIS = 200;
  private static final int ROUNDS = 7;

  private DiagnosisBench() {}

  static void run(PrintStream out) throws Exception {
    for (int checks : new int[] {100, 500}) {
      Problems problems = new Problems();
      Inventory inventory =
          InventoryReader.read(
              Map.of("staging.yaml", "color: blue\nchannels: [console:staging]\n"), problems);
      Probe slow = new Slow();
      RunbookCatalog catalog =
          RunbookCatalog.load(
                  Map.of("bench.md", runbook(checks)),
                  Map.of("bench.slow", slow.kind()),
                  Map.of(),
                  inventory,
                  problems)
              .orElseThrow(() -> new IllegalStateException(problems.findings().toString()));
      BlockingQueue<Instant> done = new ArrayBlockingQueue<>(100);
      Path folder = Files.createTempDirectory("twokey-bench");
      try (BenchBot bot =
          new BenchBot(
              folder.resolve("journal.db"),
              catalog,
              inventory,
              List.of(slow),
              (_, state) -> {
                if (state instanceof Diagnosis d && d.findings().isPresent()) {
                  done.add(Instant.now());
                }
              })) {
        long best = Long.MAX_VALUE;
        long worst = 0;
        for (int i = 0; i < ROUNDS; i++) {
          long began = System.nanoTime();
          bot.loop()
              .ask(
                  DiagnosisDecider.stream("d" + i),
                  new DiagnosisDecider.Ask(question()),
                  "ana",
                  Optional.empty());
          if (done.poll(30, TimeUnit.SECONDS) == null) {
            throw new IllegalStateException("no answer in 30 s");
          }
          long millis = (System.nanoTime() - began) / 1_000_000 - CHECK_MILLIS;
          best = Math.min(best, millis);
          worst = i == 0 ? 0 : Math.max(worst, millis); // the first round warms up
        }
        out.printf(
            "diagnosis: %d checks of %d ms: %d to %d ms beyond the slowest check (bar: %d ms)%n",
            checks, CHECK_MILLIS, best, worst, checks == 100 ? 50 : 150);
      }
    }
  }

  private static DiagnosisEvent.Question question() {
    return new DiagnosisEvent.Question(
        new PersonId("ana"),
        new Account("console", "ana"),
        new Conversation("console", "bench", Optional.empty()),
        "/diagnose bench",
        "staging",
        "bench",
        List.of("bench"),
        false);
  }

  private static String runbook(int checks) {
    StringBuilder text =
        new StringBuilder(
            "---\ntitle: Bench\nservice: bench\nowner: nobody\nenvironments: [staging]\n---\n");
    for (int i = 0; i < checks; i++) {
      text.append("```yaml check\nid: c")
          .append(i)
          .append("\nprobe: bench.slow\nexpect: it.fine\n```\n");
      text.append("```yaml cause\nid: cause")
          .append(i)
          .append("\nwhen: c")
          .append(i)
          .append(".ok == false\nsays: it broke\n```\n");
    }
    return text.toString();
  }

  /** A probe that takes its time. */
  private static final class Slow implements Probe {
    @Override
    public ProbeKind kind() {
      return new ProbeKind(
          "bench.slow",
          List.of(),
          new Shape.Fields("slow", Map.of("fine", Shape.Plain.FLAG)),
          false,
          "takes its time");
    }

    @Override
    public Reading read(ProbeCall call, Cancellation cancellation) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(CHECK_MILLIS));
      return new Reading.Observed(Instant.now(), Map.of("fine", true));
    }
  }
}
