package dev.twokey.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.fuzz.FuzzTarget;
import dev.twokey.fuzz.Told;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.InventoryReader;
import dev.twokey.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code inventory/ENVIRONMENT.yaml}: connections come back from the facts as they were. */
public final class InventoryFilesFuzz implements FuzzTarget {
  private final InForce team = TrustFiles.TEAM.read();

  @Override
  public List<String> seeds() {
    try {
      return List.of(
          TrustFiles.TEAM.prod(),
          TrustFiles.TEAM.staging(),
          Files.readString(Path.of("deploy/lab/config/inventory/prod.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void take(String input) {
    Problems problems = new Problems();
    Inventory inventory = InventoryReader.read(Map.of("inventory/prod.yaml", input), problems);
    Told.check(problems.findings());
    if (!problems.hasErrors()) {
      Root root = Root.of(team.roster(), team.policy(), inventory);
      Root again = Root.parse(root.canonical());
      assertThat(again).isEqualTo(root);
      inventory
          .environments()
          .forEach((name, environment) ->
              assertThat(again.connections().getOrDefault(name, Map.of()))
                  .isEqualTo(environment.connections()));
    }
  }
}
