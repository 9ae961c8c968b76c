package dev.twokey.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.app.TypedAtTerminal.Ended;
import dev.twokey.chatops.Press;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.people.Proven;
import dev.twokey.problem.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code journal verify} on the journal of a whole bot: signed by two keys, and tampered with. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VerifyCommandTest {
  @TempDir static @Nullable Path story;
  private static @Nullable Folders folders;

  @TempDir @Nullable Path folder;
  private @Nullable Path copy;

  @BeforeAll
  static void a_restart_in_prod_is_signed_and_one_in_staging_confirmed() throws Exception {
    try (KeyedBot bot =
        KeyedBot.start(
            requireNonNull(story),
            "{role: responder, confirm: true}",
            "{role: responder, approval: {of: approver, quorum: 1}}")) {
      folders = bot.folders();
      Operation prod = bot.asked("prod", o -> o.phase() instanceof Phase.Approving);
      String hash = prod.hash().hex();
      bot.press("ben", new Press.Approve(prod.id(), hash), new Proven.ByChat());
      bot.await("operation/" + prod.id(), Operation::isEnded);
      Operation staging = bot.asked("staging", o -> o.phase() instanceof Phase.Confirming);
      bot.press("ana", new Press.Confirm(staging.id(), staging.hash().hex()), new Proven.ByChat());
      bot.await("operation/" + staging.id(), Operation::isEnded);
      assertThat(bot.restarts()).isEqualTo(2);
    }
  }

  private static Folders files() {
    return requireNonNull(folders);
  }

  private Path copy() {
    return requireNonNull(copy);
  }

  @BeforeEach
  void the_journal_is_copied_elsewhere() throws Exception {
    copy = requireNonNull(folder).resolve("journal.db");
    for (String part : List.of("", "-wal")) {
      Path from = files().journal().resolveSibling("journal.db" + part);
      if (Files.exists(from)) {
        Files.copy(
            from, copy().resolveSibling("journal.db" + part), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private Ended verify(String... more) {
    List<String> words = new ArrayList<>(List.of("journal", "verify", copy().toString()));
    words.addAll(List.of(more));
    return TypedAtTerminal.answering(files()).command(words);
  }

  private String sql(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy());
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TRIGGER IF EXISTS events_are_never_deleted");
      statement.execute("DROP TRIGGER IF EXISTS events_are_never_changed");
      statement.execute("DROP TRIGGER IF EXISTS texts_are_only_erased");
      for (String one : statements) {
        statement.execute(one);
      }
      try (var head = statement.executeQuery("SELECT position, hash FROM head")) {
        return "#" + head.getLong(1) + " " + head.getString(2);
      }
    }
  }

  private Path noted(String... lines) throws Exception {
    return Files.write(requireNonNull(folder).resolve("noted"), List.of(lines));
  }

  @Test
  void the_whole_story_is_proven_and_what_is_not_is_said() {
    Ended ended = verify();

    assertThat(ended.exit()).as(ended.toString()).isZero();
    assertThat(ended.out())
        .contains(
            "two keys: 2 of 2 operations that began a change had exactly one authority that the"
                + " record supports: 1 confirmed, 1 signed by others")
        .containsPattern("checkpoints: \\d+ signed by your key; all up to #\\d+ is as it was")
        .contains("Not proven", "not an older copy")
        .endsWith("The journal is whole.\n");
  }

  @Test
  void a_cut_end_of_which_the_head_row_knows_nothing_is_found_by_a_noted_head() throws Exception {
    String head = sql();
    Path noted = noted("# noted by Ana", head.substring(0, head.indexOf(' ') + 17));
    assertThat(verify("--witness", noted.toString()).out())
        .contains("witnesses: 1 heads that were noted elsewhere are in this journal");

    sql(
        "DELETE FROM events WHERE position > 10",
        "UPDATE head SET position = 10, hash = (SELECT hash FROM events WHERE position = 10)");
    assertThat(verify().exit()).isZero();
    Ended found = verify("--witness", noted.toString());
    assertThat(found.exit()).isEqualTo(1);
    assertThat(found.out()).contains("the witnessed hash at position", "not there");
  }

  @Test
  void witnesses_of_another_journal_alone_say_that_this_is_another() throws Exception {
    String line =
        "twokey-witness journal=" + "a".repeat(64) + " position=3 hash=" + "b".repeat(64) + " at=";
    Ended other = verify("--witness", noted(line).toString());
    assertThat(other.exit()).isEqualTo(1);
    assertThat(other.out()).contains("all 1 witnesses are of another journal");

    Ended both = verify("--witness", noted(line, sql()).toString());
    assertThat(both.exit()).isZero();
    assertThat(both.out()).contains("witnesses: 1 are of other journals");
  }

  @Test
  void another_key_did_not_sign_it() {
    Path other = requireNonNull(folder).resolve("other.key");
    assertThat(SigningKey.of(other, new Problems())).isPresent();

    Ended ended = verify("--key", SigningKey.publicFile(other).toString());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).contains("was signed by the key").contains("yours are");
    Ended both =
        verify(
            "--key",
            SigningKey.publicFile(other).toString(),
            "--key",
            SigningKey.publicFile(files().signingKey()).toString());
    assertThat(both.exit()).as(both.toString()).isZero();
  }

  @Test
  void what_can_not_be_read_is_told_from_what_does_not_hold() throws Exception {
    assertThat(verify("--key", noted("no key").toString()))
        .matches(e -> e.exit() == 2 && e.out().contains("is no public key in PEM"));
    assertThat(verify("--witness", noted("no head").toString()))
        .matches(e -> e.exit() == 2 && e.out().contains("holds no head"));
    assertThat(verify("--witness", folder + "/none"))
        .matches(e -> e.exit() == 2 && e.out().contains("can't be read"));
    Files.delete(copy());
    Files.writeString(copy(), "no database, but a text of some length that is not one either");
    assertThat(verify()).matches(e -> e.exit() == 2 && e.out().contains("is not a database"));
  }

  @Test
  void a_changed_time_or_text_is_found() throws Exception {
    sql("UPDATE events SET at = at - 3600000000 WHERE position = 9");
    Ended time = verify();
    assertThat(time.exit()).isEqualTo(1);
    assertThat(time.out()).contains("#9 its time").contains("is before that of the row before");

    sql("UPDATE events SET payload = replace(payload, '\"ben\"', '\"eve\"')");
    assertThat(verify().out()).contains("its text gives the digest");
  }
}
