package dev.twokey.approval;

import static java.util.Objects.requireNonNull;

import dev.twokey.journal.AddedLater;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who must sign, copied into the request when it is made: a policy that changes later asks anew, it
 * never makes it cheaper.
 *
 * @param of the role that may sign; of several demands the first one's
 * @param quorum how many people, at least 1; the requester never counts
 * @param pending how long a request waits for its signatures
 * @param startWithin how long after the last signature it may start
 * @param demands all that is wanted, where it is more than the first, or for a reason; each
 *     signature counts for one of them
 */
public record Rule(
    String of,
    int quorum,
    Duration pending,
    Duration startWithin,
    @AddedLater List<Demand> demands) {
  /**
   * A group and how many of it must sign.
   *
   * @param of the role
   * @param quorum how many people, at least 1
   * @param why what the plan goes against by name; empty for what is asked of every plan
   */
  public record Demand(String of, int quorum, String why) {
    public Demand {
      requireNonNull(why, "why");
      if (quorum < 1 || of.isEmpty()) {
        throw new IllegalArgumentException(
            "an approval rule needs a role and a quorum of at least 1, got "
                + quorum
                + " of '"
                + of
                + "'");
      }
    }

    /** Returns it for people, such as {@code 2 of the role approver}. */
    public String says() {
      return quorum + " of the role " + of + (why.isEmpty() ? "" : " " + why);
    }
  }

  /** How long a request waits where nothing else is said. */
  public static final Duration PENDING = Duration.ofMinutes(15);

  /** How long after the last signature it may start where nothing else is said. */
  public static final Duration START_WITHIN = Duration.ofMinutes(10);

  public Rule {
    requireNonNull(pending, "pending");
    requireNonNull(startWithin, "startWithin");
    Demand first = new Demand(of, quorum, demands.isEmpty() ? "" : demands.getFirst().why());
    if (!demands.isEmpty() && !demands.getFirst().equals(first)) {
      throw new IllegalArgumentException(demands + " don't begin with " + quorum + " of " + of);
    }
    demands = List.copyOf(demands);
  }

  /** Makes a rule of one group. */
  public Rule(String of, int quorum, Duration pending, Duration startWithin) {
    this(of, quorum, pending, startWithin, List.of());
  }

  /** Returns the rule of these demands, at least one. */
  public static Rule of(List<Demand> demands, Duration pending, Duration startWithin) {
    Demand first = demands.getFirst();
    boolean plain = demands.size() == 1 && first.why().isEmpty();
    return new Rule(first.of(), first.quorum(), pending, startWithin, plain ? List.of() : demands);
  }

  /** Returns all that is wanted, at least one. */
  public List<Demand> all() {
    return demands.isEmpty() ? List.of(new Demand(of, quorum, "")) : demands;
  }

  /** Returns how many people must sign. */
  public int signatures() {
    return all().stream().mapToInt(Demand::quorum).sum();
  }

  /** Returns the rule that asks for what both ask for, and waits no longer than either. */
  public Rule and(Rule other) {
    List<Demand> both = new ArrayList<>(all());
    both.addAll(other.all());
    return of(both, least(pending, other.pending), least(startWithin, other.startWithin));
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /**
   * Returns this rule, but not cheaper than one under which the same was denied: at least as many
   * people, and of the role that said no, since roles can't be ranked. What was asked for only
   * because the other plan went against something is left out.
   */
  public Rule atLeast(Rule earlier) {
    List<Demand> raised = new ArrayList<>();
    raised.add(new Demand(earlier.of, Math.max(quorum, earlier.quorum), all().getFirst().why()));
    raised.addAll(all().subList(1, all().size()));
    earlier.all().stream()
        .skip(1)
        .filter(d -> d.why().isEmpty() && !raised.contains(d))
        .forEach(raised::add);
    return of(raised, pending, startWithin);
  }

  /** Returns it for people, such as {@code 1 signature of the role approver}. */
  public String says() {
    if (demands.isEmpty()) {
      return quorum + (quorum == 1 ? " signature" : " signatures") + " of the role " + of;
    }
    String each = demands.stream().map(Demand::says).collect(Collectors.joining(", "));
    return signatures() == 1 ? "1 signature: " + each : signatures() + " signatures: " + each;
  }
}
