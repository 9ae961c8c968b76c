package dev.twokey.problem;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FieldsTest {
  private final Problems problems = new Problems();

  @Test
  void values_come_by_name_and_type() {
    Fields f = fields("t: x\nn: 3\nr: 1.5\nb: true\nd: 90s\nl: [a, 2]\none: a\nm: {k: v}\n");
    assertThat(f.text("t")).contains("x");
    assertThat(f.whole("n")).contains(3L);
    assertThat(f.number("r")).contains(1.5);
    assertThat(f.number("n")).contains(3.0);
    assertThat(f.flag("b")).contains(true);
    assertThat(f.duration("d")).contains(Duration.ofSeconds(90));
    assertThat(f.texts("l")).containsExactly("a", "2");
    assertThat(f.texts("one")).containsExactly("a");
    assertThat(f.fields("m").orElseThrow().text("k")).contains("v");
    f.done();
    assertThat(problems.findings()).isEmpty();
  }

  @Test
  void a_key_that_nobody_took_is_an_error_with_the_name_that_was_meant() {
    Fields f = fields("cooldwon: 2m\n");
    f.duration("cooldown");
    f.done();
    assertThat(findings())
        .containsExactly(
            "f.yaml:1:1: The key 'cooldwon' is not known here. Did you mean 'cooldown'? Known:"
                + " cooldown.");
  }

  @Test
  void a_key_with_nothing_behind_it_is_an_error_told_once() {
    Fields f = fields("approval:\nrole: x\n");
    assertThat(f.fields("approval")).isEmpty();
    assertThat(f.requiredNode("approval")).isEmpty();
    f.text("role");
    f.done();
    assertThat(findings())
        .containsExactly("f.yaml:1:1: 'approval' has no value. Give it one, or take the key out.");
  }

  @Test
  void a_missing_key_is_told_where_the_mapping_begins() {
    fields("a: {b: 1}\n").fields("a").orElseThrow().requiredText("name");
    assertThat(findings()).containsExactly("f.yaml:1:4: The key 'name' is missing. Add it.");
  }

  @Test
  void a_required_text_is_not_empty() {
    assertThat(fields("role: \" \"\n").requiredText("role")).isEmpty();
    assertThat(findings()).containsExactly("f.yaml:1:8: 'role' is empty. Write something.");
  }

  @ParameterizedTest
  @CsvSource({
    "'k: yes', flag, true or false",
    "'k: 1.5', whole, a whole number",
    "'k: x', number, a number",
    "'k: {a: b}', text, text",
    "'k: [a]', text, text",
    "'k: x', fields, Expected keys",
    "'k: 5', duration, no duration",
    "'k: 1h30m', duration, no duration",
    "'k: -5s', duration, no duration"
  })
  void a_value_of_another_type_is_told_and_given_as_absent(
      String text, String type, String expected) {
    Fields f = fields(text);
    boolean present =
        switch (type) {
          case "flag" -> f.flag("k").isPresent();
          case "whole" -> f.whole("k").isPresent();
          case "number" -> f.number("k").isPresent();
          case "text" -> f.text("k").isPresent();
          case "fields" -> f.fields("k").isPresent();
          default -> f.duration("k").isPresent();
        };
    assertThat(present).isFalse();
    assertThat(findings()).singleElement().asString().startsWith("f.yaml:1:4").contains(expected);
  }

  @Test
  void a_long_or_many_lined_value_is_cut_in_the_finding() {
    Fields f = fields("k: " + "x".repeat(500) + "\nl: |\n  one\n  two\n");
    f.flag("k");
    f.flag("l");
    assertThat(findings())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(150).doesNotContain("\n", "two"));
  }

  @Test
  void a_text_keeps_what_was_written() {
    assertThat(fields("version: 1.10\n").text("version")).contains("1.10");
  }

  @Test
  void bounds_are_inclusive() {
    Fields f = fields("a: 1\nb: 11\nc: 1s\nd: 2d\n");
    assertThat(f.whole("a", 1, 10)).contains(1L);
    assertThat(f.whole("b", 1, 10)).isEmpty();
    assertThat(f.duration("c", Duration.ofSeconds(1), Duration.ofDays(1))).isPresent();
    assertThat(f.duration("d", Duration.ofSeconds(1), Duration.ofDays(1))).isEmpty();
    assertThat(findings())
        .containsExactly(
            "f.yaml:2:4: 'b' is 11. Write a number from 1 to 10.",
            "f.yaml:4:4: 'd' is 2d. Write a duration from 1s to 1d.");
  }

  @Test
  void a_choice_is_one_of_the_known_words() {
    Fields f = fields("proof: paskey\n");
    assertThat(f.choice("proof", List.of("chat", "passkey"))).isEmpty();
    assertThat(findings()).singleElement().asString().contains("Did you mean 'passkey'?");
  }

  @Test
  void entries_come_in_the_order_of_the_file_and_may_be_empty() {
    Map<String, Fields> entries = fields("q:\n  b: {x: 1}\n  a:\n").entries("q");
    assertThat(entries.keySet()).containsExactly("b", "a");
    requireNonNull(entries.get("a")).done();
    assertThat(problems.findings()).isEmpty();
  }

  @Test
  void an_entry_that_is_no_mapping_is_an_error() {
    assertThat(fields("q: {a: x}\n").entries("q")).isEmpty();
    assertThat(findings()).singleElement().asString().contains("Expected keys");
  }

  @ParameterizedTest
  @CsvSource({"250ms, 250", "0s, 0", "90s, 90000", "15m, 900000", "24h, 86400000", "3d, 259200000"})
  void durations_are_read_and_written(String text, long millis) {
    Duration duration = Fields.parseDuration(text).orElseThrow();
    assertThat(duration).isEqualTo(Duration.ofMillis(millis));
    assertThat(Fields.parseDuration(Fields.write(duration))).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "1", "1 s", "1w", "1.5h", "1234567s", "-1s", "PT1S", "1S"})
  void anything_else_is_no_duration(String text) {
    assertThat(Fields.parseDuration(text)).isEmpty();
  }

  @Test
  void names_are_small_letters_digits_hyphens_and_underscores() {
    assertThat(List.of("a", "api-1", "transcode_jobs", "1a")).allMatch(Fields::isName);
    assertThat(List.of("", "A", "-a", "_a", "a b", "a.b", "ä", "a".repeat(64)))
        .noneMatch(Fields::isName);
  }

  private List<String> findings() {
    return problems.findings().stream().map(Finding::toString).toList();
  }

  private Fields fields(String text) {
    YamlNode node = YamlReader.read("f.yaml", text, 0, problems).orElseThrow();
    return Fields.of(node, problems, ErrorCode.CONFIG_INVALID).orElseThrow();
  }
}
