package dev.twokey.trust;

import dev.twokey.approval.Review;
import dev.twokey.journal.Event;
import dev.twokey.people.PersonId;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happens to the root of trust. Roots stand in their canonical text. */
public sealed interface TrustEvent extends Event {
  /**
   * The files hold now.
   *
   * @param root what holds
   * @param differences to what held before
   */
  record ConfigAccepted(String root, List<Difference> differences, Acceptance by)
      implements TrustEvent {
    public ConfigAccepted {
      differences = List.copyOf(differences);
    }
  }

  /**
   * What the files take away holds at once; what they would widen is not part of it.
   *
   * @param root what holds
   */
  record ConfigNarrowed(String root, List<Difference> differences) implements TrustEvent {
    public ConfigNarrowed {
      differences = List.copyOf(differences);
    }
  }

  /**
   * The files would widen power: that waits for two people.
   *
   * @param root what would hold
   * @param hash what a signature stands for: from what holds to what would
   * @param until when it expires
   */
  record ChangeProposed(String root, String hash, List<Difference> differences, Instant until)
      implements TrustEvent {
    public ChangeProposed {
      differences = List.copyOf(differences);
    }
  }

  /** One of the two people has signed. */
  record ChangeReviewed(Review review) implements TrustEvent {}

  /** Somebody who may sign said no. */
  record ChangeRejected(Review review) implements TrustEvent {}

  /** The files changed again, so nobody can sign this any more. */
  record ChangeWithdrawn(String hash) implements TrustEvent {}

  /** Nobody signed in time. */
  record ChangeExpired(String hash) implements TrustEvent {}

  /** Files and what holds still differ, and people were told again. */
  record ChangeReminded(String hash) implements TrustEvent {}

  /**
   * A file can't be used, so the old ones stay.
   *
   * @param problems each with file and line
   */
  record FilesBroken(List<String> problems) implements TrustEvent {
    public FilesBroken {
      problems = List.copyOf(problems);
    }
  }

  /** All files can be used again. */
  record FilesMended() implements TrustEvent {}

  /** An input had no effect. {@code by} is empty where no person asked. */
  record TrustRefused(Optional<PersonId> by, Problem why) implements TrustEvent {
    @Override
    public Optional<Problem> refusal() {
      return Optional.of(why);
    }
  }
}
