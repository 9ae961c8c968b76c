package dev.twokey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Every threat that is said to be held names a test that is there. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ThreatsPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/threats.md");
  private static final int THREATS_MIN = 25;

  @Test
  void each_threat_names_a_test_that_is_there() throws IOException {
    List<List<String>> rows =
        TestSources.rows(PAGE).stream().filter(row -> row.size() == 3).toList();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(THREATS_MIN);
    TestSources tests = new TestSources();
    for (List<String> row : rows) {
      assertThat(row).as("%s", row).noneMatch(String::isBlank);
      tests.check(row.getLast(), row.getFirst());
    }
  }
}
