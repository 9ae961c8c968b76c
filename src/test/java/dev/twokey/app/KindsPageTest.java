package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.action.ActionKind;
import dev.twokey.condition.Shape;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.Inventory;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The manual's page of kinds is made from the code; {@code -Dgolden.write=true} writes it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KindsPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/kinds.md");
  private static final String HEAD =
      """
      # What runbooks can read and do

      This page is made from the code. How a kind stands in a runbook is told in [runbooks](runbooks.md).

      ## Probes

      A probe changes nothing. `answered` is read also from a refusal or a time-out; every other field that could not be read is missing, and unknown
      in conditions. *From elsewhere*: may be asked from an instance's place with `from`.

      | probe | reads | arguments | fields | from elsewhere |
      |---|---|---|---|---|
      """;
  private static final String ACTIONS =
      """

      ## Actions

      The risk is the least one; a runbook, a command or the policy may only raise it. *Twice as once*: may stand as the undo of a drill.

      | action | does | arguments | risk | effects | twice as once |
      |---|---|---|---|---|---|
      """;

  @Test
  void the_page_of_kinds_is_what_the_code_says() throws IOException {
    String page = page();
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  @Test
  void every_kind_says_what_it_does() {
    assertThat(kinds().probeKinds().values()).allSatisfy(k -> assertThat(k.says()).isNotBlank());
    assertThat(kinds().actionKinds().values()).allSatisfy(k -> assertThat(k.says()).isNotBlank());
  }

  private static Kinds kinds() {
    Inventory nothing = new Inventory(Map.of());
    return Kinds.of(
        new World(
            () -> nothing,
            ref -> {
              throw new AssertionError("a page asks for no secret: " + ref);
            },
            InstantSource.system()));
  }

  private static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    kinds().probeKinds().values().forEach(k -> page.append(probe(k)));
    page.append(ACTIONS);
    kinds().actionKinds().values().forEach(k -> page.append(action(k)));
    return page.toString();
  }

  private static String probe(ProbeKind kind) {
    return row(
        code(kind.name()),
        kind.says(),
        arguments(kind.arguments()),
        fields(kind.reading()),
        kind.placed() ? "yes" : "no");
  }

  private static String action(ActionKind kind) {
    String effects =
        kind.effects().stream().map(e -> e.word()).sorted().collect(Collectors.joining(", "));
    return row(
        code(kind.name()),
        kind.says(),
        arguments(kind.arguments()),
        kind.leastRisk().word(),
        effects,
        kind.convergent() ? "yes" : "no");
  }

  private static String row(String... cells) {
    return List.of(cells).stream()
        .map(c -> c.replace("|", "\\|").replace("\n", " "))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String arguments(List<Argument> arguments) {
    return arguments.stream()
        .map(a -> code(a.name()) + (a.optional() ? " (optional)" : "") + " " + a.says())
        .collect(Collectors.joining("; "));
  }

  private static String fields(Shape.Fields reading) {
    return new TreeMap<>(reading.fields())
        .entrySet().stream()
            .map(f -> code(f.getKey()) + " " + shape(f.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String shape(Shape shape) {
    return switch (shape) {
      case Shape.Plain plain -> plain.name().toLowerCase(Locale.ROOT);
      case Shape.ListOf(Shape.Fields item) -> "list of (" + fields(item) + ")";
      case Shape.ListOf(Shape item) -> "list of " + shape(item);
      case Shape.Fields fields -> "(" + fields(fields) + ")";
    };
  }
}
