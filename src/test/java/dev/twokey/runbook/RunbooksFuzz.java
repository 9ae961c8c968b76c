package dev.twokey.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.fuzz.FuzzTarget;
import dev.twokey.fuzz.Told;
import dev.twokey.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runbooks: Markdown, its blocks and their conditions. */
public final class RunbooksFuzz implements FuzzTarget {
  private static final Path WRONG = Path.of("src/test/resources/runbooks/wrong.txt");

  @Override
  public List<String> seeds() {
    List<String> seeds = new ArrayList<>(House.shipped().values());
    try {
      seeds.addAll(List.of(Files.readString(WRONG).split("(?m)^=== .*\\n")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return seeds;
  }

  @Override
  public void take(String input) {
    Problems problems = new Problems();
    Optional<RunbookCatalog> catalog = load(input, problems);
    Told.check(problems.findings());
    assertThat(catalog.isEmpty()).isEqualTo(problems.hasErrors());
    if (catalog.isPresent()) {
      RunbookCatalog again = load(input, new Problems()).orElseThrow();
      assertThat(again.runbooks().stream().map(r -> r.blocks().keySet()).toList())
          .isEqualTo(catalog.get().runbooks().stream().map(r -> r.blocks().keySet()).toList());
    }
  }

  private static Optional<RunbookCatalog> load(String input, Problems problems) {
    return RunbookCatalog.load(
        Map.of("made-up.md", input), House.probes(), House.actions(), House.inventory(), problems);
  }
}
