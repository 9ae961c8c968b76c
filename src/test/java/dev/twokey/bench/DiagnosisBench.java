package dev.twokey.bench;

import dev.twokey.app.BenchBot;
import dev.twokey.chat.Conversation;
import dev.twokey.condition.Shape;
import dev.twokey.diagnosis.Diagnosis;
import dev.twokey.diagnosis.DiagnosisDecider;
import dev.twokey.diagnosis.DiagnosisEvent;
import dev.twokey.journal.StreamId;
import dev.twokey.probe.Cancellation;
import dev.twokey.probe.Probe;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.ProbeKind;
import dev.twokey.probe.Reading;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a diagnosis of many checks takes beyond its slowest check. The worst round counts; the first
 * ones warm up.
 */
final class DiagnosisBench implements Benchmark {
  private static final long CHECK_MILLIS = 200;
  private static final int ROUNDS = 20;
  private static final int WARM_UP = 5;
  private static final long WAIT_SECONDS_MAX = 30;

  /** How many checks, and how many milliseconds they may take beyond the slowest. */
  private record Size(int checks, int bar) {}

  @Override
  public List<Measured> run(Path scratch, boolean thorough) throws Exception {
    List<Measured> lines = new ArrayList<>();
    for (Size size : List.of(new Size(100, 50), new Size(500, 150))) {
      Times times = times(scratch.resolve("journal-" + size.checks() + ".db"), size.checks());
      lines.add(
          Measured.against(
              "diagnosis of " + size.checks() + " checks, beyond the slowest",
              "+ " + size.bar() + " ms",
              times.text(),
              times.at(1) <= size.bar()));
    }
    return lines;
  }

  private static Times times(Path journal, int checks) throws InterruptedException {
    Probe slow = new Slow();
    BlockingQueue<Long> done = new LinkedBlockingQueue<>();
    Set<StreamId> answered = new HashSet<>();
    Times times = new Times();
    try (BenchBot bot =
        new BenchBot(
            journal,
            BenchHouse.setup(Map.of("bench.md", runbook(checks)), List.of(slow)),
            List.of(slow),
            List.of(),
            InstantSource.system(),
            (stream, state) -> {
              if (state instanceof Diagnosis d
                  && d.findings().isPresent()
                  && answered.add(stream)) {
                done.add(System.nanoTime());
              }
            })) {
      for (int i = 0; i < ROUNDS; i++) {
        long began = System.nanoTime();
        var _ =
            bot.loop()
                .ask(
                    DiagnosisDecider.stream("d" + i),
                    new DiagnosisDecider.Ask(question()),
                    "ana",
                    Optional.empty());
        Long ended = done.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        if (ended == null) {
          throw new IllegalStateException("no answer in " + WAIT_SECONDS_MAX + " s");
        }
        if (i >= WARM_UP) {
          times.add(ended - began - TimeUnit.MILLISECONDS.toNanos(CHECK_MILLIS));
        }
      }
    }
    return times;
  }

  private static DiagnosisEvent.Question question() {
    return new DiagnosisEvent.Question(
        BenchHouse.ANA,
        BenchHouse.account(BenchHouse.ANA),
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
