package dev.twokey.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twokey.chart.TimeChart.Answer;
import dev.twokey.chart.TimeChart.Mark;
import dev.twokey.chart.TimeChart.Point;
import dev.twokey.chart.TimeChart.Series;
import dev.twokey.chart.TimeChart.State;
import dev.twokey.chart.TimeChart.Strip;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TimeChartTest {
  private static final Instant T0 = Instant.parse("2026-11-22T14:00:00Z");

  private static Document parse(TimeChart chart) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(chart.svg())));
  }

  private static List<Element> all(Document svg, String name) {
    NodeList nodes = svg.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static List<String> texts(Document svg) {
    return all(svg, "text").stream().map(Element::getTextContent).toList();
  }

  private static Point at(long second, double value) {
    return new Point(T0.plusSeconds(second), value);
  }

  private static TimeChart chart(List<Series> series, List<Strip> strips, List<Mark> marks) {
    return new TimeChart("Queue depth", "messages", T0, T0.plusSeconds(240), series, strips, marks);
  }

  private static TimeChart drill() {
    return chart(
        List.of(
            new Series(
                "transcode_jobs",
                List.of(at(0, 12), at(5, 12), at(60, 180), at(180, 431), at(210, 0))),
            new Series("dmca_propagation", List.of(at(0, 1), at(180, 40), at(220, 2)))),
        List.of(
            new Strip(
                "api-1",
                List.of(
                    new State(T0, Answer.YES),
                    new State(T0.plusSeconds(5), Answer.NO),
                    new State(T0.plusSeconds(182), Answer.YES)))),
        List.of(
            new Mark("inject", T0.plusSeconds(4)),
            new Mark("detect", T0.plusSeconds(8)),
            new Mark("diagnose", T0.plusSeconds(13)),
            new Mark("undo", T0.plusSeconds(180)),
            new Mark("steady", T0.plusSeconds(211))));
  }

  @Test
  void it_stands_alone_without_script_style_or_reference() throws Exception {
    Document svg = parse(drill());
    List<String> elements =
        all(svg, "*").stream().map(Element::getTagName).distinct().sorted().toList();

    assertThat(elements).containsExactly("desc", "path", "rect", "svg", "text", "title");
    assertThat(drill().svg()).doesNotContain("href", "url(", "onload", "<!");
  }

  @Test
  void title_and_description_say_what_the_picture_shows() throws Exception {
    Document svg = parse(drill());

    assertThat(all(svg, "title").getFirst().getTextContent()).isEqualTo("Queue depth");
    assertThat(all(svg, "desc").getFirst().getTextContent()).isEqualTo(drill().words());
    assertThat(drill().words())
        .isEqualTo(
            "Queue depth from 14:00:00 UTC to 14:04:00 UTC. transcode_jobs: 12 messages at first,"
                + " at most 431 at 14:03:00 UTC, 0 at last. dmca_propagation: 1 messages at first,"
                + " at most 40 at 14:03:00 UTC, 2 at last. api-1: yes from 14:00:00 UTC, no from"
                + " 14:00:05 UTC, yes from 14:03:02 UTC. Marks: inject 14:00:04 UTC, detect"
                + " 14:00:08 UTC, diagnose 14:00:13 UTC, undo 14:03:00 UTC, steady 14:03:31 UTC.");
  }

  @Test
  void axes_have_round_numbers_and_times() throws Exception {
    assertThat(texts(parse(drill())))
        .contains("messages", "0", "200", "400", "600", "14:00", "14:01", "14:04", "UTC")
        .doesNotContain("800");
  }

  @Test
  void names_of_marks_do_not_touch_each_other() throws Exception {
    List<Element> labels =
        all(parse(drill()), "text").stream()
            .filter(t ->
                List.of("inject", "detect", "diagnose", "undo", "steady")
                    .contains(t.getTextContent()))
            .toList();

    assertThat(labels).hasSize(5);
    for (Element a : labels) {
      for (Element b : labels) {
        if (!a.equals(b) && a.getAttribute("y").equals(b.getAttribute("y"))) {
          double gap =
              Math.abs(
                  Double.parseDouble(a.getAttribute("x"))
                      - Double.parseDouble(b.getAttribute("x")));
          assertThat(gap).isGreaterThan(6.0 * Math.min(length(a), length(b)));
        }
      }
    }
  }

  private static int length(Element text) {
    return text.getTextContent().length();
  }

  @Test
  void everything_lies_inside_the_picture() throws Exception {
    Document svg = parse(drill());
    java.util.Scanner box = new java.util.Scanner(svg.getDocumentElement().getAttribute("viewBox"));
    box.next();
    box.next();
    double width = Double.parseDouble(box.next());
    double height = Double.parseDouble(box.next());

    for (Element text : all(svg, "text")) {
      double x = Double.parseDouble(text.getAttribute("x"));
      double wide =
          text.getAttribute("text-anchor").isEmpty() ? 5.5 * text.getTextContent().length() : 0;
      assertThat(x + wide).isBetween(0.0, width);
      assertThat(Double.parseDouble(text.getAttribute("y"))).isBetween(0.0, height);
    }
  }

  @Test
  void what_was_not_read_is_a_gap_and_not_a_line() throws Exception {
    TimeChart chart =
        chart(
            List.of(new Series("q", List.of(at(0, 1), at(10, 2), at(20, Double.NaN), at(30, 4)))),
            List.of(),
            List.of());
    List<String> lines =
        all(parse(chart), "path").stream()
            .map(p -> p.getAttribute("d"))
            .filter(d -> d.contains("L"))
            .toList();

    assertThat(lines).singleElement().asString().matches("M[^ML]+L[^ML]+M[^ML]+");
    assertThat(chart.words()).contains("not read 1 time");
  }

  @Test
  void what_was_never_read_says_so_and_still_draws() throws Exception {
    TimeChart chart =
        chart(
            List.of(new Series("q", List.of(at(0, Double.NaN)))),
            List.of(new Strip("api-1", List.of(new State(T0, Answer.UNKNOWN)))),
            List.of());

    assertThat(all(parse(chart), "rect")).isEmpty();
    assertThat(chart.words()).contains("q was never read.", "api-1: not read from 14:00:00 UTC.");
  }

  @Test
  void names_can_not_break_out_of_the_picture() throws Exception {
    String evil = "</text><script>alert(1)</script>\"'&\u0000\u001b\ud800";
    TimeChart chart =
        new TimeChart(
            evil,
            evil,
            T0,
            T0.plusSeconds(10),
            List.of(new Series(evil, List.of(at(0, 1), at(5, 2)))),
            List.of(new Strip(evil, List.of(new State(T0, Answer.NO)))),
            List.of(new Mark(evil, T0.plusSeconds(3))));

    assertThat(all(parse(chart), "script")).isEmpty();
    assertThat(all(parse(chart), "title").getFirst().getTextContent())
        .isEqualTo("</text><script>alert(1)</script>\"'&");
  }

  @Test
  void marks_outside_the_time_are_not_drawn() throws Exception {
    TimeChart chart =
        chart(
            List.of(new Series("q", List.of(at(0, 1)))),
            List.of(),
            List.of(new Mark("before", T0.minusSeconds(1)), new Mark("inside", T0)));

    assertThat(texts(parse(chart))).contains("inside").doesNotContain("before");
  }

  @Test
  void many_points_are_thinned_and_the_peak_stays() throws Exception {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      points.add(new Point(T0.plusMillis(i * 12L), i == 7_777 ? 999 : 1));
    }
    TimeChart chart = chart(List.of(new Series("q", points)), List.of(), List.of());

    assertThat(chart.svg().length()).isLessThan(40_000);
    assertThat(texts(parse(chart))).contains("1,000");
    assertThat(chart.words()).contains("at most 999 at 14:01:33 UTC");
  }

  @Test
  void it_looks_the_same_whatever_language_the_machine_speaks() {
    String before = drill().svg();
    Locale home = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(drill().svg()).isEqualTo(before);
    } finally {
      Locale.setDefault(home);
    }
  }

  @Test
  void short_and_long_times_have_few_labels() throws Exception {
    for (Duration length :
        List.of(
            Duration.ofMillis(40),
            Duration.ofSeconds(3),
            Duration.ofMinutes(47),
            Duration.ofDays(3),
            Duration.ofDays(400))) {
      TimeChart chart =
          new TimeChart(
              "t",
              "messages",
              T0,
              T0.plus(length),
              List.of(new Series("q", List.of(at(0, 1)))),
              List.of(),
              List.of());
      long times = texts(parse(chart)).stream().filter(t -> t.matches("\\d\\d:\\d\\d.*")).count();
      assertThat(times).as("labels of %s", length).isBetween(1L, 9L);
    }
  }

  @Test
  void an_impossible_chart_can_not_be_made() {
    assertThatThrownBy(() -> new TimeChart("t", "u", T0, T0, List.of(), List.of(), List.of()))
        .hasMessageContaining("no width");
    List<Mark> many = IntStream.range(0, 21).mapToObj(i -> new Mark("m", T0)).toList();
    assertThatThrownBy(() -> chart(List.of(), List.of(), many)).hasMessageContaining("20 marks");
  }
}
