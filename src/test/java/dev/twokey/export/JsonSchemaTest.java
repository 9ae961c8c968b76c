package dev.twokey.export;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.twokey.timeline.Kind;
import dev.twokey.timeline.Milestone;
import dev.twokey.timeline.Outage;
import dev.twokey.timeline.Tale;
import dev.twokey.timeline.WholeTale;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Holds the shape of the JSON export to its published schema. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JsonSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String text() throws IOException {
    try (InputStream in = JsonSchemaTest.class.getResourceAsStream(JsonExport.SCHEMA)) {
      return new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private final Schema schema;

  JsonSchemaTest() throws IOException {
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text());
  }

  private List<String> wrong(String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(Error::toString).toList();
  }

  private static String export(Tale tale) throws IOException {
    return ExportTest.write(new JsonExport(), ExportTest.report(tale));
  }

  @Test
  void a_whole_incident_and_an_empty_one_fit_the_schema() throws IOException {
    assertThat(wrong(export(WholeTale.tale()))).isEmpty();
    assertThat(wrong(export(new Tale().opened("odd")))).isEmpty();
  }

  @Test
  void each_field_that_is_taken_away_or_added_breaks_it() throws IOException {
    JsonNode whole = JSON.readTree(export(WholeTale.tale()));
    for (String path :
        List.of(
            "",
            "/incident",
            "/outage",
            "/counts",
            "/provenance",
            "/key_times/0",
            "/measures/0",
            "/causes/0",
            "/impacts/0",
            "/operations/0",
            "/operations/0/plan",
            "/operations/0/signatures_asked",
            "/operations/0/reviews/0",
            "/drills/0",
            "/drills/0/marks/0",
            "/entries/0")) {
      List<String> names = new ArrayList<>();
      whole.at(path).fieldNames().forEachRemaining(names::add);
      assertThat(names).as(path).isNotEmpty();
      for (String name : names) {
        JsonNode without = whole.deepCopy();
        ((ObjectNode) without.at(path)).remove(name);
        assertThat(wrong(without.toString())).as("%s without %s", path, name).isNotEmpty();
      }
      JsonNode more = whole.deepCopy();
      ((ObjectNode) more.at(path)).put("more", 1);
      assertThat(wrong(more.toString())).as("%s with more", path).isNotEmpty();
    }
  }

  @Test
  void the_schema_names_every_word_of_the_program() throws IOException {
    JsonNode schema = JSON.readTree(text());
    assertThat(words(schema, "kind"))
        .containsExactlyElementsOf(Arrays.stream(Kind.values()).map(Kind::word).toList());
    assertThat(words(schema, "milestone"))
        .containsExactlyElementsOf(Arrays.stream(Milestone.values()).map(Milestone::word).toList());
    assertThat(words(schema, "due"))
        .containsExactlyElementsOf(
            Arrays.stream(Outage.Due.values()).map(Outage.Due::word).toList());
  }

  private static List<String> words(JsonNode schema, String name) {
    List<String> words = new ArrayList<>();
    schema.at("/$defs/" + name + "/enum").forEach(word -> words.add(word.asText()));
    return words;
  }
}
