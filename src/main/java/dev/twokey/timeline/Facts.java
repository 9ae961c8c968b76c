package dev.twokey.timeline;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What the record says of the incident as a whole.
 *
 * @param id of its stream
 * @param title as it was declared
 * @param environment where
 * @param openedBy who declared it
 * @param where the conversation it was declared in
 * @param automatic whether Twokey opened it for a change that had none
 * @param demo whether it happened in a demo
 * @param opened when
 * @param closed when it was over; empty while it is open
 * @param closedBy who closed it
 */
public record Facts(
    String id,
    String title,
    String environment,
    String openedBy,
    String where,
    boolean automatic,
    boolean demo,
    Instant opened,
    Optional<Instant> closed,
    Optional<String> closedBy) {
  public Facts {
    requireNonNull(id, "id");
    requireNonNull(title, "title");
    requireNonNull(environment, "environment");
    requireNonNull(openedBy, "openedBy");
    requireNonNull(where, "where");
    requireNonNull(opened, "opened");
    requireNonNull(closed, "closed");
    requireNonNull(closedBy, "closedBy");
  }

  Facts closed(Instant at, String by) {
    return new Facts(
        id,
        title,
        environment,
        openedBy,
        where,
        automatic,
        demo,
        opened,
        Optional.of(at),
        Optional.of(by));
  }
}
