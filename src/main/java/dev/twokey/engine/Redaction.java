package dev.twokey.engine;

import dev.twokey.action.Outcome;
import dev.twokey.action.Preview;
import dev.twokey.probe.Reading;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Redactor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The engine's return path: takes secrets out of what the world answers, and bounds it. */
final class Redaction {
  private static final int TEXT_MAX = 8_192;
  private static final int ITEMS_MAX = 1_000;

  private final Redactor redactor;

  Redaction(Redactor redactor) {
    this.redactor = redactor;
  }

  String redact(String text) {
    // cut afterwards: half a secret would not be known as one
    String clean = redactor.redact(text);
    return clean.length() > TEXT_MAX ? clean.substring(0, TEXT_MAX) + " … (cut)" : clean;
  }

  Problem redact(Problem problem) {
    return new Problem(problem.code(), redact(problem.what()), redact(problem.advice()));
  }

  Reading redact(Reading reading) {
    return switch (reading) {
      case Reading.Observed(var at, var values) -> new Reading.Observed(at, map(values));
      case Reading.Unreadable(var at, var why) -> new Reading.Unreadable(at, redact(why));
    };
  }

  Preview redact(Preview preview) {
    return switch (preview) {
      case Preview.Ready r ->
          new Preview.Ready(
              r.targets(),
              redact(r.how()),
              r.difference().stream().map(this::redact).toList(),
              r.fingerprint(),
              redact(r.undo()),
              redact(r.byHand()),
              r.reach());
      case Preview.Impossible(var why) -> new Preview.Impossible(redact(why));
    };
  }

  Outcome redact(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded(var evidence) -> new Outcome.Succeeded(redact(evidence));
      case Outcome.Refused(var why) -> new Outcome.Refused(redact(why));
      case Outcome.Failed(var why) -> new Outcome.Failed(redact(why));
      case Outcome.Unknown(var why) -> new Outcome.Unknown(redact(why));
    };
  }

  private Map<String, Object> map(Map<?, ?> values) {
    Map<String, Object> clean = new LinkedHashMap<>();
    values.forEach((k, v) -> clean.put(redact(k.toString()), value(v)));
    return clean;
  }

  /** Lines are looked at together, for a key is spread over several. */
  private List<Object> list(List<?> items) {
    if (items.stream().allMatch(String.class::isInstance)) {
      String lines = items.stream().map(String.class::cast).collect(Collectors.joining("\n"));
      String clean = redactor.redact(lines);
      if (!clean.equals(lines)) {
        return clean.lines().<Object>map(this::redact).toList();
      }
    }
    return items.stream().<Object>map(this::value).toList();
  }

  private Object value(Object value) {
    return switch (value) {
      case String text -> redact(text);
      case Map<?, ?> map -> map(map);
      case List<?> list -> list(list.stream().limit(ITEMS_MAX).toList());
      default -> value;
    };
  }
}
