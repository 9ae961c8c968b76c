package dev.twokey.condition;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A name that an expression uses, with its first field if it uses one: {@code redis_gone.holds} is
 * {@code redis_gone} with {@code holds}.
 */
public record Reference(String root, Optional<String> field) implements Comparable<Reference> {
  public Reference {
    requireNonNull(root, "root");
    requireNonNull(field, "field");
  }

  @Override
  public int compareTo(Reference other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return field.map(f -> root + "." + f).orElse(root);
  }
}
