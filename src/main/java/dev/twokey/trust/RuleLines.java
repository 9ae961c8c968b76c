package dev.twokey.trust;

import dev.twokey.guard.RiskRules;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rules of one kind as facts that can be compared one by one: what their canonical text says in
 * two ways, or by leaving it out, is said in one.
 */
final class RuleLines {
  static final String PHRASE = "phrase";
  static final String MADE_PHRASE = "made from the plan";
  static final String LITERAL = "phrase.literal";
  static final String BACKUP_FROM = "backup_freshness.from";
  static final String BACKUP_CONNECTION = "backup_freshness.connection";

  private RuleLines() {}

  static SortedMap<String, String> of(RiskRules rules) {
    SortedMap<String, String> lines = new TreeMap<>();
    for (String line : rules.canonical().lines().toList()) {
      int equals = line.indexOf('=');
      lines.put(line.substring(0, equals), line.substring(equals + 1));
    }
    if (lines.remove(PHRASE) != null) {
      lines.put(PHRASE, MADE_PHRASE);
    }
    String literal = lines.remove(LITERAL);
    if (literal != null) {
      lines.put(PHRASE, "'" + literal + "'");
    }
    if (lines.containsKey(BACKUP_FROM)) {
      lines.putIfAbsent(BACKUP_CONNECTION, "");
    }
    return lines;
  }

  /** Returns the rules of such facts; empty if they are none that this version knows. */
  static Optional<RiskRules> read(Map<String, String> facts) {
    SortedMap<String, String> lines = new TreeMap<>(facts);
    String phrase = lines.remove(PHRASE);
    if (phrase != null && phrase.equals(MADE_PHRASE)) {
      lines.put(PHRASE, "true");
    } else if (phrase != null && phrase.length() > 2) {
      lines.put(LITERAL, phrase.substring(1, phrase.length() - 1));
    }
    lines.remove(BACKUP_CONNECTION, "");
    try {
      return Optional.of(
          RiskRules.parse(
              lines.entrySet().stream()
                  .map(line -> line.getKey() + "=" + line.getValue() + "\n")
                  .collect(Collectors.joining())));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // of another version: allows nothing
    }
  }
}
