package dev.twokey.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A Java program in a process of its own, measured from outside. */
final class ChildProgram implements AutoCloseable {
  private static final long STOP_SECONDS_MAX = 20;

  private final Process process;
  private final BufferedReader lines;

  private ChildProgram(Process process) {
    this.process = process;
    this.lines = process.inputReader();
  }

  /** Starts one with the options that this process was started with, and more of them. */
  static ChildProgram start(List<String> options, List<String> call) throws IOException {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(options);
    all.addAll(call);
    return new ChildProgram(
        new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Reads on until a line fits, and returns it; fails if the program ends first. */
  String line(Predicate<String> fits) throws IOException {
    List<String> others = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (fits.test(line)) {
        return line;
      }
      others.add(line);
    }
    throw new IllegalStateException("the program ended; it said: " + String.join(" | ", others));
  }

  /** Returns its resident memory in MiB, as the kernel counts it; only on Linux. */
  long residentMebibytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IllegalStateException("the kernel does not tell its memory");
  }

  /** Returns what the child's garbage collector frees first, as {@code jcmd GC.run} does. */
  void collectGarbage() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    int exit =
        new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.run")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IllegalStateException("jcmd GC.run ended with " + exit);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
