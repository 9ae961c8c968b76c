package dev.twokey.diagnosis;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reasons for what is unknown: {@code check: what} or {@code check of item: what}. */
final class Reasons {
  private static final Pattern NAMED = Pattern.compile("^[a-z][a-z0-9_.]*( of [^:]+)?: ");

  private Reasons() {}

  /** Returns what a check or an item of it is called in a reason. */
  static String label(String name, String item) {
    return item.isEmpty() ? name : name + " of " + item;
  }

  /** Returns the reasons, each with a label; one that names its check already keeps that. */
  static Set<String> named(String label, Set<String> reasons) {
    Set<String> named = new TreeSet<>();
    reasons.forEach(r -> named.add(NAMED.matcher(r).lookingAt() ? r : label + ": " + r));
    return named;
  }
}
