package dev.twokey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Every invariant names tests that are there. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InvariantsPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/invariants.md");
  private static final Pattern ROW = Pattern.compile("\\| (I\\d+) \\|.*\\| (.*) \\|");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  @Test
  void each_invariant_has_a_row() throws IOException {
    List<String> all = IntStream.rangeClosed(1, 13).mapToObj(i -> "I" + i).toList();
    assertThat(rows().keySet()).containsExactlyElementsOf(all);
  }

  @Test
  void each_named_test_is_there() throws IOException {
    Set<String> classes = testClasses();
    assertThat(rows().values())
        .allSatisfy(held -> {
          List<String> named = NAME.matcher(held).results().map(m -> m.group(1)).toList();
          assertThat(named).isNotEmpty().isSubsetOf(classes);
        });
  }

  private static Map<String, String> rows() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1), row.group(2));
      }
    }
    return rows;
  }

  private static Set<String> testClasses() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java/dev"))) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(".java"))
          .map(n -> n.substring(0, n.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
