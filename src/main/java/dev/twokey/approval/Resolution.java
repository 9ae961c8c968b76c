package dev.twokey.approval;

import dev.twokey.people.PersonId;
import java.time.Instant;
import java.util.List;

/** What rule and reviews come to. */
public sealed interface Resolution {
  /** More signatures are wanted. */
  record Pending(int missing) implements Resolution {}

  /** Enough people signed this plan. */
  record Approved(List<PersonId> by, Instant at) implements Resolution {
    public Approved {
      by = List.copyOf(by);
    }
  }

  /** Somebody who may sign said no. */
  record Denied(Review review) implements Resolution {}
}
