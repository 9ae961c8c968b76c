package dev.twokey.chart;

import dev.twokey.chart.TimeChart.Answer;
import dev.twokey.chart.TimeChart.Mark;
import dev.twokey.chart.TimeChart.Point;
import dev.twokey.chart.TimeChart.Series;
import dev.twokey.chart.TimeChart.State;
import dev.twokey.chart.TimeChart.Strip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws a chart. Colours are of middle lightness, so that they can be read on white and on black;
 * lines differ by their dashes too, strips by their height.
 */
final class SvgChart {
  private static final double WIDTH = 720;
  private static final double LEFT = 58;
  private static final double LEFT_OF_STRIPS = 110;
  private static final int STRIP_NAME_MAX = 16;
  private static final double RIGHT = 14;
  private static final double PLOT_HEIGHT = 150;
  private static final double ROW = 15;
  private static final double LETTER = 6.6;
  private static final String INK = "#7d7d7d";
  private static final String FAINT = "#9a9a9a";
  private static final String GOOD = "#2c9a6a";
  private static final String BAD = "#d0453b";
  private static final List<String> COLORS =
      List.of(
          "#2f7fd6", "#cf6a1b", "#2c9a6a", "#a45bd0", "#b38a1d", "#d0457f", "#2a98a8", "#7d7d7d");
  private static final List<String> DASHES = List.of("", "7 3", "2 3", "9 3 2 3");

  private final TimeChart chart;
  private final StringBuilder svg = new StringBuilder();
  private final Map<Mark, Integer> rows;
  private final Axes axes;
  private final double left;
  private final double top;
  private final double bottom;

  SvgChart(TimeChart chart) {
    this.chart = chart;
    this.left = chart.strips().isEmpty() ? LEFT : LEFT_OF_STRIPS;
    Axes across = new Axes(chart, left, WIDTH - left - RIGHT, 0, PLOT_HEIGHT);
    this.rows = rows(chart, across);
    int used = rows.values().stream().mapToInt(r -> r + 1).max().orElse(0);
    this.top = 22 + used * ROW;
    this.bottom = top + PLOT_HEIGHT;
    this.axes = new Axes(chart, left, WIDTH - left - RIGHT, top, PLOT_HEIGHT);
  }

  /** Puts each mark's name into the first row where it does not touch the one before. */
  private static Map<Mark, Integer> rows(TimeChart chart, Axes axes) {
    Map<Mark, Integer> rows = new LinkedHashMap<>();
    List<Double> ends = new ArrayList<>();
    List<Mark> shown =
        chart.marks().stream()
            .filter(m -> axes.shows(m.at()))
            .sorted(Comparator.comparing(Mark::at))
            .toList();
    for (Mark mark : shown) {
      double start = labelStart(mark, axes);
      int row = 0;
      while (row < ends.size() && ends.get(row) > start) {
        row++;
      }
      double end = start + mark.name().length() * LETTER + 6;
      if (row == ends.size()) {
        ends.add(end);
      } else {
        ends.set(row, end);
      }
      rows.put(mark, row);
    }
    return rows;
  }

  private static double labelStart(Mark mark, Axes axes) {
    double wide = mark.name().length() * LETTER;
    return Math.min(axes.x(mark.at()) + 4, WIDTH - RIGHT - wide);
  }

  String draw() {
    double stripsTop = bottom + 24;
    double legendTop = stripsTop + chart.strips().size() * ROW + 6;
    double height = legendTop + legendRows() * ROW + 4;
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ")
        .append(Numbers.at(WIDTH))
        .append(' ')
        .append(Numbers.at(height))
        .append("\" font-family=\"sans-serif\" font-size=\"11\" fill=\"" + INK + "\">");
    svg.append("<title>").append(escape(chart.title())).append("</title>");
    svg.append("<desc>").append(escape(chart.words())).append("</desc>");
    grid();
    strips(stripsTop);
    for (int i = 0; i < chart.series().size(); i++) {
      line(chart.series().get(i), i);
    }
    rows.forEach(this::mark);
    legend(legendTop);
    return svg.append("</svg>").toString();
  }

  private void grid() {
    text(left, 13, "start", chart.unit());
    for (double value : axes.values()) {
      double y = axes.y(value);
      path(
          "M" + point(left, y) + "H" + Numbers.at(WIDTH - RIGHT), FAINT, value == 0 ? 1 : 0.35, "");
      text(left - 6, y + 4, "end", Numbers.of(value));
    }
    List<Instant> times = axes.times();
    for (Instant time : times) {
      double x = axes.x(time);
      path("M" + point(x, bottom) + "v4", FAINT, 1, "");
      text(Math.min(x, WIDTH - RIGHT - 22), bottom + 16, "middle", axes.label(time));
    }
    text(left - 6, bottom + 16, "end", "UTC");
  }

