package dev.twokey.problem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the keys of one YAML mapping by name and type, and collects what is wrong instead of
 * throwing. Call {@link #done} at the end: a key that nobody took is an error, so that a misspelt
 * one is never silently ignored.
 */
public final class Fields {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h|d)");

  private final YamlNode.Mapping mapping;
  private final Problems problems;
  private final ErrorCode code;
  private final Set<String> taken = new LinkedHashSet<>();

  public Fields(YamlNode.Mapping mapping, Problems problems, ErrorCode code) {
    this.mapping = mapping;
    this.problems = problems;
    this.code = code;
  }

  /** Returns the fields of a node, or reports that it is no mapping. */
  public static Optional<Fields> of(YamlNode node, Problems problems, ErrorCode code) {
    if (node instanceof YamlNode.Mapping mapping) {
      return Optional.of(new Fields(mapping, problems, code));
    }
    problems.error(
        node.at(),
        code,
        "Expected keys with values, got " + kind(node) + ".",
        "Write 'key: value' lines.");
    return Optional.empty();
  }

  /** Returns where the mapping begins. */
  public Location at() {
    return mapping.at();
  }

  /** Returns where a key stands, or where the mapping begins if it is absent. */
  public Location at(String key) {
    return mapping.keys().getOrDefault(key, mapping.at());
  }

  /** Returns the place of a key's value, or where the mapping begins if it is absent. */
  public Location valueAt(String key) {
    YamlNode node = mapping.values().get(key);
    return node == null ? mapping.at() : node.at();
  }

  /** Returns all keys in the order of the file. */
  public Set<String> keys() {
    return new LinkedHashSet<>(mapping.values().keySet());
  }

  /** Returns a key's node as it is. */
  public Optional<YamlNode> node(String key) {
    taken.add(key);
    return Optional.ofNullable(mapping.values().get(key))
        .filter(n -> !(n instanceof YamlNode.Nothing));
  }

  /** Returns a required node; its absence is an error. */
  public Optional<YamlNode> requiredNode(String key) {
    Optional<YamlNode> node = node(key);
    if (node.isEmpty()) {
      missing(key);
    }
    return node;
  }

  /**
   * Returns a text. Numbers and flags are taken as they were written, since a name may look like
   * one.
   */
  public Optional<String> text(String key) {
    return node(key).flatMap(n -> scalarText(key, n));
  }

  /** Returns a required text; empty text stands for one that is missing and was reported. */
  public String requiredText(String key) {
    return requiredNode(key).flatMap(n -> scalarText(key, n)).orElse("");
  }

  /** Returns true or false. */
  public Optional<Boolean> flag(String key) {
    return node(key)
        .flatMap(n ->
            n instanceof YamlNode.Flag f ? Optional.of(f.value()) : wrong(key, n, "true or false"));
  }

  /** Returns a whole number. */
  public Optional<Long> whole(String key) {
    return node(key)
        .flatMap(n ->
            n instanceof YamlNode.Whole w
                ? Optional.of(w.value())
                : wrong(key, n, "a whole number"));
  }

  /** Returns a number with or without a fraction. */
  public Optional<Double> number(String key) {
    return node(key)
        .flatMap(n ->
            switch (n) {
              case YamlNode.Whole w -> Optional.of((double) w.value());
              case YamlNode.Real r -> Optional.of(r.value());
              default -> wrong(key, n, "a number");
            });
  }

  /** Returns a duration such as {@code 90s}, {@code 15m}, {@code 24h}. */
  public Optional<Duration> duration(String key) {
    return text(key)
        .flatMap(t -> {
          Optional<Duration> parsed = parseDuration(t);
          if (parsed.isEmpty()) {
            problems.error(
                valueAt(key),
                code,
                "'" + key + "' is '" + t + "', which is no duration.",
                "Write it as 90s, 15m, 24h or 3d.");
          }
          return parsed;
        });
  }

  /** Returns a list; a single value counts as a list of one. */
  public List<YamlNode> list(String key) {
    return node(key)
        .map(n -> n instanceof YamlNode.Sequence s ? s.items() : List.of(n))
        .orElse(List.of());
  }

  /** Returns a list of texts; a single text counts as a list of one. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    list(key).forEach(n -> scalarText(key, n).ifPresent(texts::add));
    return List.copyOf(texts);
  }

  /** Returns the fields below a key. */
  public Optional<Fields> fields(String key) {
    return node(key).flatMap(n -> of(n, problems, code));
  }

  /** Returns the fields below a key; its absence is an error. */
  public Optional<Fields> requiredFields(String key) {
    return requiredNode(key).flatMap(n -> of(n, problems, code));
  }

  /**
   * Returns the mappings below each key of the mapping that stands at {@code key}, in the order of
   * the file.
   */
  public Map<String, Fields> entries(String key) {
    Map<String, Fields> entries = new java.util.LinkedHashMap<>();
    fields(key)
        .ifPresent(
            f -> f.keys().forEach(name -> f.fields(name).ifPresent(e -> entries.put(name, e))));
    return entries;
  }

  /** Reports a problem at the value of a key. */
  public void error(String key, String what, String advice) {
    problems.error(valueAt(key), code, what, advice);
  }

  /** Reports each key that nobody took. */
  public void done() {
    for (String key : mapping.values().keySet()) {
      if (!taken.contains(key)) {
        String near = Nearest.to(key, taken).map(n -> "Did you mean '" + n + "'? ").orElse("");
        problems.error(
            at(key),
            code,
            "The key '" + key + "' is not known here.",
            near + "Known: " + String.join(", ", taken) + ".");
      }
    }
  }

  /** Reads a duration such as {@code 250ms}, {@code 90s}, {@code 15m}, {@code 24h}, {@code 3d}. */
  public static Optional<Duration> parseDuration(String text) {
    Matcher m = DURATION.matcher(text.strip());
    if (!m.matches()) {
      return Optional.empty();
    }
    long n = Long.parseLong(m.group(1));
    return Optional.of(
        switch (m.group(2)) {
          case "ms" -> Duration.ofMillis(n);
          case "s" -> Duration.ofSeconds(n);
          case "m" -> Duration.ofMinutes(n);
          case "h" -> Duration.ofHours(n);
          default -> Duration.ofDays(n);
        });
  }

  private void missing(String key) {
    problems.error(mapping.at(), code, "The key '" + key + "' is missing.", "Add it.");
  }

  private Optional<String> scalarText(String key, YamlNode node) {
    return switch (node) {
      case YamlNode.Text t -> Optional.of(t.value());
      case YamlNode.Whole w -> Optional.of(Long.toString(w.value()));
      case YamlNode.Real r -> Optional.of(Double.toString(r.value()));
      case YamlNode.Flag f -> Optional.of(Boolean.toString(f.value()));
      case YamlNode.Nothing _, YamlNode.Sequence _, YamlNode.Mapping _ -> wrong(key, node, "text");
    };
  }

  private <T> Optional<T> wrong(String key, YamlNode node, String expected) {
    problems.error(
        node.at(),
        code,
        "'" + key + "' must be " + expected + ", it is " + kind(node) + ".",
        "Change the value.");
    return Optional.empty();
  }

  private static String kind(YamlNode node) {
    return switch (node) {
      case YamlNode.Text t -> "the text '" + t.value() + "'";
      case YamlNode.Whole w -> "the number " + w.value();
      case YamlNode.Real r -> "the number " + r.value();
      case YamlNode.Flag f -> String.valueOf(f.value());
      case YamlNode.Nothing _ -> "empty";
      case YamlNode.Sequence _ -> "a list";
      case YamlNode.Mapping _ -> "a mapping";
    };
  }
}
