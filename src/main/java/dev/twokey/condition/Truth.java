package dev.twokey.condition;

import java.util.Set;
import java.util.TreeSet;

/** The three values of a condition. Unknown is never permission. */
public sealed interface Truth {
  /** Read and decided. */
  enum Known implements Truth {
    /** It holds. */
    TRUE,
    /** It does not hold. */
    FALSE
  }

  /**
   * Can't be told.
   *
   * @param why the names of what is unread or the reason of an evaluation error, for people; never
   *     empty
   */
  record Unknown(Set<String> why) implements Truth {
    public Unknown {
      if (why.isEmpty()) {
        throw new IllegalArgumentException("an unknown says why");
      }
      why = java.util.Collections.unmodifiableSet(new TreeSet<>(why));
    }

    private Unknown with(Unknown other) {
      Set<String> all = new TreeSet<>(why);
      all.addAll(other.why);
      return new Unknown(all);
    }
  }

  /** Returns the known truth. */
  static Truth of(boolean value) {
    return value ? Known.TRUE : Known.FALSE;
  }

  /** Returns an unknown with one reason. */
  static Truth unknown(String why) {
    return new Unknown(Set.of(why));
  }

  /** Returns whether it is known to hold. */
  default boolean holds() {
    return this == Known.TRUE;
  }

  /** Returns whether it is known not to hold. */
  default boolean fails() {
    return this == Known.FALSE;
  }

  /** Three-valued AND: one false makes it false, whatever is unknown beside it. */
  default Truth and(Truth other) {
    if (fails() || other.fails()) {
      return Known.FALSE;
    }
    if (this instanceof Unknown a) {
      return other instanceof Unknown b ? a.with(b) : this;
    }
    return other;
  }

  /** Three-valued OR: one true makes it true, whatever is unknown beside it. */
  default Truth or(Truth other) {
    if (holds() || other.holds()) {
      return Known.TRUE;
    }
    if (this instanceof Unknown a) {
      return other instanceof Unknown b ? a.with(b) : this;
    }
    return other;
  }
}
