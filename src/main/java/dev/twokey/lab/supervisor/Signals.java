package dev.twokey.lab.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends a signal to processes that still are who they were. */
final class Signals {
  private static final long SEND_SECONDS_MAX = 10;

  private Signals() {}

  /** Signals each process that still lives with the same start time; the others are left alone. */
  static void send(String signal, List<ProcessTable.Identity> targets) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -s \"$@\"", "kill", signal));
    targets.stream()
        .filter(target -> target.pid() > 1 && ProcessTable.living(target).isPresent())
        .forEach(target -> command.add(Long.toString(target.pid())));
    if (command.size() == 5) {
      return;
    }
    try {
      // An exit code of 1 means that one of them ended in the meantime, which is no failure here.
      Process kill =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!kill.waitFor(SEND_SECONDS_MAX, TimeUnit.SECONDS)) {
        kill.destroyForcibly();
        throw new IllegalStateException("kill -s " + signal + " did not end");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("sh can't be started to send " + signal, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending " + signal, e);
    }
  }
}
