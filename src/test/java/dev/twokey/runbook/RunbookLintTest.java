package dev.twokey.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.problem.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule of the format is held at load (I8), with file, line and advice: one wrong runbook a
 * rule, in {@code src/test/resources/runbooks/wrong.txt}.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunbookLintTest {
  private static final Path TABLE = Path.of("src/test/resources/runbooks/wrong.txt");
  private static final Pattern TITLE = Pattern.compile("=== (.*) @ (\\d+): (.*)");

  private static final Pattern BETWEEN = Pattern.compile("(?m)^(?==== )");

  /** Six lines; a case that brings none of its own gets it. */
  private static final String FRONT =
      """
      ---
      title: x
      service: rabbitmq
      owner: on-call
      environments: [staging]
      ---
      """;

  /** A wrong runbook, the line of the finding, and what it says. */
  record Wrong(String title, int line, String expected, String text) {
    @Override
    public String toString() {
      return title;
    }
  }

  static List<Wrong> wrong() throws IOException {
    List<Wrong> cases = new ArrayList<>();
    for (String part : BETWEEN.split(Files.readString(TABLE), -1)) {
      if (!part.isBlank()) {
        String head = part.lines().findFirst().orElseThrow();
        Matcher title = TITLE.matcher(head);
        assertThat(title.matches()).as(head).isTrue();
        String body = part.substring(head.length() + 1);
        String text = body.startsWith("---") || body.startsWith("# ") ? body : FRONT + body;
        cases.add(
            new Wrong(title.group(1), Integer.parseInt(title.group(2)), title.group(3), text));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void a_wrong_runbook_is_refused_with_its_line_and_advice(Wrong wrong) {
    List<Finding> findings = House.findings(Map.of("wrong.md", wrong.text()));
    assertThat(findings)
        .filteredOn(f -> f.severity() == Finding.Severity.ERROR)
        .as("%s", findings)
        .anySatisfy(f -> {
          assertThat(f.problem().what() + " " + f.problem().advice()).contains(wrong.expected());
          assertThat(f.at().file()).isEqualTo("wrong.md");
          assertThat(f.at().line()).isEqualTo(wrong.line());
          assertThat(f.problem().advice()).isNotBlank();
        });
  }

  @Test
  void all_problems_of_all_files_come_at_once_in_the_order_of_files_and_lines() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    List<Wrong> cases = wrong();
    files.put("b.md", cases.get(6).text());
    files.put("a.md", cases.get(7).text());
    assertThat(House.findings(files))
        .extracting(f -> f.at().file())
        .startsWith("a.md")
        .endsWith("b.md");
  }

  @Test
  void a_wrong_name_in_a_condition_is_found_by_its_column() {
    String text =
        FRONT
            + """
            ```yaml check
            id: port
            probe: tcp.connect
            with: {service: rabbitmq}
            expect: it.answered && it.answerd
            ```
            - [ ] x
            """;
    assertThat(House.findings(Map.of("x.md", text)))
        .anySatisfy(f -> {
          assertThat(f.at().line()).isEqualTo(11);
          assertThat(f.at().column()).isEqualTo(26);
        });
  }

  @Test
  void a_check_that_nothing_uses_is_a_warning_and_no_error() {
    String text =
        FRONT
            + """
            ```yaml check
            id: port
            probe: tcp.connect
            with: {service: rabbitmq}
            ```
            """;
    assertThat(House.findings(Map.of("x.md", text)))
        .singleElement()
        .satisfies(f -> {
          assertThat(f.severity()).isEqualTo(Finding.Severity.WARNING);
          assertThat(f.problem().what()).isEqualTo("Nothing uses the check port.");
        });
  }

  @Test
  void a_plain_page_without_blocks_loads_and_shows() {
    RunbookCatalog catalog =
        House.catalog(Map.of("old-notes.md", "# Old notes\n\nCall the plumber.\n"));
    assertThat(catalog.runbook("old_notes"))
        .hasValueSatisfying(r -> assertThat(r.text()).contains("Call the plumber."));
  }

  @Test
  void a_block_of_another_file_is_named_with_its_file() {
    String other =
        FRONT.replace("title: x", "title: y")
            + """
            ```yaml cause
            id: follows
            when: first.gone.holds
            says: see the other page
            ```
            """;
    String first =
        FRONT
            + """
            ```yaml check
            id: port
            probe: tcp.connect
            with: {service: rabbitmq}
            expect: it.answered
            ```
            ```yaml cause
            id: gone
            when: port.ok == false
            says: start it
            ```
            """;
    RunbookCatalog catalog = House.catalog(Map.of("first.md", first, "other.md", other));
    assertThat(catalog.cause("other.follows")).isPresent();
  }
}
