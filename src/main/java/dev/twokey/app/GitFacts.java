package dev.twokey.app;

import dev.twokey.runbook.Revision;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks the {@code git} binary, once for all files of a folder, who changed each last and whether it
 * was edited since. Where there is no git or no checkout, all is unknown. No configuration but the
 * repository's own counts, and none of its programs is run.
 */
final class GitFacts {
  private static final int SECONDS_MOST = 5;
  private static final String COMMIT = "\u001e";
  private static final String FIELD = "\u001f";

  private final Path folder;

  private GitFacts(Path folder) {
    this.folder = folder;
  }

  /** Returns what is known of these files of a folder; one that is left out is unknown. */
  static Map<String, Revision> of(Path folder, Collection<String> files) {
    GitFacts git = new GitFacts(folder);
    Map<String, Revision> known = new HashMap<>();
    try {
      List<String> prefix = git.lines(Set.of(), "rev-parse", "--show-prefix");
      if (!prefix.isEmpty()) {
        Map<String, Revision.State> edited = git.edited(prefix.getFirst());
        Map<String, Last> last = git.last(prefix.getFirst(), files);
        files.forEach(file -> known.put(file, revision(file, edited, last)));
      }
    } catch (IOException _) {
      known.clear(); // no git, no checkout, or one that is another user's: unknown is an answer
    }
    return known;
  }

  private static Revision revision(
      String file, Map<String, Revision.State> edited, Map<String, Last> last) {
    Optional<Last> found = Optional.ofNullable(last.get(file));
    Revision.State state =
        edited.getOrDefault(
            file, found.isPresent() ? Revision.State.COMMITTED : Revision.State.UNKNOWN);
    return new Revision(
        file,
        state,
        found.map(Last::commit).orElse(""),
        found.map(Last::author).orElse(""),
        found.flatMap(Last::at));
  }

  /** Returns the files that are not as they were committed, ignored ones with them. */
  private Map<String, Revision.State> edited(String prefix) throws IOException {
    Map<String, Revision.State> edited = new HashMap<>();
    List<String> lines =
        lines(
            Set.of(),
            "status",
            "--porcelain=v1",
            "--no-renames",
            "--untracked-files=all",
            "--ignored=matching",
            "--",
            ".");
    for (String line : lines) {
      String mark = line.substring(0, 2);
      boolean untracked = mark.equals("??") || mark.equals("!!");
      edited.put(
          name(prefix, line.substring(3)),
          untracked ? Revision.State.UNTRACKED : Revision.State.MODIFIED);
    }
    return edited;
  }

  /** The newest commit of a file. */
  private record Last(String commit, String author, Optional<Instant> at) {
    static Last of(String line) {
      String[] fields = line.substring(COMMIT.length()).split(FIELD, -1);
      return new Last(fields[0], fields[1], time(fields[fields.length - 1]));
    }

    private static Optional<Instant> time(String text) {
      try {
        return Optional.of(OffsetDateTime.parse(text).toInstant());
      } catch (DateTimeException _) {
        return Optional.empty();
      }
    }
  }

  /** Reads the history, newest first, no further than until each file was met. */
  private Map<String, Last> last(String prefix, Collection<String> files) throws IOException {
    Map<String, Last> last = new HashMap<>();
    Set<String> open = new HashSet<>();
    files.forEach(file -> open.add(prefix + file));
    Optional<Last> commit = Optional.empty();
    String format = "--format=" + COMMIT + "%H" + FIELD + "%an" + FIELD + "%cI";
    for (String line : lines(open, "log", "--name-only", "--no-renames", format, "--", ".")) {
      if (line.startsWith(COMMIT)) {
        commit = Optional.of(Last.of(line));
      } else {
        commit.ifPresent(c -> last.putIfAbsent(name(prefix, line), c));
      }
    }
    return last;
  }

  private static String name(String prefix, String path) {
    String plain =
        path.startsWith("\"") && path.endsWith("\"") ? path.substring(1, path.length() - 1) : path;
    return plain.startsWith(prefix) ? plain.substring(prefix.length()) : plain;
  }

  /**
   * Returns the lines that git writes.
   *
   * @param until reading ends when each of these lines was read; empty for all lines
   * @throws IOException where git is missing, fails or takes too long
   */
  private List<String> lines(Set<String> until, String... arguments) throws IOException {
    Process git = start(arguments);
    CompletableFuture.delayedExecutor(SECONDS_MOST, TimeUnit.SECONDS).execute(git::destroyForcibly);
    List<String> lines = new ArrayList<>();
    Set<String> left = new HashSet<>(until);
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(git.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      while (line != null) {
        if (!line.isEmpty() || until.isEmpty()) {
          lines.add(line);
        }
        if (left.remove(line) && left.isEmpty()) {
          git.destroyForcibly(); // the rest of the history is of no interest
          return lines;
        }
        line = out.readLine();
      }
    }
    if (exit(git) != 0) {
      throw new IOException("git " + arguments[0] + " failed");
    }
    return lines;
  }

  private static int exit(Process git) throws IOException {
    try {
      return git.waitFor();
    } catch (InterruptedException _) {
      git.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while git ran");
    }
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            "git",
            "--no-pager",
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.hooksPath=/dev/null",
            "-c",
            "core.quotePath=false"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GIT_"));
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_OPTIONAL_LOCKS", "0");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("LC_ALL", "C");
    return builder.start();
  }
}
