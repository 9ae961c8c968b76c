package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.app.TypedAtTerminal.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that only read files: {@code lint}, {@code journal verify}, {@code export}. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FileCommandsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void the_shipped_files_have_no_problem(@TempDir Path folder) {
    Ended ended = TypedAtTerminal.nobody(StoryFiles.in(folder)).command(List.of("lint"));
    assertThat(ended.exit()).as(ended.toString()).isZero();
  }

  @Test
  void lint_tells_file_line_and_advice_of_every_problem(@TempDir Path folder) throws IOException {
    StoryFiles files = StoryFiles.in(folder);
    Path runbooks = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(
        runbooks.resolve("broken.md"),
        "---\ntitle: Broken\nservice: moon\nowner: nobody\nenvironments: [mars]\n---\n");
    Ended ended = TypedAtTerminal.nobody(files).command(List.of("lint", runbooks.toString()));
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out())
        .contains("broken.md:2:", "no environment 'mars'. Known: prod, staging.")
        .containsPattern("\\d+ errors");
  }

  /** Opens an incident in a bot that ends then; returns its id. */
  private static String recorded(StoryFiles files) throws InterruptedException {
    try (StoryBot story = StoryBot.start(files)) {
      String marker = story.type("ana", StoryBot.STAGING, "/incident open search is slow");
      story.await(marker, PATIENCE, card -> card.title().contains("search is slow"));
      story.type("ben", StoryBot.STAGING, "/incident note looked at the index");
      return marker.substring(marker.indexOf('/') + 1);
    }
  }

  @Test
  void a_whole_journal_is_told_from_a_changed_one_by_position(@TempDir Path folder)
      throws Exception {
    StoryFiles files = StoryFiles.in(folder);
    recorded(files);
    List<String> verify = List.of("journal", "verify");
    Ended whole = TypedAtTerminal.nobody(files).command(verify);
    assertThat(whole.exit()).as(whole.toString()).isZero();
    assertThat(whole.out())
        .contains("Proven", "signed by your key", "The journal is whole.")
        .contains("not an older copy: no head that was noted elsewhere (--witness FILE)");

    tamper(files.folders().journal(), "update events set actor = 'ben' where position = 2");
    Ended changed = TypedAtTerminal.nobody(files).command(verify);
    assertThat(changed.exit()).isEqualTo(1);
    assertThat(changed.out())
        .contains("#2 it has the hash", "anything: the chain does not hold")
        .contains("THE JOURNAL IS NOT WHOLE")
        .doesNotContain("Proven");

    Ended none =
        TypedAtTerminal.nobody(files)
            .command(List.of("journal", "verify", folder.resolve("no.db").toString()));
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.out()).contains("There is no journal at");
  }

  private static void tamper(Path journal, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
        Statement statement = connection.createStatement()) {
      statement.execute("drop trigger if exists events_are_never_changed");
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  @Test
  void an_incident_is_written_as_files_and_an_unknown_one_is_an_error(@TempDir Path folder)
      throws Exception {
    StoryFiles files = StoryFiles.in(folder);
    String incident = recorded(files);
    Path to = folder.resolve("out");
    Ended ended =
        TypedAtTerminal.nobody(files).command(List.of("export", incident, "--to", to.toString()));
    assertThat(ended.exit()).as(ended.toString()).isZero();
    List<Path> written = ended.out().lines().map(Path::of).toList();
    assertThat(written).hasSize(3).allSatisfy(file -> assertThat(file).isNotEmptyFile());
    assertThat(Files.readString(written.getFirst()))
        .contains("search is slow", "looked at the index");
    try (Stream<Path> all = Files.list(to)) {
      assertThat(all).hasSize(3);
    }

    Ended unknown = TypedAtTerminal.nobody(files).command(List.of("export", "nothing"));
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.out()).contains("no incident 'nothing'", "on its card");
  }
}
