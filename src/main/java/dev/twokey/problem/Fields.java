package dev.twokey.problem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
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
  private static final int SHOWN_MAX = 40;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
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

  /**
   * Returns a key's node as it is. A key with nothing behind it is an error: a guard that somebody
   * began to write must not be taken for one that is not asked for.
   */
  public Optional<YamlNode> node(String key) {
    boolean first = taken.add(key);
    YamlNode node = mapping.values().get(key);
    if (node instanceof YamlNode.Nothing) {
      if (first) {
        problems.error(
            at(key), code, "'" + key + "' has no value.", "Give it one, or take the key out.");
      }
      return Optional.empty();
    }
    return Optional.ofNullable(node);
  }

  /** Returns a required node; its absence is an error. */
  public Optional<YamlNode> requiredNode(String key) {
    if (!mapping.values().containsKey(key)) {
      taken.add(key);
      problems.error(mapping.at(), code, "The key '" + key + "' is missing.", "Add it.");
      return Optional.empty();
    }
    return node(key);
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
    Optional<String> text = requiredNode(key).flatMap(n -> scalarText(key, n));
    if (text.filter(String::isBlank).isPresent()) {
      error(key, "'" + key + "' is empty.", "Write something.");
    }
    return text.filter(t -> !t.isBlank()).orElse("");
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

  /** Returns a whole number between two bounds, both allowed. */
  public Optional<Long> whole(String key, long least, long most) {
    Optional<Long> value = whole(key);
    value
        .filter(v -> v < least || v > most)
        .ifPresent(v ->
            error(
                key,
                "'" + key + "' is " + v + ".",
                "Write a number from " + least + " to " + most + "."));
    return value.filter(v -> v >= least && v <= most);
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

  /** Returns a duration between two bounds, both allowed. */
  public Optional<Duration> duration(String key, Duration least, Duration most) {
    Optional<Duration> value = duration(key);
    value
        .filter(v -> v.compareTo(least) < 0 || v.compareTo(most) > 0)
        .ifPresent(v ->
            error(
                key,
                "'" + key + "' is " + write(v) + ".",
                "Write a duration from " + write(least) + " to " + write(most) + "."));
    return value.filter(v -> v.compareTo(least) >= 0 && v.compareTo(most) <= 0);
  }

  /** Returns a word out of those that are known. */
  public Optional<String> choice(String key, Collection<String> known) {
    Optional<String> value = text(key);
    value
        .filter(v -> !known.contains(v))
        .ifPresent(
            v -> error(key, "'" + key + "' is '" + shortened(v) + "'.", Nearest.advice(v, known)));
    return value.filter(known::contains);
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
   * the file. A name with nothing behind it is an entry without keys.
   */
  public Map<String, Fields> entries(String key) {
    Map<String, Fields> entries = new LinkedHashMap<>();
    fields(key)
        .ifPresent(
            f -> f.keys().forEach(name -> f.entry(name).ifPresent(e -> entries.put(name, e))));
    return entries;
  }

  private Optional<Fields> entry(String name) {
    taken.add(name);
    return mapping.values().get(name) instanceof YamlNode.Nothing nothing
        ? of(new YamlNode.Mapping(nothing.at(), Map.of(), Map.of()), problems, code)
        : node(name).flatMap(n -> of(n, problems, code));
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
        String all = taken.isEmpty() ? "Take it out." : "Known: " + String.join(", ", taken) + ".";
        problems.error(at(key), code, "The key '" + key + "' is not known here.", near + all);
      }
    }
  }

  /**
   * Returns whether a text can name an environment, an entry, a person, a role or a command: small
   * letters, digits, hyphens and underscores, at most 63.
   */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Writes a duration as files have it, in its largest whole unit, such as {@code 90s}. */
  public static String write(Duration duration) {
    long millis = duration.toMillis();
    long[] units = {86_400_000, 3_600_000, 60_000, 1000};
    String[] words = {"d", "h", "m", "s"};
    for (int i = 0; i < units.length; i++) {
      if (millis % units[i] == 0 && millis > 0) {
        return millis / units[i] + words[i];
      }
    }
    return millis == 0 ? "0s" : millis + "ms";
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

  private Optional<String> scalarText(String key, YamlNode node) {
    return switch (node) {
      case YamlNode.Text t -> Optional.of(t.value());
      case YamlNode.Whole w -> Optional.of(Long.toString(w.value()));
      case YamlNode.Real r -> Optional.of(r.written());
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

  private static String shortened(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > SHOWN_MAX || !line.equals(text)
        ? line.substring(0, Math.min(SHOWN_MAX, line.length())) + "…"
        : line;
  }

  private static String kind(YamlNode node) {
    return switch (node) {
      case YamlNode.Text t -> "the text '" + shortened(t.value()) + "'";
      case YamlNode.Whole w -> "the number " + w.value();
      case YamlNode.Real r -> "the number " + r.written();
      case YamlNode.Flag f -> String.valueOf(f.value());
      case YamlNode.Nothing _ -> "empty";
      case YamlNode.Sequence _ -> "a list";
      case YamlNode.Mapping _ -> "a mapping";
    };
  }
}
