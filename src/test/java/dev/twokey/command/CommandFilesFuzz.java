package dev.twokey.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.fuzz.FuzzTarget;
import dev.twokey.fuzz.Told;
import dev.twokey.problem.Problems;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files of {@code commands/}. */
public final class CommandFilesFuzz implements FuzzTarget {
  private final Map<String, String> shipped = TestWorld.shipped();

  @Override
  public List<String> seeds() {
    return List.copyOf(shipped.values());
  }

  @Override
  public void take(String input) {
    Problems problems = new Problems();
    CommandCatalog catalog = read(input, problems);
    Told.check(problems.findings());
    assertThat(catalog.command("halt")).isPresent();
    if (!problems.hasErrors()) {
      assertThat(read(input, new Problems()).commands()).isEqualTo(catalog.commands());
    }
  }

  private CommandCatalog read(String input, Problems problems) {
    Map<String, String> files = new TreeMap<>(shipped);
    files.put("commands/mine.yaml", input);
    return CommandCatalog.read(files, TestWorld.KINDS, problems);
  }
}
