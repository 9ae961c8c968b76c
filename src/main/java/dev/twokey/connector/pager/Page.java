package dev.twokey.connector.pager;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What a pager is told.
 *
 * @param id the same for every try of one call, so that the pager wakes nobody twice
 * @param summary in one line, the environment first
 * @param link where to go on; empty if there is no console
 * @param details by name
 */
public record Page(String id, String summary, String link, Map<String, String> details) {
  public Page {
    requireNonNull(id, "id");
    requireNonNull(summary, "summary");
    requireNonNull(link, "link");
    details = Map.copyOf(details);
  }
}
