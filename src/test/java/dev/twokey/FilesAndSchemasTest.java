package dev.twokey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.twokey.action.ActionKind;
import dev.twokey.action.Effect;
import dev.twokey.action.Risk;
import dev.twokey.command.CommandCatalog;
import dev.twokey.command.Handler;
import dev.twokey.command.TextShape;
import dev.twokey.guard.PolicyReader;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.InventoryReader;
import dev.twokey.people.FileRoster;
import dev.twokey.people.RosterReader;
import dev.twokey.problem.Finding;
import dev.twokey.problem.Problems;
import dev.twokey.problem.YamlNode;
import dev.twokey.problem.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Loaders and schemas agree on the tables of good and bad files in {@code
 * src/test/resources/files}. Where a schema can't tell, the table says {@code loader alone}, and
 * the schema must accept it.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FilesAndSchemasTest {
  private static final Path TABLES = Path.of("src/test/resources/files");
  private static final Path SCHEMAS = Path.of("src/main/resources/schema");
  private static final Path COMMANDS = Path.of("commands");
  private static final List<String> KINDS = List.of("inventory", "people", "policy", "command");
  private static final Pattern TITLE =
      Pattern.compile("(good|bad): (?:(\\S+\\.yaml) )?(.*?)(?: @ (\\d+)( loader alone)?: (.*))?");
  private static final List<ActionKind> ACTIONS =
      List.of(
          new ActionKind(
              "workload.restart",
              Risk.CHANGE,
              Set.of(Effect.RESTART),
              List.of(Argument.required("workload", ArgumentType.WORKLOAD, "")),
              true,
              "restarts"),
          new ActionKind(
              "host.look",
              Risk.READ,
              Set.of(),
              List.of(
                  Argument.required("host", ArgumentType.HOST, ""),
                  new Argument("mode", ArgumentType.CHOICE, true, List.of("fast", "slow"), "")),
              true,
              "looks"));

  /** One file of a table. {@code expected} is empty for a good one. */
  record Case(
      String kind,
      String file,
      String title,
      int line,
      boolean loaderAlone,
      String expected,
      String text) {
    @Override
    public String toString() {
      return kind + ": " + title;
    }
  }

  static Stream<Case> good() throws IOException {
    return cases().stream().filter(c -> c.expected().isEmpty());
  }

  static Stream<Case> bad() throws IOException {
    return cases().stream().filter(c -> !c.expected().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("good")
  void a_good_file_is_taken_by_loader_and_schema(Case c) throws IOException {
    assertThat(findings(c)).noneMatch(f -> f.severity() == Finding.Severity.ERROR);
    assertThat(schemaErrors(c)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void a_bad_file_is_refused_with_its_place(Case c) throws IOException {
    assertThat(findings(c))
        .filteredOn(f -> f.severity() == Finding.Severity.ERROR)
        .as("%s", findings(c))
        .anySatisfy(f -> {
          assertThat(f.problem().line()).contains(c.expected());
          assertThat(f.at().line()).isEqualTo(c.line());
          assertThat(f.at().file()).isEqualTo(c.file());
        });
    if (c.loaderAlone()) {
      assertThat(schemaErrors(c)).as("the schema can't tell").isEmpty();
    } else {
      assertThat(schemaErrors(c)).as("the schema refuses it too").isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("bad")
  void a_finding_never_repeats_a_secret(Case c) throws IOException {
    assertThat(findings(c).toString()).doesNotContain("hunter22", "guest:guest");
  }

  @Test
  void each_table_has_good_and_bad_files() throws IOException {
    for (String kind : KINDS) {
      assertThat(good().filter(c -> c.kind().equals(kind)).count()).isGreaterThanOrEqualTo(2);
      assertThat(bad().filter(c -> c.kind().equals(kind)).count()).isGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void the_shipped_commands_fit_the_schema() throws IOException {
    for (Map.Entry<String, String> file : shippedCommands().entrySet()) {
      Case c = new Case("command", file.getKey(), file.getKey(), 0, false, "", file.getValue());
      assertThat(schemaErrors(c)).as(file.getKey()).isEmpty();
      assertThat(findings(c)).as(file.getKey()).isEmpty();
    }
  }

  @Test
  void the_examples_of_the_manual_are_good_files() throws IOException {
    String page = Files.readString(Path.of("src/site/markdown/configuration.md"));
    Matcher block = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL).matcher(page);
    List<String> examples =
        block
            .results()
            .map(found -> found.group(1))
            .filter(text -> !text.startsWith("slack:")) // ChatFileTest reads that one
            .toList();
    assertThat(examples).hasSameSizeAs(KINDS);
    for (int i = 0; i < examples.size(); i++) {
      String file = KINDS.get(i).equals("command") ? "restart.yaml" : "staging.yaml";
      Case c = new Case(KINDS.get(i), file, "the manual", 0, false, "", examples.get(i));
      assertThat(findings(c)).as(c.kind()).isEmpty();
      assertThat(schemaErrors(c)).as(c.kind()).isEmpty();
    }
  }

  @Test
  void the_words_of_the_schemas_are_those_of_the_code() throws IOException {
    String inventory = Files.readString(SCHEMAS.resolve("inventory.schema.json"));
    String command = Files.readString(SCHEMAS.resolve("command.schema.json"));
    assertThat(words(command, "/$defs/parameter/properties/type/enum"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ArgumentType.values()).map(ArgumentType::word).toList());
    assertThat(words(command, "/$defs/parameter/properties/like/enum"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(TextShape.values()).map(TextShape::word).toList());
    assertThat(words(command, "/properties/run/anyOf/1/enum"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Handler.values()).map(Handler::word).toList());
    assertThat(words(command, "/properties/risk/enum"))
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(Risk.values()).map(Risk::word).toList());
    for (String color : words(inventory, "/properties/color/enum")) {
      Problems problems = new Problems();
      InventoryReader.read(Map.of("lab.yaml", "color: " + color), problems);
      assertThat(problems.hasErrors()).as(color).isFalse();
    }
  }

  @Test
  void the_configuration_of_the_lab_loads_without_a_finding() throws IOException {
    Path folder = Path.of("deploy/lab/config");
    Map<String, String> inventories = new TreeMap<>();
    for (String name : List.of("staging.yaml", "prod.yaml")) {
      inventories.put(name, Files.readString(folder.resolve("inventory").resolve(name)));
    }
    String people = Files.readString(folder.resolve("people.yaml"));
    String policy = Files.readString(folder.resolve("policy.yaml"));
    Problems problems = new Problems();
    Inventory inventory = InventoryReader.read(inventories, problems);
    FileRoster roster = RosterReader.read("people.yaml", people, problems);
    PolicyReader.read("policy.yaml", policy, roster, inventory, problems);
    assertThat(problems.findings()).isEmpty();
  }

  private static List<String> words(String schema, String pointer) throws IOException {
    List<String> words = new ArrayList<>();
    new ObjectMapper().readTree(schema).at(pointer).forEach(word -> words.add(word.asText()));
    assertThat(words).as(pointer).isNotEmpty();
    return words;
  }

  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String kind : KINDS) {
      String table = Files.readString(TABLES.resolve(kind + ".txt"));
      for (String part : table.split("(?m)^=== ", -1)) {
        if (!part.isBlank()) {
          cases.add(read(kind, part));
        }
      }
    }
    return cases;
  }

  private static Case read(String kind, String part) {
    int end = part.indexOf('\n');
    Matcher m = TITLE.matcher(part.substring(0, end));
    assertThat(m.matches()).as(part).isTrue();
    assertThat(m.group(1).equals("bad")).as(part).isEqualTo(m.group(6) != null);
    String file = m.group(2) == null ? "staging.yaml" : m.group(2);
    int line = m.group(4) == null ? 0 : Integer.parseInt(m.group(4));
    String expected = m.group(6) == null ? "" : m.group(6);
    return new Case(
        kind, file, m.group(3), line, m.group(5) != null, expected, part.substring(end + 1));
  }

  private static List<Finding> findings(Case c) throws IOException {
    Problems problems = new Problems();
    switch (c.kind()) {
      case "inventory" -> InventoryReader.read(Map.of(c.file(), c.text()), problems);
      case "people" -> RosterReader.read(c.file(), c.text(), problems);
      case "policy" -> PolicyReader.read(c.file(), c.text(), roster(), inventory(), problems);
      default -> {
        Map<String, String> files = shippedCommands();
        files.put(c.file(), c.text());
        CommandCatalog.read(files, ACTIONS, problems);
      }
    }
    return problems.findings().stream().filter(f -> f.at().file().equals(c.file())).toList();
  }

  private static Map<String, String> shippedCommands() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(COMMANDS)) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }

  private static FileRoster roster() {
    return RosterReader.read(
        "people.yaml",
        "people: {ana: {roles: [responder, approver]}, ben: {roles: [responder, approver]}}",
        new Problems());
  }

  private static Inventory inventory() {
    return InventoryReader.read(
        Map.of(
            "staging.yaml", "color: blue",
            "prod.yaml", "connections: {backups: {kind: pgbackrest}, pager: {kind: webhook}}"),
        new Problems());
  }

  private static List<String> schemaErrors(Case c) throws IOException {
    String text = Files.readString(SCHEMAS.resolve(c.kind() + ".schema.json"));
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text);
    YamlNode node = YamlReader.read(c.file(), c.text(), 0, new Problems()).orElseThrow();
    return schema.validate(json(node)).stream().map(Object::toString).toList();
  }

  private static JsonNode json(YamlNode node) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (node) {
      case YamlNode.Text t -> make.textNode(t.value());
      case YamlNode.Whole w -> make.numberNode(w.value());
      case YamlNode.Real r -> make.numberNode(r.value());
      case YamlNode.Flag f -> make.booleanNode(f.value());
      case YamlNode.Nothing _ -> make.nullNode();
      case YamlNode.Sequence s -> {
        ArrayNode array = make.arrayNode();
        s.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case YamlNode.Mapping m -> {
        ObjectNode object = make.objectNode();
        m.values().forEach((key, value) -> object.set(key, json(value)));
        yield object;
      }
    };
  }
}
