package dev.twokey.timeline;

import static java.util.Objects.requireNonNull;

import dev.twokey.approval.Review;
import dev.twokey.approval.Rule;
import dev.twokey.operation.Authority;
import dev.twokey.operation.Ending;
import dev.twokey.people.PersonId;
import dev.twokey.plan.PlanHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who let one operation run, or didn't.
 *
 * @param operation its id
 * @param position of the record that asked for it
 * @param title such as {@code restart worker-transcode}
 * @param environment where
 * @param drill whether it is a drill
 * @param requester who asked for it
 * @param requested when
 * @param plan the hash that people signed; empty if it was never planned
 * @param asked the rule and who could sign; empty where no signature was asked for
 * @param reviews in order, denials too
 * @param authority why it could run; empty if it could not
 * @param authorised when it got its authority
 * @param ending how it ended; empty while it goes on
 */
public record Signing(
    String operation,
    long position,
    String title,
    String environment,
    boolean drill,
    PersonId requester,
    Instant requested,
    Optional<PlanHash> plan,
    Optional<Asked> asked,
    List<Review> reviews,
    Optional<Authority> authority,
    Optional<Instant> authorised,
    Optional<Ending> ending) {
  /**
   * A request for signatures.
   *
   * @param rule who must sign
   * @param people who could when it was asked
   * @param at when it was asked
   */
  public record Asked(Rule rule, List<PersonId> people, Instant at) {
    public Asked {
      requireNonNull(rule, "rule");
      people = List.copyOf(people);
      requireNonNull(at, "at");
    }
  }

  public Signing {
    requireNonNull(operation, "operation");
    requireNonNull(title, "title");
    requireNonNull(environment, "environment");
    requireNonNull(requester, "requester");
    requireNonNull(requested, "requested");
    requireNonNull(plan, "plan");
    requireNonNull(asked, "asked");
    reviews = List.copyOf(reviews);
    requireNonNull(authority, "authority");
    requireNonNull(authorised, "authorised");
    requireNonNull(ending, "ending");
  }

  /** Returns how long it took from asking for signatures to having enough of them. */
  public Optional<Duration> toSecondKey() {
    if (authority.isEmpty() || !(authority.get() instanceof Authority.Approved)) {
      return Optional.empty();
    }
    return asked.flatMap(a -> authorised.map(t -> Duration.between(a.at(), t)));
  }

  /** Returns whether one key was used where two are the rule, so that people must look at it. */
  public boolean reviewDue() {
    return authority.filter(a -> a instanceof Authority.BrokenGlass).isPresent();
  }

  /** Returns why it could run, for people. */
  public String authorityText() {
    return authority.map(Signing::text).orElse("none");
  }

  static String text(Authority authority) {
    return switch (authority) {
      case Authority.NotAsked _ -> "the policy asks for none";
      case Authority.Confirmed(var by, _) -> "confirmed by " + by;
      case Authority.Approved(var by, _) -> "signed by " + Words.list(by, "nobody");
      case Authority.BrokenGlass(var by, var reason, _, _) ->
          "glass broken by " + by + ": " + reason;
    };
  }
}
