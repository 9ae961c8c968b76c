package dev.twokey.timeline;

import dev.twokey.diagnosis.Sample;
import dev.twokey.probe.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes readings as short lines of evidence. */
final class ReadingText {
  /** How many readings one entry names. */
  static final int LINES_MAX = 30;

  private static final int CHARACTERS_MAX = 200;

  private ReadingText() {}

  static List<String> lines(List<Sample> samples) {
    List<String> lines = new ArrayList<>();
    samples.stream().limit(LINES_MAX).map(ReadingText::line).forEach(lines::add);
    if (samples.size() > LINES_MAX) {
      lines.add("and " + Words.count(samples.size() - LINES_MAX, "more reading"));
    }
    return lines;
  }

  private static String line(Sample sample) {
    String name = sample.item().isEmpty() ? sample.check() : sample.check() + " " + sample.item();
    String says =
        switch (sample.reading()) {
          case Reading.Unreadable(_, var why) -> "not readable: " + why.what();
          case Reading.Observed(_, var values) -> fields(values);
        };
    return cut("read " + name + ": " + says) + " (" + Words.utc(sample.at()) + ")";
  }

  private static String fields(Map<?, ?> values) {
    List<String> parts = new ArrayList<>();
    values.forEach((key, value) -> parts.add(key + " " + value(value)));
    return String.join(", ", parts);
  }

  private static String value(Object value) {
    return switch (value) {
      case Map<?, ?> map -> "{" + fields(map) + "}";
      case List<?> list ->
          "[" + String.join("; ", list.stream().map(ReadingText::value).toList()) + "]";
      case Instant at -> Words.utc(at);
      default -> value.toString();
    };
  }

  private static String cut(String text) {
    if (text.length() <= CHARACTERS_MAX) {
      return text;
    }
    int end =
        Character.isHighSurrogate(text.charAt(CHARACTERS_MAX - 1))
            ? CHARACTERS_MAX - 1
            : CHARACTERS_MAX;
    return text.substring(0, end) + "…";
  }
}
