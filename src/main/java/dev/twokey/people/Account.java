package dev.twokey.people;

import static java.util.Objects.requireNonNull;

/**
 * An immutable account of a platform: names and addresses can be changed by their owner, ids can't.
 *
 * @param platform such as {@code slack}, {@code discord}, {@code console}, {@code cli}
 * @param id the platform's own, such as {@code T01/U02}; for the console the person's id
 */
public record Account(String platform, String id) {
  public Account {
    requireNonNull(platform, "platform");
    requireNonNull(id, "id");
  }

  @Override
  public String toString() {
    return platform + ":" + id;
  }
}
