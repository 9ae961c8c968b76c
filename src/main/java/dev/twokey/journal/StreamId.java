package dev.twokey.journal;

import static java.util.Objects.requireNonNull;

/**
 * Names the stream of one aggregate.
 *
 * @param family such as {@code operation}
 * @param id unique in its family
 */
public record StreamId(String family, String id) {
  public StreamId {
    requireNonNull(family, "family");
    requireNonNull(id, "id");
    if (family.isEmpty() || id.isEmpty() || family.contains("/")) {
      throw new IllegalArgumentException(
          "a stream needs a family without '/' and an id, got '" + family + "' and '" + id + "'");
    }
  }

  /** Reads what {@link #toString} wrote. */
  public static StreamId parse(String text) {
    int slash = text.indexOf('/');
    return new StreamId(text.substring(0, Math.max(slash, 0)), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return family + "/" + id;
  }
}
