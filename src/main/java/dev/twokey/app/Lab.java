package dev.twokey.app;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts and stops the demo's lab, which is a program of its own. */
final class Lab {
  private static final List<String> ENVIRONMENTS = List.of("staging", "prod");
  private static final long UP_SECONDS = 180;
  private static final long DOWN_SECONDS = 60;

  private final Path home;
  private final PrintWriter out;

  Lab(Path home, PrintWriter out) {
    this.home = home;
    this.out = out;
  }

  /** Brings both environments up, or attaches to what runs; returns whether both are there. */
  boolean up() throws IOException, InterruptedException {
    List<Process> starting = new ArrayList<>();
    List<Thread> readers = new ArrayList<>();
    for (String environment : ENVIRONMENTS) {
      Process process = start("up", environment);
      starting.add(process);
      readers.add(Thread.ofVirtual().start(() -> copy(environment, process)));
    }
    boolean all = true;
    for (Process process : starting) {
      boolean ended = process.waitFor(UP_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroy();
      }
      all &= ended && process.exitValue() == 0;
    }
    for (Thread reader : readers) {
      reader.join();
    }
    if (!all) {
      out.println("twokey: the lab did not come up; its logs are below .twokey/lab");
      out.flush();
    }
    return all;
  }

  /** Stops both environments. */
  void down() {
    List<Process> stopping = new ArrayList<>();
    try {
      for (String environment : ENVIRONMENTS) {
        stopping.add(start("down", environment));
      }
      for (Process process : stopping) {
        process.getInputStream().readAllBytes();
        if (!process.waitFor(DOWN_SECONDS, TimeUnit.SECONDS)) {
          out.println("twokey: the lab is still stopping; ./twokey lab status tells how far it is");
          out.flush();
        }
      }
    } catch (IOException e) {
      out.println("twokey: the lab could not be stopped: " + e.getMessage());
      out.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process start(String what, String environment) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            java,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.twokey.lab.LabMain",
            what,
            "--env",
            environment,
            "--dir",
            home.resolve(Path.of(".twokey", "lab", environment)).toString());
    return new ProcessBuilder(command)
        .directory(new File(home.toString()))
        .redirectErrorStream(true)
        .start();
  }

  private void copy(String environment, Process process) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (out) {
          out.println("  lab " + environment + ": " + line);
          out.flush();
        }
      }
    } catch (IOException e) {
      out.println("  lab " + environment + ": its output can't be read: " + e.getMessage());
    }
  }
}