  private void line(Series series, int index) {
    StringBuilder path = new StringBuilder();
    boolean down = false;
    for (Point point : thin(series.points())) {
      if (Double.isNaN(point.value())) {
        down = false;
      } else {
        path.append(down ? 'L' : 'M').append(point(axes.x(point.at()), axes.y(point.value())));
        down = true;
      }
    }
    if (!path.isEmpty()) {
      path(
          path.toString(), COLORS.get(index % COLORS.size()), 2, DASHES.get(index % DASHES.size()));
    }
  }

  /** Keeps of the points that fall on one pixel the highest; a gap stays a gap. */
  private List<Point> thin(List<Point> points) {
    List<Point> kept = new ArrayList<>();
    for (Point point : points) {
      if (!axes.shows(point.at())) {
        continue;
      }
      if (kept.isEmpty() || !sharesColumn(axes, kept.getLast(), point)) {
        kept.add(point);
      } else if (point.value() > kept.getLast().value()) {
        kept.set(kept.size() - 1, point);
      }
    }
    return kept;
  }

  private static boolean sharesColumn(Axes axes, Point a, Point b) {
    return (int) axes.x(a.at()) == (int) axes.x(b.at())
        && !Double.isNaN(a.value())
        && !Double.isNaN(b.value());
  }

  private void strips(double from) {
    for (int i = 0; i < chart.strips().size(); i++) {
      Strip strip = chart.strips().get(i);
      double middle = from + i * ROW + ROW / 2;
      List<State> states = strip.states();
      for (int s = 0; s < states.size(); s++) {
        Instant end = s + 1 < states.size() ? states.get(s + 1).at() : chart.to();
        span(states.get(s), end, middle);
      }
      String name = strip.name();
      text(
          left - 6,
          middle + 4,
          "end",
          name.length() > STRIP_NAME_MAX ? name.substring(0, STRIP_NAME_MAX - 1) + "…" : name);
    }
  }

  /** A yes is a thin line, a no a thick one; what was not read is left white. */
  private void span(State state, Instant end, double middle) {
    Instant from = state.at().isBefore(chart.from()) ? chart.from() : state.at();
    Instant to = end.isAfter(chart.to()) ? chart.to() : end;
    if (state.answer() == Answer.UNKNOWN || !from.isBefore(to)) {
      return;
    }
    double half = state.answer() == Answer.YES ? 1.5 : 5;
    svg.append("<rect x=\"")
        .append(Numbers.at(axes.x(from)))
        .append("\" y=\"")
        .append(Numbers.at(middle - half))
        .append("\" width=\"")
        .append(Numbers.at(Math.max(0.5, axes.x(to) - axes.x(from))))
        .append("\" height=\"")
        .append(Numbers.at(half * 2))
        .append("\" fill=\"")
        .append(state.answer() == Answer.YES ? GOOD : BAD)
        .append("\"/>");
  }

  private void mark(Mark mark, int row) {
    double x = axes.x(mark.at());
    double y = 18 + row * ROW;
    path("M" + point(x, y + 3) + "V" + Numbers.at(bottom), INK, 1, "3 3");
    text(labelStart(mark, axes), y + 10, "start", mark.name());
  }

  // ---- the legend

  private static final double LEGEND_COLUMN = 196;
  private static final int LEGEND_COLUMNS = 3;

  private int legendRows() {
    return Math.ceilDiv(chart.series().size(), LEGEND_COLUMNS);
  }

  private void legend(double from) {
    for (int i = 0; i < chart.series().size(); i++) {
      double x = left + i % LEGEND_COLUMNS * LEGEND_COLUMN;
      int row = i / LEGEND_COLUMNS;
      double y = from + row * ROW + 8;
      path(
          "M" + point(x, y) + "h24",
          COLORS.get(i % COLORS.size()),
          2,
          DASHES.get(i % DASHES.size()));
      text(x + 30, y + 4, "start", chart.series().get(i).name());
    }
  }

  // ---- pieces

  private void path(String d, String color, double width, String dashes) {
    svg.append("<path d=\"")
        .append(d)
        .append("\" fill=\"none\" stroke=\"")
        .append(color)
        .append("\" stroke-width=\"")
        .append(width < 1 ? "0.4" : Numbers.at(width))
        .append('"')
        .append(dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\"")
        .append("/>");
  }

  private void text(double x, double y, String anchor, String text) {
    svg.append("<text x=\"")
        .append(Numbers.at(x))
        .append("\" y=\"")
        .append(Numbers.at(y))
        .append(anchor.equals("start") ? "\">" : "\" text-anchor=\"" + anchor + "\">")
        .append(escape(text))
        .append("</text>");
  }

  private static String point(double x, double y) {
    return Numbers.at(x) + " " + Numbers.at(y);
  }

  private static String escape(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .filter(c ->
            !Character.isISOControl(c)
                && Character.getType(c) != Character.SURROGATE
                && c != 0xfffe
                && c != 0xffff)
        .forEach(c -> {
          switch (c) {
            case '&' -> safe.append("&amp;");
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '"' -> safe.append("&quot;");
            default -> safe.appendCodePoint(c);
          }
        });
    return safe.toString();
  }
}
