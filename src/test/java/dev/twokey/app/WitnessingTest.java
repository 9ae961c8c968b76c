package dev.twokey.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.app.TypedAtTerminal.Ended;
import dev.twokey.chatops.Families;
import dev.twokey.journal.JournalStore.Head;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import dev.twokey.journal.sql.SqliteJournal;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationEvent;
import dev.twokey.problem.Redactor;
import dev.twokey.witness.CheckpointEvent.Unwitnessed;
import dev.twokey.witness.CheckpointEvent.Witnessed;
import dev.twokey.witness.Closing;
import dev.twokey.witness.Witness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole bot has the heads of its journal noted elsewhere. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WitnessingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ALONE = "{role: responder, confirm: false}";

  @TempDir @Nullable Path folder;

  private Path sink() {
    return requireNonNull(folder).resolve("elsewhere/heads");
  }

  private Folders files() throws Exception {
    return KeyedBot.written(requireNonNull(folder), ALONE, ALONE).with(new SinkPlace.File(sink()));
  }

  private static List<Recorded> events(Folders files) {
    List<Recorded> events = new ArrayList<>();
    SqliteJournal.read(files.journal(), Families.codec(new Redactor()), events::add);
    return events;
  }

  private static List<Head> witnessed(Folders files) {
    return events(files).stream()
        .flatMap(r ->
            r.event() instanceof Witnessed(_, var head)
                ? Optional.of(head).stream()
                : Optional.<Head>empty().stream())
        .toList();
  }

  private List<Witness> noted() throws Exception {
    return Files.readAllLines(sink()).stream().flatMap(l -> Witness.read(l).stream()).toList();
  }

  private static Closing.Told closing(KeyedBot bot, Operation operation) {
    StreamId stream = new StreamId("closing", "operation/" + operation.id());
    return Awaitility.await("the closing is told")
        .atMost(PATIENCE)
        .until(() -> bot.board().state(stream), Optional::isPresent)
        .map(state -> (Closing.Told) ((Optional<?>) state).orElseThrow())
        .orElseThrow();
  }

  @Test
  void each_end_is_told_in_its_channel_with_a_head_that_covers_it_and_noted_elsewhere()
      throws Exception {
    Files.createDirectories(sink().getParent());
    Folders files = files();
    Closing.Told told;
    try (KeyedBot bot = KeyedBot.start(files)) {
      Operation ended = bot.asked("staging", Operation::isEnded);
      told = closing(bot, ended);
      assertThat(told.closing().where().toString()).contains("staging");
      assertThat(told.closing().ended()).isEqualTo("succeeded");
      Awaitility.await("the sink has it, and that is recorded")
          .atMost(PATIENCE)
          .until(() ->
              witnessed(files).stream().anyMatch(h -> h.position() >= told.head().position()));
    }
    assertThat(noted()).extracting(Witness::head).contains(told.head());
    Ended verified =
        TypedAtTerminal.answering(files)
            .command(List.of("journal", "verify", "--witness", sink().toString()));
    assertThat(verified.exit()).as(verified.toString()).isZero();
    assertThat(verified.out())
        .contains(noted().size() + " heads that were noted elsewhere are in this journal");
    try (KeyedBot again = KeyedBot.start(files)) {
      assertThat(again.board().state(told.closing().stream())).contains(Optional.of(told));
    }
  }

  @Test
  void a_sink_that_fails_is_told_once_blocks_nothing_and_gets_the_newest_head_later()
      throws Exception {
    Folders files = files();
    try (KeyedBot bot = KeyedBot.start(files)) {
      bot.asked("staging", Operation::isEnded);
      bot.asked("staging", Operation::isEnded);
      assertThat(bot.restarts()).isEqualTo(2);
      Awaitility.await("it is told")
          .atMost(PATIENCE)
          .until(() -> events(files).stream().anyMatch(r -> r.event() instanceof Unwitnessed));
      Files.createDirectories(sink().getParent());
      Awaitility.await("it is tried again")
          .atMost(PATIENCE)
          .until(() -> !witnessed(files).isEmpty());
    }
    assertThat(events(files).stream().filter(r -> r.event() instanceof Unwitnessed)).hasSize(1);
    Unwitnessed why =
        events(files).stream()
            .flatMap(r ->
                r.event() instanceof Unwitnessed u
                    ? Optional.of(u).stream()
                    : Optional.<Unwitnessed>empty().stream())
            .findFirst()
            .orElseThrow();
    assertThat(why.why().what()).contains(sink().toString());
    assertThat(noted()).extracting(Witness::head).containsAll(witnessed(files));
    long ended =
        events(files).stream()
            .filter(r -> r.event() instanceof OperationEvent.Ended)
            .mapToLong(Recorded::position)
            .max()
            .orElseThrow();
    assertThat(noted().getLast().head().position()).isGreaterThanOrEqualTo(ended);
  }
}
