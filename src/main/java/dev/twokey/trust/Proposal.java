package dev.twokey.trust;

import static java.util.Objects.requireNonNull;

import dev.twokey.approval.Review;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A change of the files that would widen power.
 *
 * @param number counts from 1; names its card
 * @param root what would hold
 * @param hash what a signature stands for
 * @param differences to what holds
 * @param at when it was proposed
 * @param until when it expires
 * @param reviews so far; each person at most once
 * @param fate what became of it
 * @param told when people were told last
 */
public record Proposal(
    int number,
    Root root,
    String hash,
    List<Difference> differences,
    Instant at,
    Instant until,
    List<Review> reviews,
    Fate fate,
    Instant told) {
  /** What becomes of a proposal. */
  public enum Fate {
    WAITING,
    ACCEPTED,
    REJECTED,
    EXPIRED,
    WITHDRAWN
  }

  public Proposal {
    requireNonNull(root, "root");
    differences = List.copyOf(differences);
    reviews = List.copyOf(reviews);
    requireNonNull(fate, "fate");
  }

  /** Returns whether signatures are wanted. */
  public boolean waits() {
    return fate == Fate.WAITING;
  }

  /** Returns whether files and what holds differ, and nobody is asked for a signature. */
  public boolean isLeft() {
    return fate == Fate.REJECTED || fate == Fate.EXPIRED;
  }

  Proposal with(Review review) {
    return new Proposal(
        number,
        root,
        hash,
        differences,
        at,
        until,
        Stream.concat(reviews.stream(), Stream.of(review)).toList(),
        fate,
        told);
  }

  Proposal with(Fate next, Instant now) {
    return new Proposal(number, root, hash, differences, at, until, reviews, next, now);
  }
}
