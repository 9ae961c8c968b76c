package dev.twokey.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the benchmarks: {@code ./twokey bench [--long] [NAME..]}, all of them without a name. Ends
 * with 1 if one falls short, with 2 if there is no benchmark of a name.
 */
public final class Benchmarks {
  private static final int USAGE = 2;

  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

  static {
    ALL.put("ack", new AckBench());
    ALL.put("approval", new ApprovalBench());
    ALL.put("diagnosis", new DiagnosisBench());
    ALL.put("appends", new AppendBench());
    ALL.put("export", new ExportBench());
    ALL.put("start", new StartBench());
    ALL.put("simulator", new SimulatorRate());
  }

  private Benchmarks() {}

  /** Measures, and prints one table. */
  public static void main(String[] arguments) throws Exception {
    List<String> names = new ArrayList<>(List.of(arguments));
    boolean thorough = names.remove("--long");
    for (String name : names) {
      if (!ALL.containsKey(name)) {
        OUT.println("There is no benchmark '" + name + "'. There are: " + ALL.keySet());
        System.exit(USAGE);
      }
    }
    OUT.println(machine());
    List<Measured> lines = new ArrayList<>();
    for (String name : names.isEmpty() ? ALL.keySet() : names) {
      OUT.println("measuring: " + name + " ...");
      for (Measured line : measure(requireNonNull(ALL.get(name), name), thorough)) {
        lines.add(line);
        OUT.println("  " + line.what() + ": " + line.value() + " " + line.verdict());
      }
    }
    table(lines);
    OUT.println(load());
    System.exit(lines.stream().anyMatch(l -> l.holds().filter(h -> !h).isPresent()) ? 1 : 0);
  }

  /** The folder lies where the sources lie: a temporary folder may be in memory. */
  private static List<Measured> measure(Benchmark benchmark, boolean thorough) throws Exception {
    Path parent = Path.of(System.getProperty("twokey.home", ".")).resolve(".twokey");
    Path scratch = Files.createTempDirectory(Files.createDirectories(parent), "bench");
    try {
      return benchmark.run(scratch, thorough);
    } finally {
      delete(scratch);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String machine() {
    return "on "
        + Runtime.getRuntime().availableProcessors()
        + " processors, Java "
        + Runtime.version()
        + ", "
        + load();
  }

  private static String load() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    double load = system.getSystemLoadAverage();
    return String.format(
        Locale.ROOT,
        "load average %.2f%s",
        load,
        load > 1 ? ": others work on this machine too, so take the numbers for too bad" : "");
  }

  private static void table(List<Measured> lines) {
    int what = lines.stream().mapToInt(l -> l.what().length()).max().orElse(0);
    int bar = lines.stream().mapToInt(l -> l.bar().length()).max().orElse(0);
    int value = lines.stream().mapToInt(l -> l.value().length()).max().orElse(0);
    String row = "%-" + (what + 2) + "s%-" + (bar + 2) + "s%-" + (value + 2) + "s%s%n";
    OUT.println();
    OUT.printf(row, "what", "bar", "measured", "");
    lines.forEach(l -> OUT.printf(row, l.what(), l.bar(), l.value(), l.verdict()));
    OUT.println();
  }
}
