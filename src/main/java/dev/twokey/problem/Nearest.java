package dev.twokey.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class Nearest {
  private static final int WORD_MAX = 100;
  private static final int CONTAINED_MIN = 3;
  private static final int SHOWN_MAX = 12;

  private Nearest() {}

  /**
   * Returns the known name nearest to what was typed, if it is near enough to be a slip of the
   * fingers: a letter too many, too few, wrong, or two that changed places, for each three letters.
   */
  public static Optional<String> to(String typed, Collection<String> known) {
    if (typed.length() > WORD_MAX) {
      return Optional.empty();
    }
    String word = typed.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, word.length() / 3);
    return known.stream()
        .filter(k -> Math.abs(k.length() - word.length()) <= limit)
        .filter(k -> {
          int distance = distance(word, k.toLowerCase(Locale.ROOT));
          return distance <= limit && distance < word.length();
        })
        .min(
            Comparator.comparingInt((String k) -> distance(word, k.toLowerCase(Locale.ROOT)))
                .thenComparing(k -> k));
  }

  /**
   * Returns what to tell somebody who typed an unknown name: the name that was meant, those that
   * contain what was typed, or the known ones.
   */
  public static String advice(String typed, Collection<String> known) {
    Optional<String> slip = to(typed, known);
    if (slip.isPresent()) {
      return "Did you mean '" + slip.get() + "'?";
    }
    String word = typed.toLowerCase(Locale.ROOT);
    List<String> holding =
        word.length() < CONTAINED_MIN
            ? List.of()
            : known.stream().filter(k -> k.toLowerCase(Locale.ROOT).contains(word)).toList();
    if (!holding.isEmpty()) {
      return "Did you mean " + list(holding) + "?";
    }
    return known.isEmpty() ? "There is none yet." : "Known: " + list(known) + ".";
  }

  private static String list(Collection<String> names) {
    String shown = String.join(", ", names.stream().sorted().limit(SHOWN_MAX).toList());
    int more = names.size() - SHOWN_MAX;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  /** Counts the slips between two words; two neighbours that changed places are one. */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
