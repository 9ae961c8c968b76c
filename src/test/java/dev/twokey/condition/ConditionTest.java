package dev.twokey.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.problem.Location;
import dev.twokey.problem.Problems;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the language of conditions gives, and what it leaves out. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConditionTest {
  private static final Scope SCOPE =
      new Scope(
          Map.of(
              "it",
              new Shape.Fields("it", Map.of("n", Shape.Plain.WHOLE, "word", Shape.Plain.TEXT))),
          Set.of());
  private static final Bindings READ = Bindings.EMPTY.with("it", Map.of("n", 0L, "word", "a,b"));

  private final ConditionCompiler compiler = new ConditionCompiler();

  private Optional<Expression> compile(String text, Problems problems) {
    return compiler.compile(text, Place.of(new Location("house.md", 1, 1), text), SCOPE, problems);
  }

  private Value value(String text) {
    Problems problems = new Problems();
    return compile(text, problems)
        .orElseThrow(() -> new AssertionError(problems.findings()))
        .evaluate(READ);
  }

  @Test
  void an_error_beside_an_error_is_no_false() {
    assertThat(value("(1 / it.n == 1 || 2 / it.n == 1) == false"))
        .isInstanceOf(Value.Unknown.class);
    assertThat(value("1 / it.n == 1 || true")).isEqualTo(new Value.Known(true));
    assertThat(value("1 / it.n == 1 && false")).isEqualTo(new Value.Known(false));
  }

  @Test
  void texts_are_cut_searched_and_split() {
    assertThat(value("it.word.split(',')[1].upperAscii() + it.word.substring(0, 1)"))
        .isEqualTo(new Value.Known("Ba"));
    assertThat(value("it.word.indexOf('b')")).isEqualTo(new Value.Known(2L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it.word.replace('', 'xxxx')",
        "['a', 'b'].join(it.word)",
        "strings.quote(it.word)",
        "has(it.word)"
      })
  void what_makes_texts_longer_or_says_no_for_unread_is_left_out(String text) {
    Problems problems = new Problems();
    assertThat(compile(text, problems)).isEmpty();
    assertThat(problems.hasErrors()).isTrue();
  }

  @Test
  void a_condition_that_counts_too_long_is_stopped_and_can_not_be_told() {
    String hundred = "[" + "1,".repeat(99) + "1]";
    String text =
        hundred + ".all(a, " + hundred + ".all(b, " + hundred + ".all(c, a + b + c > 0)))";
    assertThat(value(text)).isInstanceOf(Value.Unknown.class);
  }

  @Test
  void a_condition_that_nests_too_deep_is_refused() {
    Problems problems = new Problems();
    assertThat(compile("(".repeat(500) + "true" + ")".repeat(500), problems)).isEmpty();
    assertThat(problems.hasErrors()).isTrue();
  }
}
