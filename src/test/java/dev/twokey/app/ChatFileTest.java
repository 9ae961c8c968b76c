package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.slack.SlackSettings;
import dev.twokey.problem.Problems;
import dev.twokey.problem.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of chats are named, never written. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChatFileTest {
  @TempDir Path folder;
  private final Problems problems = new Problems();
  private final Redactor redactor = new Redactor();

  @Test
  void without_the_file_there_is_no_slack_and_no_error() {
    assertThat(read()).isEmpty();
    assertThat(problems.findings()).isEmpty();
  }

  @Test
  void tokens_come_from_their_files_and_the_redactor_knows_them() throws IOException {
    secret("bot", "xoxb-1111111111-bot");
    secret("app", "xapp-1111111111-app");
    write("bot_token: \"${file:bot}\"", "app_token: \"${file:app}\"");
    assertThat(read())
        .hasValueSatisfying(s -> {
          assertThat(s.botToken().reveal()).isEqualTo("xoxb-1111111111-bot");
          assertThat(s.umbrella()).isEqualTo("/twokey");
        });
    assertThat(redactor.holdsKnownSecret("it is xapp-1111111111-app")).isTrue();
  }

  @Test
  void a_written_token_an_exchanged_one_and_an_unknown_key_are_refused() throws IOException {
    secret("app", "xapp-1111111111-app");
    write("bot_token: \"${file:app}\"", "app_token: xapp-written", "colour: red");
    assertThat(read()).isEmpty();
    assertThat(problems.findings().toString())
        .contains("does not begin with xoxb-", "never written into the file", "colour")
        .doesNotContain("xapp-1111111111-app");
  }

  @Test
  void the_example_of_the_manual_is_a_good_file() throws IOException {
    secret("slack_bot", "xoxb-1111111111-bot");
    secret("slack_app", "xapp-1111111111-app");
    String page = Files.readString(Path.of("src/site/markdown/configuration.md"));
    int start = page.indexOf("slack:\n");
    String example = page.substring(start, page.indexOf("```", start));
    Path config = Files.createDirectories(Folders.demo(folder).config());
    Files.writeString(config.resolve("chat.yaml"), example.replace("/run/secrets/", ""));

    assertThat(read()).isPresent();
    assertThat(problems.findings()).isEmpty();
  }

  private void write(String... lines) throws IOException {
    Path config = Files.createDirectories(Folders.demo(folder).config());
    Files.writeString(
        config.resolve("chat.yaml"), "slack:\n  " + String.join("\n  ", lines) + "\n");
  }

  private void secret(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Optional<SlackSettings> read() {
    return ChatFile.read(Folders.demo(folder), redactor, SlackSettings.SLACK, problems);
  }
}
