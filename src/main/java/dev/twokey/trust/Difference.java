package dev.twokey.trust;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One change of the root of trust.
 *
 * @param says a sentence for people
 * @param how whether it gives more power
 */
public record Difference(String says, How how) {
  /** Which way power goes. */
  public enum How {
    /** Somebody gets more, or it can't be told that nobody does: inert until it is accepted. */
    WIDENS,
    /** Somebody gets less: holds at once. */
    NARROWS,
    /** Neither, such as a name: holds at once. */
    NEUTRAL
  }

  public Difference {
    requireNonNull(says, "says");
    requireNonNull(how, "how");
  }

  /** Returns whether it has to be accepted. */
  public boolean widens() {
    return how == How.WIDENS;
  }

  /** Returns all changes from one root to another, ordered by what they are about. */
  public static List<Difference> between(Root old, Root next) {
    List<Difference> differences = new ArrayList<>();
    for (String key : Meet.names(old, next)) {
      Line line = Line.read(key);
      Optional<String> before = Optional.ofNullable(old.facts().get(key));
      Optional<String> after = Optional.ofNullable(next.facts().get(key));
      boolean told = line.head().filter(head -> comesOrGoes(head, old, next)).isPresent();
      if (!told && !before.equals(after)) {
        Optional<String> meet = Meet.fact(old, next, key);
        How how =
            !meet.equals(after)
                ? How.WIDENS
                : Axis.of(line) == Axis.NEUTRAL ? How.NEUTRAL : How.NARROWS;
        differences.add(new Difference(new Sentences(old, next).of(line, before, after), how));
      }
    }
    return List.copyOf(differences);
  }

  /** A person or connection that comes or goes is one change, told with its parts. */
  private static boolean comesOrGoes(Line head, Root old, Root next) {
    return old.facts().containsKey(head.toString()) != next.facts().containsKey(head.toString());
  }
}
