package dev.twokey.chart;

import dev.twokey.chart.TimeChart.Answer;
import dev.twokey.chart.TimeChart.Point;
import dev.twokey.chart.TimeChart.Series;
import dev.twokey.chart.TimeChart.State;
import dev.twokey.chart.TimeChart.Strip;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A chart in words. */
final class ChartWords {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private ChartWords() {}

  static String of(TimeChart chart) {
    List<String> sentences = new ArrayList<>();
    sentences.add(chart.title() + " from " + time(chart.from()) + " to " + time(chart.to()) + ".");
    chart.series().forEach(s -> sentences.add(line(s, chart.unit())));
    chart.strips().forEach(s -> sentences.add(strip(s)));
    List<String> marks =
        chart.marks().stream()
            .sorted(Comparator.comparing(TimeChart.Mark::at))
            .map(m -> m.name() + " " + time(m.at()))
            .toList();
    if (!marks.isEmpty()) {
      sentences.add("Marks: " + String.join(", ", marks) + ".");
    }
    return String.join(" ", sentences);
  }

  private static String line(Series series, String unit) {
    List<Point> known = series.points().stream().filter(p -> !Double.isNaN(p.value())).toList();
    if (known.isEmpty()) {
      return series.name() + " was never read.";
    }
    Point most = known.stream().max(Comparator.comparingDouble(Point::value)).orElseThrow();
    int gaps = series.points().size() - known.size();
    return series.name()
        + ": "
        + Numbers.of(known.getFirst().value())
        + " "
        + unit
        + " at first, at most "
        + Numbers.of(most.value())
        + " at "
        + time(most.at())
        + ", "
        + Numbers.of(known.getLast().value())
        + " at last"
        + (gaps == 0 ? "" : "; not read " + gaps + (gaps == 1 ? " time" : " times"))
        + ".";
  }

  private static String strip(Strip strip) {
    List<String> changes = new ArrayList<>();
    Answer before = null;
    for (State state : strip.states()) {
      if (state.answer() != before) {
        changes.add(word(state.answer()) + " from " + time(state.at()));
        before = state.answer();
      }
    }
    return strip.name()
        + ": "
        + (changes.isEmpty() ? "never read" : String.join(", ", changes))
        + ".";
  }

  private static String word(Answer answer) {
    return switch (answer) {
      case YES -> "yes";
      case NO -> "no";
      case UNKNOWN -> "not read";
    };
  }

  private static String time(Instant at) {
    return CLOCK.format(at);
  }
}
