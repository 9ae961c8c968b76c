package dev.twokey.condition;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.TreeSet;

/** What an expression gave. */
public sealed interface Value {
  /**
   * It was read.
   *
   * @param value as {@link Shape} says
   */
  record Known(Object value) implements Value {
    public Known {
      requireNonNull(value, "value");
    }
  }

  /**
   * Can't be told.
   *
   * @param why as in {@link Truth.Unknown}, never empty
   */
  record Unknown(Set<String> why) implements Value {
    public Unknown {
      if (why.isEmpty()) {
        throw new IllegalArgumentException("an unknown says why");
      }
      why = java.util.Collections.unmodifiableSet(new TreeSet<>(why));
    }
  }

  /** Returns the value as a truth; a known value that is no flag is a bug of the caller. */
  default Truth truth() {
    return switch (this) {
      case Known(Boolean flag) -> Truth.of(flag);
      case Known(Object other) ->
          throw new IllegalStateException(other + " is no truth (this is a bug)");
      case Unknown(Set<String> why) -> new Truth.Unknown(why);
    };
  }
}
