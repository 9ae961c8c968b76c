package dev.twokey.connector.pgbackrest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.probe.Reading;
import dev.twokey.probe.TestCancellation;
import dev.twokey.problem.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the probe reads from outputs of a real pgBackRest, and from files that are none. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BackupProbeTest {
  @TempDir Path folder = Path.of("");

  private static Map<String, Object> observed(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Observed.class);
    return ((Reading.Observed) reading).values();
  }

  private static void unreadable(Reading reading, ErrorCode code, String says) {
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    Reading.Unreadable unreadable = (Reading.Unreadable) reading;
    assertThat(unreadable.why().code()).isEqualTo(code);
    assertThat(unreadable.why().what()).contains(says);
    assertThat(unreadable.why().advice()).isNotBlank();
  }

  private static String backup(String stop, String error) {
    return "{\"error\":" + error + ",\"timestamp\":{\"start\":1,\"stop\":" + stop + "}}";
  }

  private static String stanza(String name, int code, String... backups) {
    return "{\"name\":\"%s\",\"status\":{\"code\":%d,\"message\":\"m%d\"},\"backup\":[%s]}"
        .formatted(name, code, code, String.join(",", backups));
  }

  private Map<String, Object> of(String... stanzas) throws IOException {
    return observed(BackupWorld.holding(folder, "[" + String.join(",", stanzas) + "]").read());
  }

  // ---- captured outputs

  @Test
  void a_full_backup_gives_the_time_at_which_it_ended() {
    assertThat(observed(BackupWorld.captured("fresh.json").read()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "newest",
                Instant.ofEpochSecond(1795333690),
                "status",
                0L,
                "message",
                "stanza main: ok"));
  }

  @Test
  void the_newest_of_a_full_and_an_incremental_backup_counts() {
    assertThat(observed(BackupWorld.captured("fresh-incr.json").read()).get("newest"))
        .isEqualTo(Instant.ofEpochSecond(1795334519));
  }

  @Test
  void a_missing_stanza_is_not_valid_though_pgbackrest_exits_with_0() {
    assertThat(observed(BackupWorld.captured("missing-stanza.json").read()))
        .containsEntry("status", 1L)
        .containsEntry("message", "stanza main: missing stanza path")
        .doesNotContainKey("newest");
  }

  @Test
  void a_stanza_without_backups_is_not_valid() {
    assertThat(observed(BackupWorld.captured("nobackup.json").read()))
        .containsEntry("status", 2L)
        .containsEntry("message", "stanza main: no valid backups")
        .doesNotContainKey("newest");
  }

  @Test
  void an_output_without_a_stanza_is_not_valid() {
    assertThat(observed(BackupWorld.captured("nostanza.json").read()))
        .containsEntry("status", BackupState.NO_STANZA)
        .containsEntry("message", "no stanza is set up")
        .doesNotContainKey("newest");
  }

  @Test
  void a_repository_that_cannot_be_read_is_not_valid_and_says_why() {
    assertThat(observed(BackupWorld.captured("repo-unreadable.json").read()))
        .containsEntry("status", 99L)
        .doesNotContainKey("newest")
        .extractingByKey("message")
        .asString()
        .startsWith("stanza main: other: [PathOpenError]")
        .endsWith("[13] Permission denied");
  }

  @Test
  void of_two_good_stanzas_the_one_with_the_older_backup_decides() {
    assertThat(observed(BackupWorld.captured("two-stanzas.json").read()))
        .containsEntry("newest", Instant.ofEpochSecond(1795240915))
        .containsEntry("message", "stanza billing: ok");
  }

  // ---- several stanzas, odd backups

  @Test
  void a_stanza_with_something_wrong_decides_wherever_it_stands() throws IOException {
    String good = stanza("good", 0, backup("2000", "false"));
    String bad = stanza("bad", 2);
    for (Map<String, Object> values : List.of(of(good, bad), of(bad, good))) {
      assertThat(values)
          .containsEntry("status", 2L)
          .containsEntry("message", "stanza bad: m2")
          .doesNotContainKey("newest");
    }
  }

  @Test
  void a_stanza_without_a_backup_decides_over_one_with_an_old_one() throws IOException {
    String old = stanza("old", 0, backup("1000", "false"));
    String empty = stanza("empty", 0);
    for (Map<String, Object> values : List.of(of(old, empty), of(empty, old))) {
      assertThat(values).containsEntry("status", 0L).doesNotContainKey("newest");
    }
  }

  @Test
  void the_newest_backup_counts_wherever_it_stands() throws IOException {
    String first = backup("1000", "false");
    String second = backup("3000", "false");
    String third = backup("2000", "null");
    assertThat(of(stanza("main", 0, first, second, third)))
        .containsEntry("newest", Instant.ofEpochSecond(3000));
  }

  @Test
  void a_damaged_backup_is_none() throws IOException {
    String damaged = backup("3000", "true");
    assertThat(of(stanza("main", 0, backup("1000", "false"), damaged)))
        .containsEntry("newest", Instant.ofEpochSecond(1000));
    assertThat(of(stanza("main", 0, damaged))).doesNotContainKey("newest");
  }

  @Test
  void a_repository_with_something_wrong_spoils_a_stanza_that_says_ok() throws IOException {
    String stanza =
        """
        {"name":"main","status":{"code":0,"message":"ok"},
         "repo":[{"key":1,"status":{"code":0,"message":"ok"}},
                 {"key":2,"status":{"code":99,"message":"no route"}}],
         "backup":[{"timestamp":{"stop":1000}}]}
        """;
    assertThat(of(stanza))
        .containsEntry("status", 99L)
        .containsEntry("message", "stanza main: ok: no route");
  }

  @Test
  void a_backup_of_the_future_is_read_as_it_is_for_the_guard_to_judge() throws IOException {
    assertThat(of(stanza("main", 0, backup("4102444800", "false"))))
        .containsEntry("newest", Instant.parse("2100-01-01T00:00:00Z"));
  }

  // ---- files that are no output

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "[",
        "{}",
        "null",
        "42",
        "[] []",
        "[[]]",
        "[{}]",
        "[{\"name\":\"main\"}]",
        "[{\"name\":\"main\",\"status\":{}}]",
        "[{\"name\":\"main\",\"status\":{\"code\":\"0\"}}]",
        "[{\"name\":\"main\",\"status\":{\"code\":0.5}}]",
        "[{\"name\":\"main\",\"status\":{\"code\":99999999999999999999}}]",
        "[{\"name\":\"main\",\"status\":{\"code\":1,\"code\":0}}]",
        "[{\"name\":\"main\",\"status\":{\"code\":0},\"repo\":[{}]}]",
        "[{\"name\":\"main\",\"status\":{\"code\":0},\"backup\":[{}]}]",
        "[{\"name\":\"main\",\"status\":{\"code\":0},\"backup\":[{\"timestamp\":{\"stop\":\"now\"}}]}]",
        "[{\"name\":\"main\",\"status\":{\"code\":0},\"backup\":[{\"timestamp\":{\"stop\":0}}]}]",
        "[{\"name\":\"main\",\"status\":{\"code\":0},\"backup\":[{\"timestamp\":{\"stop\":-5}}]}]",
        "[{\"name\":\"main\",\"status\":{\"code\":0},\"backup\":[{\"timestamp\":{\"stop\":1e3}}]}]",
        "[{\"name\":\"main\",\"status\":{\"code\":0},\"backup\":[{\"timestamp\":{\"stop\":1795333690000000}}]}]",
      })
  void what_does_not_have_the_documented_form_is_unreadable(String text) throws IOException {
    unreadable(
        BackupWorld.holding(folder, text).read(), ErrorCode.PROBE_FAILED, "can't be understood");
  }

  @Test
  void half_of_an_output_is_unreadable() throws IOException {
    String whole = Files.readString(BackupWorld.PAYLOADS.resolve("fresh.json"));
    for (int end = 1; end < whole.strip().length(); end += 7) {
      unreadable(
          BackupWorld.holding(folder, whole.substring(0, end)).read(),
          ErrorCode.PROBE_FAILED,
          "can't be understood");
    }
  }

  @Test
  void deep_nesting_is_unreadable_and_no_crash() throws IOException {
    unreadable(
        BackupWorld.holding(folder, "[".repeat(100_000)).read(),
        ErrorCode.PROBE_FAILED,
        "can't be understood");
  }

  @Test
  void a_missing_file_is_unreadable() {
    unreadable(
        new BackupWorld().connection("backups", folder.resolve("none").toString()).read(),
        ErrorCode.FILE_UNREADABLE,
        "it is not there");
  }

  @Test
  void a_folder_is_unreadable() {
    unreadable(
        new BackupWorld().connection("backups", folder.toString()).read(),
        ErrorCode.FILE_UNREADABLE,
        "it is no regular file");
  }

  @Test
  void a_file_that_is_too_large_is_unreadable() throws IOException {
    unreadable(
        BackupWorld.holding(folder, " ".repeat(BackupProbe.BYTES_MOST + 1)).read(),
        ErrorCode.FILE_UNREADABLE,
        "it is larger than 4 MiB");
    assertThat(BackupWorld.holding(folder, "[]" + " ".repeat(BackupProbe.BYTES_MOST - 2)).read())
        .isInstanceOf(Reading.Observed.class);
  }

  @Test
  void a_path_that_is_none_is_unreadable() {
    unreadable(
        new BackupWorld().connection("backups", "a\0b").read(),
        ErrorCode.CONFIG_INVALID,
        "is no path");
  }

  @Test
  void the_file_is_read_anew_each_time_and_left_as_it_is() throws IOException {
    BackupWorld world =
        BackupWorld.holding(folder, "[" + stanza("main", 0, backup("1000", "false")) + "]");
    Path file = folder.resolve("info.json");
    FileTime time = Files.getLastModifiedTime(file);
    assertThat(observed(world.read())).containsEntry("newest", Instant.ofEpochSecond(1000));
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);

    Files.writeString(file, "[" + stanza("main", 0, backup("2000", "false")) + "]");
    assertThat(observed(world.read())).containsEntry("newest", Instant.ofEpochSecond(2000));
  }

  // ---- which connection

  @Test
  void the_only_connection_of_the_kind_is_found_and_others_are_passed_over() {
    Reading reading =
        BackupWorld.captured("fresh.json").connection("rabbitmq", "rabbitmq", Map.of()).read();
    assertThat(observed(reading)).containsEntry("status", 0L);
  }

  @Test
  void of_several_connections_one_must_be_named() {
    BackupWorld world =
        BackupWorld.captured("stale.json")
            .connection("other", BackupWorld.PAYLOADS.resolve("nobackup.json").toString());
    unreadable(world.read(), ErrorCode.CONNECTION_UNKNOWN, "prod has 2 connections");
    assertThat(observed(world.read(Map.of("connection", "other")))).containsEntry("status", 2L);
  }

  @Test
  void a_connection_that_is_not_there_or_of_another_kind_is_refused() {
    BackupWorld world =
        BackupWorld.captured("fresh.json").connection("rabbitmq", "rabbitmq", Map.of());
    for (String name : List.of("none", "rabbitmq")) {
      unreadable(
          world.read(Map.of("connection", name)),
          ErrorCode.CONNECTION_UNKNOWN,
          "no connection '" + name + "' of kind pgbackrest");
    }
    unreadable(new BackupWorld().read(), ErrorCode.CONNECTION_UNKNOWN, "prod has 0 connections");
  }

  @Test
  void a_connection_without_a_path_is_refused() {
    unreadable(
        new BackupWorld().connection("backups", "pgbackrest", Map.of()).read(),
        ErrorCode.CONFIG_INVALID,
        "has no 'info'");
  }

  @Test
  void wrong_arguments_and_an_unknown_environment_are_refused() {
    BackupWorld world = BackupWorld.captured("fresh.json");
    unreadable(world.read(Map.of("stanza", "main")), ErrorCode.ARGUMENT_UNKNOWN, "stanza");
    unreadable(world.read(Map.of("connection", 5L)), ErrorCode.ARGUMENT_INVALID, "connection");
    unreadable(
        world.read("nowhere", Map.of(), new TestCancellation()),
        ErrorCode.ENVIRONMENT_UNKNOWN,
        "nowhere");
  }

  @Test
  void a_call_that_was_cancelled_reads_nothing() {
    TestCancellation cancelled = new TestCancellation();
    cancelled.cancel();
    unreadable(
        BackupWorld.captured("fresh.json").read("prod", Map.of(), cancelled),
        ErrorCode.CANCELLED,
        "Nothing was sent");
  }
}
