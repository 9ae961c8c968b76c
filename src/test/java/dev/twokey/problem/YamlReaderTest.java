package dev.twokey.problem;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class YamlReaderTest {
  private final Problems problems = new Problems();

  @Test
  void keys_stay_in_order_and_every_node_knows_its_place() {
    YamlNode.Mapping root = mapping("b: 1\na:\n  - x\n  - {c: true}\n");
    assertThat(root.values().keySet()).containsExactly("b", "a");
    assertThat(root.keys().get("a")).isEqualTo(at(2, 1));
    YamlNode.Sequence list = (YamlNode.Sequence) requireNonNull(root.values().get("a"));
    assertThat(list.items().get(0)).isEqualTo(new YamlNode.Text(at(3, 5), "x", true));
    YamlNode.Mapping inner = (YamlNode.Mapping) list.items().get(1);
    assertThat(inner.keys().get("c")).isEqualTo(at(4, 6));
    assertThat(inner.values().get("c")).isEqualTo(new YamlNode.Flag(at(4, 9), true));
  }

  @Test
  void lines_before_the_text_are_counted() {
    YamlNode node = YamlReader.read("f.md", "a: 1", 41, problems).orElseThrow();
    assertThat(node.at()).isEqualTo(new Location("f.md", 42, 1));
  }

  @Test
  void the_place_of_a_quoted_text_is_its_first_character() {
    assertThat(value("k: \"abc\"").at()).isEqualTo(at(1, 5));
  }

  @Test
  void the_place_of_a_block_is_behind_its_indentation() {
    assertThat(value("k: |\n\n    abc\n    def\n").at()).isEqualTo(at(2, 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "no", "on", "0x1F", "1_000", "2026-12-31", "12:30", "True", "~"})
  void what_other_readers_would_turn_into_something_else_is_text(String written) {
    assertThat(value("k: " + written))
        .isInstanceOfSatisfying(
            YamlNode.Text.class, text -> assertThat(text.value()).isEqualTo(written));
  }

  @Test
  void a_number_with_a_fraction_keeps_its_digits() {
    assertThat(value("k: 1.10")).isEqualTo(new YamlNode.Real(at(1, 4), 1.1, "1.10"));
  }

  @ParameterizedTest
  @ValueSource(strings = {".inf", "-.inf", ".nan", "1e999"})
  void a_number_that_can_not_be_counted_with_is_refused(String written) {
    assertThat(read("k: " + written)).isEmpty();
    assertThat(finding()).contains("is no number").startsWith("f.yaml:1:4");
  }

  @Test
  void a_whole_number_that_is_too_large_is_refused() {
    assertThat(read("k: 99999999999999999999")).isEmpty();
    assertThat(finding()).contains("too large");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "when: !x.ok | f.yaml:1:7 | A tag",
        "when: ! x | f.yaml:1:7 | A tag",
        "when: !!str x | f.yaml:1:7 | A tag",
        "a: &here x | f.yaml:1:4 | An anchor",
        "a: *here | f.yaml:1:4 | An alias",
        "a: [!t [x]] | f.yaml:1:5 | A tag",
        "a: {b: ${c}} | f.yaml:1:9 | not YAML",
        "[1, 2]: x | f.yaml:1:1 | key must be",
        "a: 'x | f.yaml:1:6 | not YAML"
      })
  void what_hides_a_mistake_is_refused_with_its_place(String text, String place, String what) {
    assertThat(read(text)).isEmpty();
    assertThat(finding()).startsWith(place).contains(what);
  }

  @Test
  void a_key_given_twice_is_refused_and_the_first_place_is_named() {
    assertThat(read("a: 1\nb: 2\na: 3\n")).isEmpty();
    assertThat(finding()).startsWith("f.yaml:3:1").contains("first at line 1");
  }

  @Test
  void all_mistakes_are_told_at_once() {
    read("a: !x 1\nb: &y 2\n");
    assertThat(problems.findings()).hasSize(2);
  }

  @Test
  void a_file_full_of_mistakes_tells_a_bounded_number() {
    read("- !x 1\n".repeat(5_000));
    assertThat(problems.findings()).hasSizeBetween(10, 30);
  }

  @Test
  void deep_nesting_is_refused_and_costs_no_stack() {
    assertThat(read("[".repeat(200_000))).isEmpty();
    assertThat(finding()).contains("Nested deeper than " + YamlReader.DEPTH_MAX);
  }

  @Test
  void nesting_up_to_the_limit_is_fine() {
    int depth = YamlReader.DEPTH_MAX;
    assertThat(read("[".repeat(depth) + "]".repeat(depth))).isPresent();
    assertThat(read("[".repeat(depth + 1) + "]".repeat(depth + 1))).isEmpty();
  }

  @Test
  void a_text_over_the_limit_is_refused() {
    assertThat(read("a: " + "x".repeat(YamlReader.CHARACTERS_MAX))).isEmpty();
    assertThat(finding()).contains("the limit is " + YamlReader.CHARACTERS_MAX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "# only a comment\n", "---\n"})
  void an_empty_file_is_told(String text) {
    Optional<YamlNode> node = read(text);
    boolean nothing = node.isEmpty() || node.get() instanceof YamlNode.Nothing;
    assertThat(nothing).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a: 1\n---\nb: 2\n", "a:\tx: y", "\u0000", "a: \u0007", "%FOO bar\n--- a"})
  void what_is_no_single_document_of_printable_text_gives_a_finding_and_no_exception(String text) {
    Optional<YamlNode> node = read(text);
    assertThat(node.isPresent()).isNotEqualTo(problems.hasErrors());
  }

  @Test
  void a_finding_is_one_line() {
    for (String text : List.of("\u0000", "a: b: c", "a: [", "- x\ny", "{", "a: \"\\q\"")) {
      read(text);
    }
    assertThat(problems.findings())
        .hasSizeGreaterThanOrEqualTo(6)
        .allSatisfy(f -> assertThat(f.toString().lines().count()).isEqualTo(1));
  }

  private String finding() {
    return problems.findings().getFirst().toString();
  }

  private Optional<YamlNode> read(String text) {
    return YamlReader.read("f.yaml", text, 0, problems);
  }

  private YamlNode.Mapping mapping(String text) {
    return (YamlNode.Mapping) read(text).orElseThrow();
  }

  private YamlNode value(String text) {
    return mapping(text).values().values().iterator().next();
  }

  private static Location at(int line, int column) {
    return new Location("f.yaml", line, column);
  }
}
