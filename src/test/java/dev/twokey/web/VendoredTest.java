package dev.twokey.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Scripts of others are what their README says. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VendoredTest {
  private static final Path STATIC = Path.of("src/main/resources/static");

  @Test
  void each_vendored_script_has_its_licence_and_the_noted_digest() throws Exception {
    String readme = Files.readString(STATIC.resolve("vendor/README.md"));
    List<Path> scripts = scripts(STATIC.resolve("vendor"));
    assertThat(scripts).isNotEmpty();
    for (Path script : scripts) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(script));
      assertThat(readme).contains(HexFormat.of().formatHex(digest));
      assertThat(script.resolveSibling("LICENSE")).exists();
    }
  }

  @Test
  void the_page_names_the_htmx_that_the_build_brings() throws IOException {
    String page = Files.readString(Path.of("src/main/jte/layout.jte"));
    String src = page.replaceAll("(?s).*src=\"(/webjars/[^\"]+)\".*", "$1");
    assertThat(getClass().getResource("/META-INF/resources" + src)).isNotNull();
  }

  private static List<Path> scripts(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(".js")).toList();
    }
  }
}
