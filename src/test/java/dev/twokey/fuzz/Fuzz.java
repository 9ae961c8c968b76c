package dev.twokey.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Fuzzes targets one after the other, each in a process of Jazzer's: {@code [NAME] [--seconds N]}.
 * What Jazzer learns stays in {@code .twokey/fuzz}; an input that shows a mistake is named, to be
 * kept among the test's resources once it is understood.
 */
public final class Fuzz {
  private static final Path STATE = Path.of(".twokey/fuzz");
  private static final int SECONDS_DEFAULT = 60;
  private static final int SECONDS_FOR_ONE_INPUT = 20;
  private static final int SECONDS_TO_START_AND_END = 120;

  private Fuzz() {}

  /** Fuzzes, and ends with 1 if a mistake was found. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int seconds = SECONDS_DEFAULT;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--seconds") && i + 1 < arguments.length) {
        seconds = Integer.parseInt(arguments[++i]);
      } else {
        names.add(arguments[i]);
      }
    }
    boolean held = true;
    for (String name : names.isEmpty() ? FuzzTargets.names() : names) {
      held &= fuzz(name, seconds, System.out);
    }
    System.exit(held ? 0 : 1);
  }

  private static boolean fuzz(String target, int seconds, PrintStream out)
      throws IOException, InterruptedException {
    Path corpus = Files.createDirectories(STATE.resolve(target));
    Path found = Files.createDirectories(STATE.resolve(target + "-found"));
    Path log = STATE.resolve(target + ".log");
    List<String> seeds = new ArrayList<>(FuzzTargets.named(target).seeds());
    seeds.addAll(KeptInputs.of(target).values());
    for (String seed : seeds) {
      String name = "seed-" + HexFormat.of().toHexDigits(seed.hashCode());
      Files.writeString(corpus.resolve(name), seed, StandardCharsets.UTF_8);
    }
    out.println(target + ": " + seconds + " s ...");
    Process jazzer =
        new ProcessBuilder(command(target, seconds, corpus, found))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = jazzer.waitFor(seconds + SECONDS_TO_START_AND_END, TimeUnit.SECONDS);
    int code = ended ? jazzer.exitValue() : jazzer.destroyForcibly().waitFor();
    out.println("  " + lastProgress(log));
    if (code != 0) {
      out.println("  a mistake (exit " + code + "): see " + log + " and the input in " + found);
    }
    return code == 0;
  }

  private static List<String> command(String target, int seconds, Path corpus, Path found) {
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-Xmx1g",
        "-XX:+EnableDynamicAgentLoading",
        "-Xshare:off",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Dfuzz.target=" + target,
        "-cp",
        System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + FuzzEntry.class.getName(),
        "--instrumentation_includes=dev.twokey.**:org.commonmark.**:org.snakeyaml.**",
        // Jazzer's own detectors look for calls that the libraries below make by design
        "--custom_hook_includes=dev.twokey.**",
        // the console's target speaks to a server of its own
        "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery",
        "--reproducer_path=" + found,
        "-artifact_prefix=" + found + "/",
        "-max_total_time=" + seconds,
        "-timeout=" + SECONDS_FOR_ONE_INPUT,
        "-max_len=" + FuzzTarget.INPUT_MAX,
        "-rss_limit_mb=3000",
        "-print_final_stats=1",
        corpus.toString());
  }

  private static String lastProgress(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.matches("#\\d.*|== .*"))
          .reduce((first, second) -> second)
          .orElse("no progress: see the log");
    }
  }
}
