package dev.twokey.bench;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs the benchmarks: {@code ./twokey bench [ack] [diagnosis] [appends]}, all of them without a
 * word.
 */
public final class Benchmarks {
  private static final Set<String> ALL = new TreeSet<>(Set.of("ack", "diagnosis", "appends"));

  private Benchmarks() {}

  /** Prints one block of numbers for each benchmark that was named. */
  public static void main(String[] arguments) throws Exception {
    List<String> wanted = arguments.length == 0 ? List.copyOf(ALL) : List.of(arguments);
    for (String name : wanted) {
      switch (name) {
        case "ack" -> AckBench.run(System.out);
        case "diagnosis" -> DiagnosisBench.run(System.out);
        case "appends" -> dev.twokey.journal.sql.AppendBench.main(new String[0]);
        default -> System.out.println("There is no benchmark '" + name + "'. There are: " + ALL);
      }
    }
  }
}
