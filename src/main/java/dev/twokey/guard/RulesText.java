package dev.twokey.guard;

import dev.twokey.approval.Rule;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The canonical text of rules. A line that is not known is refused: a guard is never dropped. */
final class RulesText {
  private static final String CHANNELS = "channel.only";

  private RulesText() {}

  static String write(RiskRules rules) {
    Map<String, Object> lines = new TreeMap<>();
    lines.put("role", rules.role());
    lines.put("confirm", rules.confirm());
    lines.put("proof", rules.proof().word());
    lines.put("no_open_incident", rules.noOpenIncident());
    rules.cooldown().ifPresent(d -> lines.put("cooldown", d));
    rules.freshEvidence().ifPresent(d -> lines.put("fresh_evidence", d));
    rules
        .approval()
        .ifPresent(rule -> {
          lines.put("approval.of", rule.of());
          lines.put("approval.quorum", rule.quorum());
          lines.put("approval.pending", rule.pending());
          lines.put("approval.start_within", rule.startWithin());
        });
    rules
        .blastRadius()
        .ifPresent(radius -> {
          radius.countMax().ifPresent(n -> lines.put("blast_radius.count_max", n));
          radius.shareMax().ifPresent(s -> lines.put("blast_radius.share_max", s));
        });
    rules
        .phrase()
        .ifPresent(phrase ->
            lines.put(
                phrase.literal().isPresent() ? "phrase.literal" : "phrase",
                phrase.literal().orElse("true")));
    rules
        .backup()
        .ifPresent(backup -> {
          lines.put("backup_freshness.max_age", backup.maxAge());
          lines.put("backup_freshness.from", backup.from());
          backup.connection().ifPresent(c -> lines.put("backup_freshness.connection", c));
        });
    if (!rules.channels().isEmpty()) {
      lines.put(CHANNELS, rules.channels().stream().sorted().collect(Collectors.joining(",")));
    }
    StringBuilder text = new StringBuilder();
    lines.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return text.toString();
  }

  static RiskRules read(String canonical) {
    Lines lines = new Lines(canonical);
    RiskRules rules =
        new RiskRules(
            lines.required("role"),
            lines.required("confirm").equals("true"),
            lines.take("cooldown", Duration::parse),
            approval(lines),
            lines.take("fresh_evidence", Duration::parse),
            blastRadius(lines),
            proof(lines.required("proof")),
            phrase(lines),
            backup(lines),
            lines.take(CHANNELS, text -> Set.of(text.split(","))).orElse(Set.of()),
            lines.required("no_open_incident").equals("true"));
    if (!lines.left.isEmpty() || !write(rules).equals(canonical)) {
      throw new IllegalArgumentException("not the canonical text of rules: " + lines.left.keySet());
    }
    return rules;
  }

  private static Optional<Rule> approval(Lines lines) {
    return lines
        .take("approval.of")
        .map(of ->
            new Rule(
                of,
                Integer.parseInt(lines.required("approval.quorum")),
                Duration.parse(lines.required("approval.pending")),
                Duration.parse(lines.required("approval.start_within"))));
  }

  private static Optional<BlastRadius> blastRadius(Lines lines) {
    Optional<Integer> count = lines.take("blast_radius.count_max", Integer::valueOf);
    Optional<Double> share = lines.take("blast_radius.share_max", Double::valueOf);
    return count.isEmpty() && share.isEmpty()
        ? Optional.empty()
        : Optional.of(new BlastRadius(count, share));
  }

  private static Proof proof(String word) {
    return word.equals(Proof.PASSKEY.word()) ? Proof.PASSKEY : Proof.CHAT;
  }

  private static Optional<Phrase> phrase(Lines lines) {
    Optional<Phrase> made = lines.take("phrase").map(yes -> new Phrase(Optional.empty()));
    Optional<Phrase> literal =
        lines.take("phrase.literal").map(text -> new Phrase(Optional.of(text)));
    return literal.or(() -> made);
  }

  private static Optional<BackupFreshness> backup(Lines lines) {
    return lines
        .take("backup_freshness.max_age", Duration::parse)
        .map(age ->
            new BackupFreshness(
                age,
                lines.required("backup_freshness.from"),
                lines.take("backup_freshness.connection")));
  }

  /** The lines that nobody took yet. */
  private static final class Lines {
    private final Map<String, String> left = new TreeMap<>();

    Lines(String canonical) {
      for (String line : canonical.lines().toList()) {
        int equals = line.indexOf('=');
        if (equals < 1 || left.put(line.substring(0, equals), line.substring(equals + 1)) != null) {
          throw new IllegalArgumentException("not a line of rules: '" + line + "'");
        }
      }
    }

    Optional<String> take(String key) {
      return Optional.ofNullable(left.remove(key));
    }

    <T> Optional<T> take(String key, Function<String, T> parse) {
      return take(key).map(parse);
    }

    String required(String key) {
      return take(key)
          .orElseThrow(() -> new IllegalArgumentException("the rules don't say " + key));
    }
  }
}
