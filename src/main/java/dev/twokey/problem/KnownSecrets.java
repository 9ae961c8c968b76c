package dev.twokey.problem;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values that are known to be secret, in all their forms, also where a line break stands in the
 * middle. A value: learning makes a new one.
 */
final class KnownSecrets implements SecretShape {
  /** Nothing is known. */
  static final KnownSecrets NONE = new KnownSecrets(Set.of());

  private static final int SHORTEST_SECRET = 6;
  private static final int SHORTEST_LINE = 16;

  private final Set<String> values;
  private final BitSet first = new BitSet();
  private final Map<Character, List<String>> forms = new HashMap<>();

  private KnownSecrets(Set<String> values) {
    this.values = values;
    Set<String> all = new LinkedHashSet<>();
    values.forEach(value -> all.addAll(SecretForms.of(value)));
    all.stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .forEach(form -> {
          first.set(form.charAt(0));
          forms.computeIfAbsent(form.charAt(0), _ -> new ArrayList<>()).add(form);
        });
  }

  boolean knows(String value) {
    return value.length() < SHORTEST_SECRET || values.contains(value);
  }

  /** Learns a value and each long line of it. */
  KnownSecrets with(String value) {
    Set<String> more = new LinkedHashSet<>(values);
    if (value.length() >= SHORTEST_SECRET) {
      more.add(value);
    }
    if (value.lines().count() > 1) {
      value
          .lines()
          .map(String::strip)
          .filter(line -> line.length() >= SHORTEST_LINE && !line.startsWith("-----"))
          .forEach(more::add);
    }
    return new KnownSecrets(more);
  }

  @Override
  public Optional<Hit> next(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (first.get(c)) {
        for (String form : forms.getOrDefault(c, List.of())) {
          int end = end(text, i, form);
          if (end > 0) {
            return Optional.of(new Hit(i, end, "secret"));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Returns where a form ends that begins there, or 0. One line break is passed over. */
  private static int end(String text, int start, String form) {
    int at = start;
    for (int i = 0; i < form.length(); i++) {
      char wanted = form.charAt(i);
      if (i > 0 && wanted != '\n' && wanted != '\r') {
        at = text.startsWith("\r\n", at) ? at + 2 : text.startsWith("\n", at) ? at + 1 : at;
      }
      if (at >= text.length() || text.charAt(at) != wanted) {
        return 0;
      }
      at++;
    }
    return at;
  }
}
