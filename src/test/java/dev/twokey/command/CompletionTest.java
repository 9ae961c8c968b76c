package dev.twokey.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CompletionTest {
  private static final CommandCatalog CATALOG = TestWorld.catalog();
  private static final Completion COMPLETION =
      new Completion(CATALOG, TestWorld.INVENTORY, TestWorld.NAMES);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/re | release, restart, revoke",
        "re | release, restart, revoke",
        "/xyz | ''",
        "/restart | restart",
        "/restart worker | worker-transcode, worker-dmca",
        "/restart dmca | worker-dmca",
        "/restart worker-dmca p | prod",
        "/restart environment=prod b | backend",
        "/restart environment=p | prod",
        "/diagnose c | catalogue",
        "/gameday prod E | E",
        "/runbook rabbitmq-d | rabbitmq_down",
        "/incident o | open",
        "/help res | restart",
        "/runbook jobs | worker_stopped",
        "/takeover trans | transcode_jobs, worker-transcode",
        "/nothing x | ''",
        "/diagnose rabbitmq prod x | ''",
        "/diagnose nonsense x | ''"
      })
  void suggestions_fit_what_is_typed(String text, String labels) {
    List<String> expected = labels.isEmpty() ? List.of() : List.of(labels.split(", "));
    assertThat(labels(text)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void all_commands_are_offered_for_nothing_typed() {
    assertThat(labels("")).hasSize(CATALOG.commands().size()).startsWith("approve");
    assertThat(labels("/")).hasSize(CATALOG.commands().size());
  }

  @Test
  void after_a_space_each_argument_that_may_come_next_is_offered() {
    assertThat(labels("/restart ")).containsExactly("worker-transcode", "worker-dmca", "api");
    assertThat(labels("/restart api ")).containsExactly("staging", "prod");
    assertThat(labels("/gameday "))
        .containsExactly("staging", "prod", "E", "worker_stopped.frozen");
    assertThat(labels("/gameday staging ")).containsExactly("E", "worker_stopped.frozen");
    assertThat(labels("/halt "))
        .containsExactly("drills", "operation", "environment", "all", "staging", "prod");
  }

  @Test
  void those_that_begin_with_the_word_come_first() {
    assertThat(labels("/takeover w")).startsWith("worker-transcode", "worker-dmca");
  }

  @Test
  void entries_are_those_of_the_environment_where_it_will_go() {
    assertThat(COMPLETION.suggest("/diagnose ", ParseContext.bound("prod")))
        .extracting(Suggestion::label, Suggestion::hint)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("rabbitmq", "service · prod"));
  }

  @Test
  void inserting_a_suggestion_gives_a_command_that_is_understood() {
    CommandParser parser = new CommandParser(CATALOG, TestWorld.INVENTORY, TestWorld.NAMES);
    for (String text :
        List.of(
            "/diagnose ra",
            "/restart ",
            "/restart environment=pr",
            "/gameday sta",
            "/runbook ",
            "/help re")) {
      for (Suggestion suggestion : COMPLETION.suggest(text, ParseContext.free())) {
        String whole = text.substring(0, suggestion.from()) + suggestion.insert();
        String rest = whole.startsWith("/restart env") ? "worker-transcode" : "";
        assertThat(parser.parse(whole + rest, ParseContext.free()))
            .as(whole)
            .isInstanceOf(Parse.Parsed.class);
      }
    }
  }

  @Test
  void one_argument_can_be_completed_by_itself() {
    Command restart = CATALOG.command("restart").orElseThrow();
    assertThat(
            COMPLETION.values(restart, restart.parameters().getFirst(), "w", Optional.of("prod")))
        .extracting(Suggestion::label)
        .containsExactly("worker-transcode");
  }

  @Test
  void there_are_never_more_than_a_platform_shows() {
    assertThat(COMPLETION.suggest("x".repeat(10_000), ParseContext.free())).isEmpty();
    assertThat(COMPLETION.suggest("/", ParseContext.free()).size())
        .isLessThanOrEqualTo(Completion.SUGGESTIONS_MAX);
  }

  private static List<String> labels(String text) {
    return COMPLETION.suggest(text, ParseContext.free()).stream().map(Suggestion::label).toList();
  }
}
