package dev.twokey.journal.sql;

import dev.twokey.journal.Appended;
import dev.twokey.journal.JournalException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A process of its own that works on a journal, and is killed or starved by its parent. */
final class JournalProcess {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private JournalProcess() {}

  /** Starts a process: {@code count FILE SEED HOW_MANY}, {@code try FILE}, {@code starve FILE}. */
  static Process start(Object... args) throws IOException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(JournalProcess.class.getName());
    for (Object arg : args) {
      command.add(arg.toString());
    }
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]);
    switch (args[0]) {
      case "count" -> count(file, new Random(Long.parseLong(args[2])), Integer.parseInt(args[3]));
      case "try" -> tryToOpen(file);
      case "starve" -> starve(file);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /** Goes on counting in batches, and prints each number once it is acknowledged. */
  private static void count(Path file, Random random, int howMany) {
    try (SqliteJournal journal = JournalFiles.open(file)) {
      long before = journal.head().position();
      long end = before + howMany;
      while (before < end) {
        int size = (int) Math.min(1 + random.nextInt(20), end - before);
        for (Appended answer : JournalFiles.count(journal, before, size)) {
          OUT.println(((Appended.Stored) answer).events().getFirst().position());
        }
        before += size;
      }
    }
  }

  private static void tryToOpen(Path file) {
    try (SqliteJournal journal = JournalFiles.open(file)) {
      OUT.println("opened " + journal.head().position());
    } catch (JournalException e) {
      OUT.println(e.problem().code() + " " + e.problem().line());
    }
  }

  /** Counts until it can't, says why, waits for a line, and goes on. */
  private static void starve(Path file) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (SqliteJournal journal = JournalFiles.open(file)) {
      OUT.println("ready");
      in.readLine();
      long before = 0;
      int refused = 0;
      while (before < 1_000_000 && refused < 3) {
        List<Appended> answers = JournalFiles.count(journal, before, 10);
        long stored = answers.stream().filter(a -> a instanceof Appended.Stored).count();
        before += stored;
        refused += stored == 0 ? 1 : 0;
        if (stored == 0) {
          OUT.println("refused " + before + " " + answers);
        }
      }
      OUT.println("waiting");
      in.readLine();
      OUT.println("then " + JournalFiles.count(journal, before, 10).getFirst());
    }
  }
}
