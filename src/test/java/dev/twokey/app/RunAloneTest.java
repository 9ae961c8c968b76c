package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.app.TypedAtTerminal.Ended;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./twokey run} where no bot runs. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunAloneTest {
  @Test
  void a_bot_is_started_for_one_command_and_ends_with_it(@TempDir Path folder) throws Exception {
    StoryFiles files = StoryFiles.in(folder);
    TypedAtTerminal nobody = TypedAtTerminal.nobody(files);
    Ended unaccepted = nobody.run("/help");
    assertThat(unaccepted.exit()).isEqualTo(Results.REFUSED);
    assertThat(unaccepted.out()).contains("Nobody is accepted yet", "accept-config");
    assertThat(TypedAtTerminal.answering(files, "yes").command(List.of("accept-config")).exit())
        .isZero();
    Ended help = nobody.run("/help");
    assertThat(help.exit()).as(help.toString()).isEqualTo(Results.FINE);
    assertThat(help.err()).contains("no bot runs here");
    Ended restart = nobody.run("/restart worker-search");
    assertThat(restart.exit()).as(restart.toString()).isEqualTo(Results.WAITS);
    assertThat(restart.err()).contains("ends with this command", "stays in the journal");

    try (StoryBot story = StoryBot.start(files)) {
      assertThat(story.bot().board().openOperations())
          .as("what waits is still there for a bot that stays")
          .singleElement()
          .satisfies(o -> assertThat(o.request().text()).isEqualTo("/restart worker-search"));
    }
  }

  @Test
  void a_journal_that_another_process_has_is_refused_and_says_which(@TempDir Path folder)
      throws Exception {
    StoryFiles files = StoryFiles.in(folder);
    try (StoryBot story = StoryBot.start(files)) {
      Ended ended = TypedAtTerminal.nobody(files).run("/help");
      assertThat(ended.exit()).isEqualTo(Results.REFUSED);
      assertThat(ended.err())
          .contains(files.folders().journal().toString(), "is in use by process")
          .contains("Talk to that one, or stop it first.");
      assertThat(story.send("ana", StoryBot.STAGING, "/help").refusal()).isEmpty();
    }
  }
}
