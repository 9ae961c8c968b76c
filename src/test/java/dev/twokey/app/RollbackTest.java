package dev.twokey.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.app.TypedAtTerminal.Ended;
import dev.twokey.chatops.Press;
import dev.twokey.operation.Ending;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.people.Proven;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start finds that its journal is older than what was noted of it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RollbackTest {
  private static final String ALONE = "{role: responder, confirm: false}";
  private static final String SIGNED = "{role: responder, approval: {of: approver, quorum: 1}}";

  @TempDir @Nullable Path folder;

  private Folders files() throws IOException {
    return KeyedBot.written(requireNonNull(folder), ALONE, SIGNED).with(new SinkPlace.File(sink()));
  }

  private Path sink() {
    return requireNonNull(folder).resolve("heads");
  }

  private static void copy(Path from, Path to) throws IOException {
    for (String part : List.of("", "-wal", "-shm")) {
      Path source = from.resolve("journal.db" + part);
      Path target = to.resolve("journal.db" + part);
      if (Files.exists(source)) {
        Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.deleteIfExists(target);
      }
    }
  }

  private static Problem why(Operation operation) {
    Phase.Ended ended = (Phase.Ended) operation.phase();
    assertThat(ended.ending()).isEqualTo(Ending.REFUSED);
    return ended.why().orElseThrow();
  }

  /** Somebody puts an older copy back, in which a restart that ran waits for its second key. */
  private Operation putBack(Folders files) throws Exception {
    Path backup = Files.createDirectories(requireNonNull(folder).resolve("backup"));
    Operation waiting;
    try (KeyedBot bot = KeyedBot.start(files)) {
      waiting = bot.asked("prod", o -> o.phase() instanceof Phase.Approving);
    }
    copy(files.state(), backup);
    try (KeyedBot bot = KeyedBot.start(files)) {
      Press approve = new Press.Approve(waiting.id(), waiting.hash().hex());
      assertThat(bot.press("ben", approve, new Proven.ByChat()).refusal()).isEmpty();
      bot.await("operation/" + waiting.id(), o -> o.isEnded() && bot.restarts() == 1);
    }
    copy(backup, files.state());
    return waiting;
  }

  @Test
  void what_waits_is_voided_and_nothing_is_changed_until_the_host_accepts_it() throws Exception {
    Folders files = files();
    Operation waiting = putBack(files);

    try (KeyedBot bot = KeyedBot.start(files)) {
      Operation voided = bot.await("operation/" + waiting.id(), Operation::isEnded);
      assertThat(why(voided).code()).isEqualTo(ErrorCode.JOURNAL_ROLLED_BACK);
      assertThat(why(voided).what()).contains("the one that was noted in file " + sink());
      assertThat(why(voided).advice()).contains("journal accept-rollback");

      Operation change = bot.asked("staging", Operation::isEnded);
      assertThat(why(change).code()).isEqualTo(ErrorCode.JOURNAL_ROLLED_BACK);
      assertThat(change.judgements().getFirst().guard()).isEqualTo("journal");
      assertThat(bot.restarts()).isZero();
      assertThat(bot.type("ana", "staging", "/help", new Proven.ByChat()).refusal()).isEmpty();
    }
    try (KeyedBot bot = KeyedBot.start(files)) { // its own head is in the sink by now
      assertThat(why(bot.asked("staging", Operation::isEnded)).code())
          .isEqualTo(ErrorCode.JOURNAL_ROLLED_BACK);

      Ended no =
          TypedAtTerminal.answering(files, "no").command(List.of("journal", "accept-rollback"));
      assertThat(no.exit()).isEqualTo(Results.WAITS);
      assertThat(no.out()).contains("Noted in file " + sink(), "is lost", "--yes ");
      Ended yes =
          TypedAtTerminal.answering(files, "yes").command(List.of("journal", "accept-rollback"));
      assertThat(yes.exit()).as(yes.toString()).isZero();
      assertThat(yes.out()).contains("Accepted: this journal counts");

      bot.asked("staging", o -> o.isEnded() && bot.restarts() == 1);
    }
    try (KeyedBot bot = KeyedBot.start(files)) {
      bot.asked("staging", o -> o.isEnded() && bot.restarts() == 1);
    }
    Ended verified =
        TypedAtTerminal.answering(files)
            .command(List.of("journal", "verify", "--witness", sink().toString()));
    assertThat(verified.exit()).as(verified.toString()).isZero();
    assertThat(verified.out()).contains("Look at", "gave that part up on the host at #");
  }

  @Test
  void without_a_bot_the_host_accepts_it_on_the_journal_and_a_second_time_there_is_nothing_to_do()
      throws Exception {
    Folders files = files();
    putBack(files);
    Ended early = TypedAtTerminal.answering(files).command(List.of("journal", "accept-rollback"));
    assertThat(early.exit()).isZero();
    assertThat(early.out()).contains("Nothing to accept");
    KeyedBot.start(files).close();

    Ended shown =
        TypedAtTerminal.answering(files, "no").command(List.of("journal", "accept-rollback"));
    String digits = shown.out().replaceAll("(?s).*--yes ([0-9a-f]+).*", "$1");
    Ended wrong =
        TypedAtTerminal.answering(files)
            .command(List.of("journal", "accept-rollback", "--yes", "0000"));
    assertThat(wrong.exit()).isEqualTo(Results.WAITS);
    Ended yes =
        TypedAtTerminal.answering(files)
            .command(List.of("journal", "accept-rollback", "--yes", digits));
    assertThat(yes.exit()).as(yes.toString()).isZero();
    try (KeyedBot bot = KeyedBot.start(files)) {
      bot.asked("staging", o -> o.isEnded() && bot.restarts() == 1);
    }
  }

  @Test
  void a_journal_that_was_made_anew_is_found_too_and_a_whole_one_is_not() throws Exception {
    Folders files = files();
    KeyedBot.start(files).close();
    try (KeyedBot bot = KeyedBot.start(files)) {
      bot.asked("staging", o -> o.isEnded() && bot.restarts() == 1);
    }
    for (String part : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(files.state().resolve("journal.db" + part));
    }
    try (KeyedBot bot = KeyedBot.start(files)) {
      assertThat(why(bot.asked("staging", Operation::isEnded)).code())
          .isEqualTo(ErrorCode.JOURNAL_ROLLED_BACK);
    }
  }
}
