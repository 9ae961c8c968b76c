package dev.twokey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the text of the repository tidy. */
class TidyTest {
  private static final Path ROOT = Path.of("").toAbsolutePath();

  @Test
  void files_are_short() throws IOException {
    assertThat(new Tidy(ROOT).longFiles()).isEmpty();
  }

  @Test
  void methods_are_short() throws IOException {
    assertThat(new Tidy(ROOT).longMethods()).isEmpty();
  }

  @Test
  void tests_neither_sleep_nor_skip() throws IOException {
    assertThat(new Tidy(ROOT).sleepingOrSkippedTests()).isEmpty();
  }

  @Test
  void nothing_is_left_for_later() throws IOException {
    assertThat(new Tidy(ROOT).leftForLater()).isEmpty();
  }

  @Test
  void nothing_names_one_machine_or_a_registry() throws IOException {
    assertThat(new Tidy(ROOT).placesOfOneMachine()).isEmpty();
  }

  @Test
  void links_lead_somewhere() throws IOException {
    assertThat(new MarkdownLinks(ROOT).broken()).isEmpty();
  }

  @Nested
  class Each_rule_can_turn_red {
    @TempDir Path root;

    @Test
    void a_long_file() throws IOException {
      write("src/main/A.sql", "x\n".repeat(Tidy.FILE_LINES_MAX + 1));
      write("src/main/B.sql", "x\n".repeat(Tidy.FILE_LINES_MAX));
      write("src/main/vendor/C.js", "x\n".repeat(Tidy.FILE_LINES_MAX + 1));
      assertThat(new Tidy(root).longFiles())
          .singleElement()
          .asString()
          .startsWith("src/main/A.sql: 501 lines");
    }

    @Test
    void a_long_method() throws IOException {
      String body = "  ;\n".repeat(Tidy.METHOD_LINES_MAX - 2);
      write(
          "A.java",
          "class A {\n void fits() {\n" + body + " }\n void wide() {\n;\n" + body + " }\n}");
      assertThat(new Tidy(root).longMethods())
          .singleElement()
          .asString()
          .startsWith("A.java:72: wide has 71 lines");
    }

    @Test
    void a_sleep_and_a_skip() throws IOException {
      write("src/test/A.java", "Thread." + "sleep(1);\n@" + "Disabled\n" + "assume" + "True(x);\n");
      assertThat(new Tidy(root).sleepingOrSkippedTests()).hasSize(3);
    }

    @Test
    void a_note_for_later() throws IOException {
      write("src/main/A.java", "// TO" + "DO: x\n// fine\n// FIX" + "ME\n");
      assertThat(new Tidy(root).leftForLater()).hasSize(2);
    }

    @Test
    void a_place_of_one_machine() throws IOException {
      write("a.md", "see /wor" + "k/notes\n");
      write(
          "deploy/b.yaml",
          "url: https://repo.maven.apache." + "org/x\nfine: /engine/wor" + "k/a\n");
      assertThat(new Tidy(root).placesOfOneMachine())
          .hasSize(2)
          .anyMatch(text -> text.startsWith("a.md:1"))
          .anyMatch(text -> text.startsWith("deploy/b.yaml:1"));
    }

    @Test
    void a_link_to_nowhere() throws IOException {
      write("src/site/a.md", "# One `two`, three\n\n[up](../../README.md#gone)\n");
      write(
          "README.md",
          "# Top\n"
              + "[a](src/site/a.md#one-two-three) [b](no.md) ![c](c.png) [d](#top)"
              + " [e](https://e)");
      assertThat(new MarkdownLinks(root).broken())
          .containsExactly(
              "README.md: link to no.md leads nowhere",
              "README.md: link to c.png leads nowhere",
              "src/site/a.md: link to ../../README.md#gone leads nowhere");
    }

    private void write(String name, String text) throws IOException {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
  }
}
