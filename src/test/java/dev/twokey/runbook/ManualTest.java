package dev.twokey.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ManualTest {
  private static final Pattern WHOLE_FILE =
      Pattern.compile("^````markdown\\n(.*?)^````$", Pattern.MULTILINE | Pattern.DOTALL);

  @Test
  void the_example_of_the_manual_loads_without_a_problem() throws IOException {
    Matcher example =
        WHOLE_FILE.matcher(Files.readString(Path.of("src/site/markdown/runbooks.md")));
    assertThat(example.find()).isTrue();
    assertThat(House.findings(Map.of("worker-wedged.md", example.group(1)))).isEmpty();
  }
}
