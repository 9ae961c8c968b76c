package dev.twokey.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.twokey.journal.Verification;
import dev.twokey.timeline.Entry;
import dev.twokey.timeline.Golden;
import dev.twokey.timeline.IncidentReport;
import dev.twokey.timeline.Provenance;
import dev.twokey.timeline.Tale;
import dev.twokey.timeline.TimelineWriter;
import dev.twokey.timeline.WholeTale;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The record as files. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExportTest {
  static final List<TimelineWriter> FORMATS = List.of(new MarkdownExport(), new JsonExport());

  static List<TimelineWriter> formats() {
    return FORMATS;
  }

  static IncidentReport report(Tale tale) {
    Verification found = new Verification(tale.events().size(), 0, tale.head(), List.of(), 0);
    return new IncidentReport(
        tale.timeline(),
        new Provenance(tale.head(), Optional.of(found)),
        Optional.of(Duration.ofMinutes(10)));
  }

  static String write(TimelineWriter writer, IncidentReport report) throws IOException {
    StringBuilder out = new StringBuilder();
    writer.write(report, out);
    return out.toString();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void a_whole_incident_gives_the_golden_file(TimelineWriter writer) throws IOException {
    Golden.holds(writer.fileName("golden"), write(writer, report(WholeTale.tale())));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void the_same_events_give_the_same_text(TimelineWriter writer) throws IOException {
    String first = write(writer, report(WholeTale.tale()));
    assertThat(write(writer, report(WholeTale.tale()))).isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void the_text_is_handed_over_in_small_pieces(TimelineWriter writer) throws IOException {
    Tale tale = new Tale().opened("long");
    for (int i = 0; i < 2_000; i++) {
      tale.noted(Tale.BEN, "note " + i);
    }
    Pieces pieces = new Pieces();
    writer.write(report(tale), pieces);

    assertThat(pieces.all).isGreaterThan(100_000);
    assertThat(pieces.longest).isLessThan(20_000);
  }

  /** Counts what it is given, and keeps nothing. */
  private static final class Pieces implements Appendable {
    private long all;
    private int longest;

    @Override
    public Appendable append(CharSequence text) {
      all += text.length();
      longest = Math.max(longest, text.length());
      return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
      return append(text.subSequence(start, end));
    }

    @Override
    public Appendable append(char c) {
      return append(String.valueOf(c));
    }
  }

  @Test
  void every_row_of_the_timeline_stands_in_both() throws IOException {
    Tale tale = WholeTale.tale();
    String markdown = write(new MarkdownExport(), report(tale));
    JsonNode json = new ObjectMapper().readTree(write(new JsonExport(), report(tale)));
    int row = 0;
    for (Entry entry : tale.timeline().entries()) {
      JsonNode there = json.get("entries").get(row);
      row++;
      assertThat(there.get("row").asInt()).isEqualTo(row);
      assertThat(there.get("record").asLong()).isEqualTo(entry.position());
      assertThat(there.get("what").asText()).isEqualTo(entry.what());
      assertThat(there.get("refused").asBoolean()).isEqualTo(entry.refused());
      assertThat(markdown)
          .contains("\n| " + row + " | ")
          .contains(" | " + entry.position() + " |\n");
    }
    assertThat(json.get("entries")).hasSize(row);
    assertThat(json.get("provenance").get("verified").asBoolean()).isTrue();
  }

  @Test
  void what_people_typed_stands_in_json_as_they_typed_it() throws IOException {
    JsonNode json = new ObjectMapper().readTree(write(new JsonExport(), report(WholeTale.tale())));
    assertThat(json.get("entries"))
        .extracting(e -> e.get("what").asText())
        .contains(WholeTale.HOSTILE);
  }

  @Test
  void what_people_typed_is_neither_link_nor_markup_in_markdown() throws IOException {
    String markdown = write(new MarkdownExport(), report(WholeTale.tale()));
    assertThat(markdown)
        .contains("look \\| here: \\[a link\\](https:\\/\\/evil.example/x) \\<script\\>")
        .doesNotContain("<script>", "https://evil", " www.evil", "@channel", "\n# no heading");
  }

  @Test
  void the_environment_stands_first() throws IOException {
    assertThat(write(new MarkdownExport(), report(WholeTale.tale()))).startsWith("# PROD ");
  }
}
