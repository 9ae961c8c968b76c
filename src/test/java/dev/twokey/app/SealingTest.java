package dev.twokey.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chatops.Families;
import dev.twokey.journal.EventCodec;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.sql.SqliteJournal;
import dev.twokey.operation.OperationEvent;
import dev.twokey.people.Proven;
import dev.twokey.problem.Redactor;
import dev.twokey.trust.TrustEvent;
import dev.twokey.witness.Checkpoint;
import dev.twokey.witness.CheckpointEvent.Signed;
import dev.twokey.witness.CheckpointSignature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole bot has the head of its journal signed. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SealingTest {
  private static final String ALONE = "{role: responder, confirm: false}";

  @TempDir @Nullable Path folder;

  private Path journal() {
    return requireNonNull(folder).resolve("state/journal.db");
  }

  private List<Recorded> events() {
    List<Recorded> events = new ArrayList<>();
    EventCodec codec = Families.codec(new Redactor());
    assertThat(SqliteJournal.read(journal(), codec, events::add).isWhole()).isTrue();
    return events;
  }

  private List<Checkpoint> checkpoints() throws Exception {
    PublicKey key =
        Pem.publicKey(Files.readString(requireNonNull(folder).resolve("state.key.pub")));
    List<Checkpoint> found = new ArrayList<>();
    Map<Long, String> hashes = hashes();
    for (Recorded recorded : events()) {
      if (recorded.event() instanceof Signed(var signed)) {
        Checkpoint checkpoint = signed.checkpoint();
        assertThat(CheckpointSignature.holds(signed, key)).isTrue();
        assertThat(checkpoint.journal()).isEqualTo(hashes.get(1L));
        assertThat(checkpoint.head().position()).isLessThan(recorded.position());
        assertThat(checkpoint.head().hash()).isEqualTo(hashes.get(checkpoint.head().position()));
        found.add(checkpoint);
      }
    }
    return found;
  }

  /** Read from the file, by a program that knows nothing of Twokey. */
  private Map<Long, String> hashes() throws Exception {
    Map<Long, String> hashes = new TreeMap<>();
    try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + journal());
        var rows = connection.createStatement().executeQuery("SELECT position, hash FROM events")) {
      while (rows.next()) {
        hashes.put(rows.getLong(1), rows.getString(2));
      }
    }
    return hashes;
  }

  private long authority() {
    return events().stream()
        .filter(r -> r.event() instanceof OperationEvent.Authorised)
        .findFirst()
        .orElseThrow()
        .position();
  }

  @Test
  void each_authority_and_each_end_is_signed_within_seconds_and_the_stop_signs_the_rest()
      throws Exception {
    try (KeyedBot bot = KeyedBot.start(requireNonNull(folder), ALONE, ALONE)) {
      Awaitility.await("the start is signed")
          .atMost(Duration.ofSeconds(20))
          .until(() -> !checkpoints().isEmpty());
      bot.asked("staging", o -> o.isEnded());
      long given = authority();
      Awaitility.await("the authority and the end are signed")
          .atMost(Duration.ofSeconds(20))
          .until(() -> checkpoints().stream().anyMatch(c -> c.head().position() > given));
      bot.type("ana", "staging", "/help", new Proven.ByChat());
    }
    List<Recorded> events = events();
    List<Checkpoint> signed = checkpoints();
    assertThat(events.getLast().event()).isInstanceOf(Signed.class);
    assertThat(signed.getLast().head().position()).isEqualTo(events.size() - 1);
    for (int i = 1; i < signed.size() - 1; i++) { // the last one is that of the stop
      assertThat(Duration.between(signed.get(i - 1).at(), signed.get(i).at()))
          .isGreaterThan(Duration.ofMillis(800)); // the head is looked at some time after the turn
    }
  }

  @Test
  void a_start_with_nothing_new_signs_nothing_new() throws Exception {
    KeyedBot.start(requireNonNull(folder), ALONE, ALONE).close();
    long before = checkpoints().size();
    assertThat(events().stream().filter(r -> r.event() instanceof TrustEvent).count()).isEqualTo(1);
    try (StoryBot bot = StoryBot.start(folders(), false)) {
      assertThat(bot.bot().setup().demo()).isFalse();
    }
    assertThat(checkpoints()).hasSize((int) before);
  }

  private Folders folders() {
    Path at = requireNonNull(folder);
    return new Folders(
        at,
        at.resolve("config"),
        at.resolve("runbooks"),
        Path.of("commands").toAbsolutePath(),
        at.resolve("state"));
  }
}
