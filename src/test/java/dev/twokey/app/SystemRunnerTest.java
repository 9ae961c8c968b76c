package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SystemRunnerTest {
  private static final int ALARMS = 200;

  @Test
  void an_alarm_never_rings_before_its_time() throws Exception {
    InstantSource clock = InstantSource.system();
    try (SystemRunner runner = new SystemRunner(clock)) {
      List<CompletableFuture<Duration>> late = new ArrayList<>();
      for (int i = 0; i < ALARMS; i++) {
        Instant when = clock.instant().plus(Duration.ofNanos(5_000_000L + i * 12_345L));
        CompletableFuture<Duration> rang = new CompletableFuture<>();
        runner.at(when, () -> rang.complete(Duration.between(when, clock.instant())));
        late.add(rang);
      }
      for (CompletableFuture<Duration> each : late) {
        assertThat(each.get(10, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(Duration.ZERO);
      }
    }
  }
}
