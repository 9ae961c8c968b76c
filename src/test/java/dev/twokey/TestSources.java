package dev.twokey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tests that pages of the manual name, as {@code Class.method} or a case of a table. */
final class TestSources {
  private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");
  private static final Pattern CASE = Pattern.compile("\"([^\"]+)\"");

  private final Map<String, String> sources = read(Path.of("src/test/java/dev"), ".java");
  private final String tables =
      String.join("\n", read(Path.of("src/test/resources"), ".txt").values());

  /** Returns the rows of all tables of a page, without their heads. */
  static List<List<String>> rows(Path page) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<String> lines = Files.readAllLines(page);
    for (int i = 0; i < lines.size(); i++) {
      boolean head = i + 1 < lines.size() && lines.get(i + 1).startsWith("|---");
      if (lines.get(i).startsWith("| ") && !head) {
        String inside = lines.get(i).substring(1, lines.get(i).lastIndexOf('|'));
        rows.add(Stream.of(inside.split("\\|", -1)).map(String::strip).toList());
      }
    }
    return rows;
  }

  /** Checks that a text names at least one test, and that all that it names are there. */
  void check(String text, String what) {
    List<MatchResult> tests = TEST.matcher(text).results().toList();
    List<MatchResult> cases = CASE.matcher(text).results().toList();
    assertThat(tests.size() + cases.size()).as("tests for: %s", what).isPositive();
    for (MatchResult test : tests) {
      assertThat(sources.getOrDefault(test.group(1), ""))
          .as("%s for: %s", test.group(), what)
          .contains(" " + test.group(2) + "(");
    }
    for (MatchResult title : cases) {
      assertThat(tables).as(what).contains(title.group(1) + " @ ");
    }
  }

  private static Map<String, String> read(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(f -> f.toString().endsWith(ending) && !f.endsWith("package-info.java"))
          .collect(
              Collectors.toMap(
                  f -> f.getFileName().toString().replace(ending, ""),
                  TestSources::text,
                  (one, other) -> one + other));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
