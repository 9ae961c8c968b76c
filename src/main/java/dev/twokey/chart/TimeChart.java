package dev.twokey.chart;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * What a chart over time shows: lines, strips of yes and no under them, and marks.
 *
 * @param title what is shown
 * @param unit of the values, such as {@code messages}
 * @param from the left end
 * @param to the right end; after {@code from}
 * @param series lines; at most {@link #SERIES_MAX}
 * @param strips rows of yes and no; at most {@link #STRIPS_MAX}
 * @param marks points in time with a name; at most {@link #MARKS_MAX}. One outside the chart is not
 *     drawn
 */
public record TimeChart(
    String title,
    String unit,
    Instant from,
    Instant to,
    List<Series> series,
    List<Strip> strips,
    List<Mark> marks) {
  /** How many lines a reader can tell apart. */
  public static final int SERIES_MAX = 8;

  /** How many strips fit. */
  public static final int STRIPS_MAX = 8;

  /** How many marks fit. */
  public static final int MARKS_MAX = 20;

  /**
   * One line.
   *
   * @param name for people
   * @param points in the order of time
   */
  public record Series(String name, List<Point> points) {
    public Series {
      requireNonNull(name, "name");
      points = List.copyOf(points);
    }
  }

  /** A value at a time. {@link Double#NaN} means that it could not be read: the line has a gap. */
  public record Point(Instant at, double value) {
    public Point {
      requireNonNull(at, "at");
    }
  }

  /**
   * One row of yes and no.
   *
   * @param name for people
   * @param states in the order of time; each holds until the next
   */
  public record Strip(String name, List<State> states) {
    public Strip {
      requireNonNull(name, "name");
      states = List.copyOf(states);
    }
  }

  /** A yes or no from a time on. */
  public record State(Instant at, Answer answer) {
    public State {
      requireNonNull(at, "at");
      requireNonNull(answer, "answer");
    }
  }

  /** What was seen. */
  public enum Answer {
    YES,
    NO,
    /** It could not be read. */
    UNKNOWN
  }

  /** A point in time with a name. */
  public record Mark(String name, Instant at) {
    public Mark {
      requireNonNull(name, "name");
      requireNonNull(at, "at");
    }
  }

  public TimeChart {
    requireNonNull(title, "title");
    requireNonNull(unit, "unit");
    series = List.copyOf(series);
    strips = List.copyOf(strips);
    marks = List.copyOf(marks);
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a chart from " + from + " to " + to + " has no width");
    }
    limit(series.size(), SERIES_MAX, "lines");
    limit(strips.size(), STRIPS_MAX, "strips");
    limit(marks.size(), MARKS_MAX, "marks");
  }

  private static void limit(int size, int max, String what) {
    if (size > max) {
      throw new IllegalArgumentException(
          "a chart has at most " + max + " " + what + ", got " + size);
    }
  }

  /**
   * Returns it as a picture that stands alone: no script, no reference, readable on light and dark.
   */
  public String svg() {
    return new SvgChart(this).draw();
  }

  /** Returns the same in words, for those who do not see the picture. */
  public String words() {
    return ChartWords.of(this);
  }
}
