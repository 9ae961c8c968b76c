package dev.twokey.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.twokey.timeline.IncidentReport;
import dev.twokey.timeline.Tale;
import dev.twokey.timeline.Timeline;
import dev.twokey.timeline.WholeTale;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a journal on a disk to the files, and what the foot says when somebody changed the disk. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StoredTaleTest {
  @TempDir Path folder = Path.of("");

  private Path stored() {
    Path file = folder.resolve("journal.db");
    StoredTale.write(WholeTale.tale().events(), file, 1);
    return file;
  }

  @Test
  void a_timeline_from_the_disk_is_the_one_from_memory() {
    Timeline read = StoredTale.read(Tale.INCIDENT, stored()).timeline();
    assertThat(read).isEqualTo(WholeTale.tale().timeline());
  }

  @Test
  void the_foot_of_a_whole_journal_says_verified() throws IOException {
    IncidentReport report = StoredTale.read(Tale.INCIDENT, stored());
    int rows = report.timeline().entries().size();
    assertThat(report.provenance().isProven()).isTrue();
    assertThat(ExportTest.write(new MarkdownExport(), report))
        .contains("Timeline rows 1-" + rows + " verified against journal head ")
        .contains("The whole hash of the head: " + report.provenance().head().hash());
  }

  @Test
  void a_record_that_somebody_changed_is_told_at_the_foot() throws IOException, SQLException {
    Path file = stored();
    try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = sqlite.createStatement()) {
      dropTriggers(statement);
      int changed =
          statement.executeUpdate(
              "UPDATE events SET payload = replace(payload, 'nobody is awake', 'ben was asked')"
                  + " WHERE payload LIKE '%nobody is awake%'");
      assertThat(changed).isPositive();
    }
    IncidentReport report = StoredTale.read(Tale.INCIDENT, file);

    assertThat(report.provenance().isProven()).isFalse();
    assertThat(ExportTest.write(new MarkdownExport(), report))
        .contains("THE JOURNAL IS NOT WHOLE: ");
    JsonNode json = new ObjectMapper().readTree(ExportTest.write(new JsonExport(), report));
    assertThat(json.at("/provenance/verified").asBoolean()).isFalse();
  }

  /** Who owns the disk can take away what keeps others from changing it. */
  private static void dropTriggers(Statement statement) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet found =
        statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'trigger'")) {
      while (found.next()) {
        names.add(found.getString(1));
      }
    }
    for (String name : names) {
      statement.execute("DROP TRIGGER " + name);
    }
  }
}
