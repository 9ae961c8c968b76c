package dev.twokey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Every bug of others says where it was seen and names a test that is there. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OthersBugsPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/others-bugs.md");
  private static final int BUGS_MIN = 50;

  @Test
  void each_bug_of_others_names_a_test_that_is_there() throws IOException {
    List<List<String>> rows = TestSources.rows(PAGE);
    assertThat(rows).hasSizeGreaterThanOrEqualTo(BUGS_MIN);
    TestSources tests = new TestSources();
    for (List<String> row : rows) {
      assertThat(row).as("%s", row).hasSize(3).noneMatch(String::isBlank);
      tests.check(row.getLast(), row.getFirst());
    }
  }
}
