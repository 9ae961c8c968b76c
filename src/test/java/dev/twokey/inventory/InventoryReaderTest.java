package dev.twokey.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.problem.Finding;
import dev.twokey.problem.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tables in {@code src/test/resources/files} don't show: the values that are read. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InventoryReaderTest {
  private final Problems problems = new Problems();

  @Test
  void an_environment_is_named_by_its_file_and_prod_is_red_and_production() {
    Inventory inventory =
        read(
            Map.of(
                "inventory/prod.yaml",
                "channels: console:prod",
                "inventory/lab.yml",
                "time_scale: 0.5"));
    Environment prod = inventory.environment("prod").orElseThrow();
    Environment lab = inventory.environment("lab").orElseThrow();
    assertThat(prod.production()).isTrue();
    assertThat(prod.color()).isEqualTo("red");
    assertThat(prod.timeScale()).isEqualTo(1);
    assertThat(prod.channels()).containsExactly("console:prod");
    assertThat(lab.production()).isFalse();
    assertThat(lab.color()).isEqualTo("blue");
    assertThat(lab.timeScale()).isEqualTo(0.5);
    assertThat(problems.findings()).isEmpty();
  }

  @Test
  void credentials_hold_references_and_facts_apart() {
    Environment environment =
        environment(
            """
            connections:
              mq:
                kind: rabbitmq
                management: http://mq.example:15672
                port: 5672
                vhosts: [a, b]
                read: {user: reader, password: "${env:READ_PASSWORD}"}
                destroy: {user: owner, password: "${file:secrets/owner}"}
            """);
    Connection mq = environment.connection("mq").orElseThrow();
    assertThat(mq.facts())
        .containsOnly(
            Map.entry("management", "http://mq.example:15672"),
            Map.entry("port", "5672"),
            Map.entry("vhosts", "a,b"));
    Credential read = mq.credential(Access.READ).orElseThrow();
    assertThat(read.facts()).containsOnly(Map.entry("user", "reader"));
    assertThat(read.secrets())
        .containsOnly(
            Map.entry("password", new SecretRef(SecretRef.Source.ENVIRONMENT, "READ_PASSWORD")));
    assertThat(mq.credential(Access.CHANGE)).isEmpty();
    assertThat(mq.credential(Access.DESTROY).orElseThrow().secrets())
        .containsOnly(Map.entry("password", new SecretRef(SecretRef.Source.FILE, "secrets/owner")));
  }

  @Test
  void facts_keep_their_types_and_order() {
    Environment environment =
        environment(
            """
            queues:
              b: {loss: high, limit: 3, share: 0.5, paused: true, tags: [x, 1]}
              a:
            nodes: {control_plane: 3}
            """);
    assertThat(environment.entries(EntryKind.QUEUE))
        .extracting(Entry::name)
        .containsExactly("b", "a");
    assertThat(environment.entry(EntryKind.QUEUE, "b").orElseThrow().facts())
        .containsExactly(
            Map.entry("loss", "high"),
            Map.entry("limit", 3L),
            Map.entry("share", 0.5),
            Map.entry("paused", true),
            Map.entry("tags", List.of("x", "1")));
    assertThat(environment.entry(EntryKind.NODE, "control_plane").orElseThrow().facts())
        .containsExactly(Map.entry("count", 3L));
  }

  @Test
  void a_colour_that_misleads_is_a_warning() {
    read(Map.of("prod.yaml", "color: blue", "qa.yaml", "color: red"));
    assertThat(problems.hasErrors()).isFalse();
    assertThat(problems.findings())
        .hasSize(2)
        .allMatch(f -> f.severity() == Finding.Severity.WARNING);
  }

  @Test
  void I11_a_channel_belongs_to_one_environment() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("staging.yaml", "channels: [console:ops]");
    files.put("prod.yaml", "color: red\nchannels: [console:ops]");
    read(files);
    assertThat(findings())
        .containsExactly(
            "prod.yaml:2:1: The channel 'console:ops' is named in staging too. Keep it in one"
                + " environment: it tells where a command goes.");
  }

  @Test
  void facts_have_one_type_over_all_environments() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("staging.yaml", "queues: {mail: {limit: 3}}");
    files.put("prod.yaml", "queues: {mail: {limit: 3.5}}");
    read(files);
    assertThat(findings())
        .singleElement()
        .asString()
        .startsWith("prod.yaml:1:17")
        .contains("fraction");
  }

  @Test
  void two_files_of_one_environment_are_refused() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("staging.yaml", "color: blue");
    files.put("staging.yml", "color: green");
    assertThat(read(files).environment("staging").orElseThrow().color()).isEqualTo("blue");
    assertThat(findings()).singleElement().asString().contains("has two files");
  }

  @Test
  void problems_of_all_files_are_told_at_once() {
    read(Map.of("a.yaml", "colour: x", "b.yaml", "- no mapping", "c.yaml", "a: [", "d.yaml", ""));
    assertThat(problems.findings())
        .extracting(f -> f.at().file())
        .containsExactlyInAnyOrder("a.yaml", "b.yaml", "c.yaml", "d.yaml");
  }

  @Test
  void an_environment_with_an_error_is_still_known_so_that_others_are_not_blamed() {
    Inventory inventory = read(Map.of("staging.yaml", "color: pink\nhosts: {a: {}}"));
    assertThat(problems.hasErrors()).isTrue();
    assertThat(inventory.environment("staging").orElseThrow().entries(EntryKind.HOST)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connections: {mq: {kind: k, read: hunter22}}",
        "connections: {mq: {kind: k, read: [hunter22]}}",
        "connections: {mq: {kind: k, read: {password: hunter22}}}",
        "connections: {mq: {kind: k, read: {password: {value: hunter22}}}}",
        "connections: {mq: {kind: k, read: {Password: hunter22}}}",
        "connections: {mq: {kind: k, password: hunter22}}",
        "connections: {mq: {kind: k, read: {password: '${env:X}hunter22'}}}",
        "connections: {mq: {kind: k, url: 'amqp://a:hunter22@h'}}"
      })
  void I7_a_secret_in_plain_text_is_refused_and_not_repeated(String text) {
    Inventory inventory = read(Map.of("staging.yaml", text));
    assertThat(problems.hasErrors()).isTrue();
    assertThat(problems.findings().toString()).doesNotContain("hunter22");
    assertThat(inventory.toString()).doesNotContain("hunter22");
  }

  private Environment environment(String text) {
    Environment environment =
        read(Map.of("staging.yaml", text)).environment("staging").orElseThrow();
    assertThat(problems.findings()).isEmpty();
    return environment;
  }

  private Inventory read(Map<String, String> files) {
    return InventoryReader.read(files, problems);
  }

  private List<String> findings() {
    return problems.findings().stream().map(Finding::toString).toList();
  }
}
