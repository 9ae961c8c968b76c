package dev.twokey.chart;

import dev.twokey.chart.TimeChart.Point;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Where values and times lie, and which of them are written at the axes. */
final class Axes {
  private static final int VALUE_STEPS = 4;
  private static final int TIMES_MAX = 8;
  private static final long[] TIME_STEPS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400
  };
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

  private final TimeChart chart;
  private final double left;
  private final double width;
  private final double top;
  private final double height;
  private final double step;
  private final double most;

  Axes(TimeChart chart, double left, double width, double top, double height) {
    this.chart = chart;
    this.left = left;
    this.width = width;
    this.top = top;
    this.height = height;
    double highest =
        chart.series().stream()
            .flatMap(s -> s.points().stream())
            .mapToDouble(Point::value)
            .filter(v -> !Double.isNaN(v))
            .max()
            .orElse(0);
    this.step = niceStep(highest / VALUE_STEPS);
    this.most = step * Math.max(1, Math.ceil(highest / step));
  }

  /** Returns the next larger of 1, 2, 5, 10, 20 …: values that people count by. */
  private static double niceStep(double least) {
    if (least <= 1) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= least) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  double x(Instant at) {
    return left + width * millis(at) / millis(chart.to());
  }

  private double millis(Instant at) {
    return at.toEpochMilli() - (double) chart.from().toEpochMilli();
  }

  double y(double value) {
    return top + height * (1 - Math.max(0, value) / most);
  }

  boolean shows(Instant at) {
    return !at.isBefore(chart.from()) && !at.isAfter(chart.to());
  }

  List<Double> values() {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i * step <= most; i++) {
      values.add(i * step);
    }
    return values;
  }

  /** Returns the times that are written, on round ones. */
  List<Instant> times() {
    long from = chart.from().getEpochSecond();
    long to = chart.to().getEpochSecond();
    long gap = timeStep();
    List<Instant> times = new ArrayList<>();
    for (long t = Math.ceilDiv(from, gap) * gap; t <= to && times.size() <= TIMES_MAX; t += gap) {
      Instant time = Instant.ofEpochSecond(t);
      if (shows(time)) {
        times.add(time);
      }
    }
    return times;
  }

  private long timeStep() {
    long seconds = chart.to().getEpochSecond() - chart.from().getEpochSecond();
    for (long candidate : TIME_STEPS) {
      if (seconds / candidate < TIMES_MAX) {
        return candidate;
      }
    }
    return Math.max(1, Math.ceilDiv(seconds, TIMES_MAX));
  }

  String label(Instant time) {
    return timeStep() < 60 ? SECONDS.format(time) : MINUTES.format(time);
  }
}
