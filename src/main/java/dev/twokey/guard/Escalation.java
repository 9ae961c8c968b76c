package dev.twokey.guard;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * Who is asked for a signature, and when; times count from the request.
 *
 * @param askOnCall when those on call are asked
 * @param askGroup when all who may sign are asked
 * @param pager when the pager is called; empty is never
 * @param pagerConnection the connection of the pager
 */
public record Escalation(
    Duration askOnCall,
    Duration askGroup,
    Optional<Duration> pager,
    Optional<String> pagerConnection) {
  /** On-call at once, the group after two minutes, no pager. */
  public static final Escalation DEFAULT =
      new Escalation(Duration.ZERO, Duration.ofMinutes(2), Optional.empty(), Optional.empty());

  public Escalation {
    requireNonNull(askOnCall, "askOnCall");
    requireNonNull(askGroup, "askGroup");
    requireNonNull(pager, "pager");
    requireNonNull(pagerConnection, "pagerConnection");
    if (pager.isPresent() && pagerConnection.isEmpty()) {
      throw new IllegalArgumentException("a pager needs a connection");
    }
  }
}
