package dev.twokey.people;

import static java.util.Objects.requireNonNull;

/** A person, whatever accounts they use. */
public record PersonId(String id) {
  public PersonId {
    requireNonNull(id, "id");
  }

  @Override
  public String toString() {
    return id;
  }
}
