package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.runbook.Revision;
import dev.twokey.runbook.Revision.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GitFactsTest {
  private static final Instant AT = Instant.parse("2026-11-22T14:00:00Z");
  private static final List<String> FILES = List.of("a.md", "b.md", "c.md", "ignored.md");

  @TempDir Path checkout = Path.of("");

  private Path runbooks() {
    return checkout.resolve("ops/runbooks");
  }

  private void git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-c", "commit.gpgsign=false"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(checkout.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_COMMITTER_DATE", AT.toString());
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private void commit(String author) throws Exception {
    git("add", "-A");
    git(
        "-c",
        "user.name=" + author,
        "-c",
        "user.email=x@example.org",
        "commit",
        "-q",
        "-m",
        "A change");
  }

  private void checkedOut() throws Exception {
    Files.createDirectories(runbooks());
    git("init", "-q");
    Files.writeString(checkout.resolve(".gitignore"), "ignored.md\n");
    write("a.md", "one");
    write("b.md", "one");
    commit("Ana");
    write("b.md", "two");
    commit("Ben");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(runbooks().resolve(file), text);
  }

  private Map<String, Revision> facts() {
    return GitFacts.of(runbooks(), FILES);
  }

  private static Revision of(Map<String, Revision> facts, String file) {
    return Objects.requireNonNull(facts.get(file), file);
  }

  @Test
  void each_file_has_the_commit_that_changed_it_last() throws Exception {
    checkedOut();
    Revision a = of(facts(), "a.md");
    Revision b = of(facts(), "b.md");
    assertThat(a.state()).isEqualTo(State.COMMITTED);
    assertThat(a.commit()).hasSize(40).isNotEqualTo(b.commit());
    assertThat(a.text(AT.plusSeconds(3 * 86_400)))
        .isEqualTo("a.md @ " + a.commit().substring(0, 7) + " by Ana, 3 d ago");
    assertThat(b.author()).isEqualTo("Ben");
  }

  @Test
  void what_was_edited_or_never_committed_is_dirty() throws Exception {
    checkedOut();
    write("b.md", "three");
    write("c.md", "new");
    write("ignored.md", "new");
    Map<String, Revision> facts = facts();
    assertThat(of(facts, "a.md").dirty()).isFalse();
    assertThat(of(facts, "b.md").state()).isEqualTo(State.MODIFIED);
    assertThat(of(facts, "b.md").text(AT)).endsWith(" ago, edited since and not committed");
    assertThat(of(facts, "c.md").state()).isEqualTo(State.UNTRACKED);
    assertThat(of(facts, "ignored.md").text(AT)).isEqualTo("ignored.md, not committed");
  }

  @Test
  void what_is_staged_alone_is_not_committed() throws Exception {
    checkedOut();
    write("a.md", "staged");
    git("add", "-A");
    assertThat(of(facts(), "a.md").dirty()).isTrue();
  }

  @Test
  void a_folder_that_is_no_checkout_is_unknown() throws Exception {
    Files.createDirectories(runbooks());
    write("a.md", "one");
    assertThat(facts()).isEmpty();
    assertThat(Revision.unknown("a.md").text(AT)).isEqualTo("a.md, commit unknown");
    assertThat(Revision.unknown("a.md").dirty()).isFalse();
  }

  @Test
  void a_program_that_the_repository_names_is_not_run() throws Exception {
    checkedOut();
    Path ran = checkout.resolve("ran");
    Path program = Files.writeString(checkout.resolve("monitor"), "#!/bin/sh\ntouch " + ran + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    git("config", "core.fsmonitor", program.toString());
    facts();
    assertThat(ran).doesNotExist();
  }
}
