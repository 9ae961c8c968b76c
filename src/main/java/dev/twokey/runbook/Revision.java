package dev.twokey.runbook;

import static java.util.Objects.requireNonNull;

import dev.twokey.problem.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Where a file comes from, as Git knew it when the file was loaded.
 *
 * @param file as people name it
 * @param state whether Git has this text
 * @param commit of the last change, in hex; empty if it is not known
 * @param author of the last change; empty if it is not known
 * @param at when the last change was committed
 */
public record Revision(
    String file, State state, String commit, String author, Optional<Instant> at) {
  private static final int SHORT = 7;

  /** Whether Git has the text of a file. */
  public enum State {
    COMMITTED,
    /** It was edited since its last commit. */
    MODIFIED,
    /** It was never committed. */
    UNTRACKED,
    /** There is no Git, or the folder is no checkout. */
    UNKNOWN
  }

  public Revision {
    requireNonNull(file, "file");
    requireNonNull(state, "state");
    requireNonNull(commit, "commit");
    requireNonNull(author, "author");
    requireNonNull(at, "at");
  }

  /** Returns a file of which Git tells nothing. */
  public static Revision unknown(String file) {
    return new Revision(file, State.UNKNOWN, "", "", Optional.empty());
  }

  /** Returns whether the text is one that nobody committed. */
  public boolean dirty() {
    return state == State.MODIFIED || state == State.UNTRACKED;
  }

  /** Returns it for people, such as {@code rabbitmq-down.md @ 8c1d2e3 by Ana, 3 d ago}. */
  public String text(Instant now) {
    String known = commit.isEmpty() ? file + ", commit unknown" : file + " @ " + last(now);
    return switch (state) {
      case COMMITTED, UNKNOWN -> known;
      case MODIFIED -> known + ", edited since and not committed";
      case UNTRACKED -> file + ", not committed";
    };
  }

  private String last(Instant now) {
    String age = at.map(t -> ", " + age(Duration.between(t, now)) + " ago").orElse("");
    return commit.substring(0, Math.min(SHORT, commit.length())) + " by " + author + age;
  }

  private static String age(Duration age) {
    Duration whole = age.isNegative() ? Duration.ZERO : age;
    return DurationText.of(
        whole.toDays() > 0
            ? Duration.ofDays(whole.toDays())
            : whole.toHours() > 0
                ? Duration.ofHours(whole.toHours())
                : whole.truncatedTo(ChronoUnit.MINUTES));
  }
}
