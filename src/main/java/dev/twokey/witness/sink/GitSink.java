package dev.twokey.witness.sink;

import dev.twokey.problem.Problem;
import dev.twokey.witness.Sink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A commit a head in a checkout of its own, with the git binary; pushed where that is wished, so
 * that the remote can refuse what was rewritten.
 */
public final class GitSink implements Sink {
  private static final String FILE = "heads";
  private static final long SECONDS_MAX = 30;

  private final Path checkout;
  private final boolean pushes;
  private final FileSink file;

  /**
   * Makes one.
   *
   * @param pushes whether each commit is pushed to where the branch leads
   */
  public GitSink(Path checkout, boolean pushes) {
    this.checkout = checkout;
    this.pushes = pushes;
    this.file = new FileSink(checkout.resolve(FILE));
  }

  @Override
  public String name() {
    return "git " + checkout + (pushes ? ", pushed" : "");
  }

  /** What git did. */
  private record Ended(boolean well, String out) {}

  @Override
  public synchronized Optional<Problem> write(String line) {
    Optional<Problem> written = file.write(line);
    if (written.isPresent()) {
      return written;
    }
    return git("add", "--", FILE)
        .or(() ->
            git(
                "-c",
                "user.name=twokey",
                "-c",
                "user.email=twokey@localhost",
                "-c",
                "commit.gpgsign=false",
                "commit",
                "--quiet",
                "--message",
                line.length() > 200 ? line.substring(0, 200) : line,
                "--",
                FILE))
        .or(() -> pushes ? git("push", "--quiet") : Optional.empty());
  }

  @Override
  public synchronized Newest newest() {
    Optional<Problem> fetched = pushes ? git("fetch", "--quiet") : Optional.empty();
    if (fetched.isPresent()) {
      return new Newest.Unreadable(fetched.get());
    }
    String at = pushes ? "@{upstream}" : "HEAD";
    Ended has = run("ls-tree", "--name-only", at, FILE);
    if (!has.well() || has.out().isBlank()) {
      // an unborn branch has no tree; a broken checkout fails at the first write and is told then
      return run("rev-parse", "--git-dir").well()
          ? new Newest.Nothing()
          : new Newest.Unreadable(Tail.problem(name(), has.out().strip()));
    }
    Ended shown = run("show", at + ":" + FILE);
    return shown.well()
        ? Tail.newest(shown.out().lines().toList())
        : new Newest.Unreadable(Tail.problem(name(), shown.out().strip()));
  }

  private Optional<Problem> git(String... arguments) {
    Ended ended = run(arguments);
    return ended.well() ? Optional.empty() : Tail.failed(name(), ended.out().strip());
  }

  private Ended run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "--no-pager"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(checkout.toFile());
    builder.redirectErrorStream(true);
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("LC_ALL", "C");
    Process process;
    try {
      process = builder.start();
      process.getOutputStream().close();
    } catch (IOException e) {
      return new Ended(false, e.toString());
    }
    CompletableFuture<String> said =
        CompletableFuture.supplyAsync(
            () -> read(process), task -> Thread.ofVirtual().name("git-sink").start(task));
    try {
      String out = said.get(SECONDS_MAX, TimeUnit.SECONDS);
      boolean ended = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
      return new Ended(ended && process.exitValue() == 0, out);
    } catch (TimeoutException e) {
      return new Ended(false, "git did not end within " + SECONDS_MAX + " s");
    } catch (ExecutionException e) {
      return new Ended(false, "git's answer can't be read: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ended(false, "it was interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
