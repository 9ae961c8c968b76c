package dev.twokey.checklist;

import static java.util.Objects.requireNonNull;

/**
 * One task of one checklist.
 *
 * @param checklist the id of its stream
 * @param task its key in the list, such as {@code 2.1}
 */
public record TaskRef(String checklist, String task) {
  public TaskRef {
    requireNonNull(checklist, "checklist");
    requireNonNull(task, "task");
  }
}
