package dev.twokey.chatops;

import dev.twokey.chart.TimeChart;
import dev.twokey.chart.TimeChart.Answer;
import dev.twokey.chart.TimeChart.Point;
import dev.twokey.chart.TimeChart.Series;
import dev.twokey.chart.TimeChart.State;
import dev.twokey.chart.TimeChart.Strip;
import dev.twokey.chat.Card.Detail;
import dev.twokey.diagnosis.Sample;
import dev.twokey.gameday.Report;
import dev.twokey.operation.Operation;
import dev.twokey.probe.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The picture of a drill: how many messages wait, who gets an answer, and the marks. */
final class DrillChart {
  /** Fields of readings that are a depth, and those that tell whether something answers. */
  private static final List<String> DEPTHS = List.of("messages", "length");

  private static final List<String> ANSWERS = List.of("started", "answered");

  private final Operation operation;
  private final Map<String, List<Sample>> byKey = new LinkedHashMap<>();

  private DrillChart(Operation operation) {
    this.operation = operation;
    operation.samples().stream()
        .sorted(java.util.Comparator.comparing(Sample::at))
        .forEach(
            s -> byKey.computeIfAbsent(s.check() + "|" + s.item(), _ -> new ArrayList<>()).add(s));
  }

  /** Returns the picture; empty where nothing that can be drawn was read. */
  static Optional<Detail> of(Operation operation, Report report) {
    return new DrillChart(operation).draw(report);
  }

  private Optional<Detail> draw(Report report) {
    List<Series> series =
        oncePerName().stream().flatMap(this::series).limit(TimeChart.SERIES_MAX).toList();
    List<Strip> strips =
        byKey.values().stream().flatMap(this::strip).limit(TimeChart.STRIPS_MAX).toList();
    List<TimeChart.Mark> marks =
        report.marks().stream()
            .flatMap(m -> m.at().map(at -> new TimeChart.Mark(m.name(), at)).stream())
            .toList();
    List<Instant> times =
        Stream.concat(
                operation.samples().stream().map(Sample::at),
                marks.stream().map(TimeChart.Mark::at))
            .sorted()
            .toList();
    boolean nothing = series.isEmpty() && strips.isEmpty();
    if (nothing || !times.getFirst().isBefore(times.getLast())) {
      return Optional.empty();
    }
    String title =
        series.isEmpty() ? "Answers" : strips.isEmpty() ? "Queue depth" : "Queue depth and answers";
    TimeChart chart =
        new TimeChart(title, "messages", times.getFirst(), times.getLast(), series, strips, marks);
    return Optional.of(new Detail.Image(title, chart.words(), chart.svg()));
  }

  /** Two checks may read the depth of one queue; the one that was read more often is drawn. */
  private Collection<List<Sample>> oncePerName() {
    return byKey.values().stream()
        .filter(samples -> field(samples, DEPTHS, Number.class).isPresent())
        .collect(
            Collectors.toMap(
                samples -> name(samples.getFirst()),
                samples -> samples,
                (a, b) -> b.size() > a.size() ? b : a,
                LinkedHashMap::new))
        .values();
  }

  private Stream<Series> series(List<Sample> samples) {
    return field(samples, DEPTHS, Number.class)
        .map(field ->
            new Series(
                name(samples.getFirst()),
                samples.stream().map(s -> new Point(s.at(), number(s, field))).toList()))
        .stream();
  }

  private Stream<Strip> strip(List<Sample> samples) {
    return field(samples, ANSWERS, Boolean.class)
        .map(field ->
            new Strip(
                strip(samples.getFirst()),
                samples.stream().map(s -> new State(s.at(), answer(s, field))).toList()))
        .stream();
  }

  /** Returns which of the fields the readings of a check have. */
  private static Optional<String> field(List<Sample> samples, List<String> fields, Class<?> type) {
    return fields.stream()
        .filter(f -> samples.stream().anyMatch(s -> type.isInstance(value(s, f).orElse(""))))
        .findFirst();
  }

  private static double number(Sample sample, String field) {
    return value(sample, field)
        .map(v -> v instanceof Number n ? n.doubleValue() : Double.NaN)
        .orElse(Double.NaN);
  }

  private static Answer answer(Sample sample, String field) {
    return value(sample, field)
        .map(v -> Boolean.TRUE.equals(v) ? Answer.YES : Answer.NO)
        .orElse(Answer.UNKNOWN);
  }

  private static Optional<Object> value(Sample sample, String field) {
    return switch (sample.reading()) {
      case Reading.Observed(_, var values) -> Optional.ofNullable(values.get(field));
      case Reading.Unreadable _ -> Optional.empty();
    };
  }

  /** Several checks may ask whether one thing answers; then each strip names its check. */
  private String strip(Sample sample) {
    long checks =
        byKey.values().stream()
            .filter(samples -> field(samples, ANSWERS, Boolean.class).isPresent())
            .filter(samples -> name(samples.getFirst()).equals(name(sample)))
            .count();
    return checks > 1 ? name(sample) + " " + check(sample) : name(sample);
  }

  private static String check(Sample sample) {
    return Words.words(sample.check());
  }

  private static String name(Sample sample) {
    return sample.item().isEmpty() ? check(sample) : sample.item();
  }
}
