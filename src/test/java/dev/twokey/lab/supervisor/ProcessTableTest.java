package dev.twokey.lab.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twokey.lab.supervisor.ProcessTable.Identity;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProcessTableTest {
  @Test
  void a_name_with_parentheses_and_blanks_does_not_shift_the_fields() {
    String stat = "42 (a) S (b) Z 7 8 9 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 123456 0 0";

    ProcessTable.Entry entry = ProcessTable.parse(42, stat).orElseThrow();

    assertThat(entry.identity()).isEqualTo(new Identity(42, 123_456));
    assertThat(entry.parent()).isEqualTo(7);
    assertThat(entry.session()).isEqualTo(9);
    assertThat(entry.zombie()).isTrue();
  }

  @Test
  void a_process_is_itself_only_with_its_start_time() {
    long pid = ProcessHandle.current().pid();
    Identity self = ProcessTable.read(pid).orElseThrow().identity();

    assertThat(ProcessTable.living(self)).isPresent();
    assertThat(ProcessTable.living(new Identity(pid, self.startTicks() + 1))).isEmpty();
    assertThat(ProcessTable.residentBytes(pid).orElseThrow()).isGreaterThan(1L << 20);
  }

  @Test
  void a_signal_for_another_start_time_reaches_nobody() throws IOException {
    Process process = new ProcessBuilder("sleep", "1000").start();
    try {
      Identity real = ProcessTable.read(process.pid()).orElseThrow().identity();

      Signals.send("KILL", List.of(new Identity(real.pid(), real.startTicks() - 1)));
      assertThat(ProcessTable.living(real)).isPresent();

      Signals.send("KILL", List.of(real));
      await().until(() -> !process.isAlive());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void a_pid_that_nobody_has_is_nothing() {
    assertThat(ProcessTable.read(1L << 40)).isEmpty();
    assertThat(ProcessTable.environment(1L << 40)).isEmpty();
    assertThat(ProcessTable.residentBytes(1L << 40)).isEmpty();
  }
}
