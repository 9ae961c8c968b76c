package dev.twokey.inventory;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Fields;
import dev.twokey.problem.Location;
import dev.twokey.problem.Problems;
import dev.twokey.problem.YamlNode;
import dev.twokey.problem.YamlReader;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the files of {@code inventory/}, one per environment. Reports all that is wrong; an
 * environment with errors is kept as far as it could be read, so that other files are not blamed
 * for it. Whoever loads must refuse the whole when {@link Problems#hasErrors}.
 */
public final class InventoryReader {
  private InventoryReader() {}

  /**
   * Reads all environments.
   *
   * @param files text by file name, such as {@code inventory/staging.yaml}; the name without folder
   *     and ending is the environment's
   */
  public static Inventory read(Map<String, String> files, Problems problems) {
    Map<String, Environment> environments = new LinkedHashMap<>();
    Map<String, YamlNode.Mapping> sources = new LinkedHashMap<>();
    files.forEach((file, text) -> readFile(file, text, environments, sources, problems));
    InventoryChecks checks = new InventoryChecks(environments, sources, problems);
    checks.channelsAreOfOneEnvironment();
    checks.noEntryIsNamedLikeAnEnvironment();
    checks.factsAreOfOneType();
    return new Inventory(environments);
  }

  private static void readFile(
      String file,
      String text,
      Map<String, Environment> environments,
      Map<String, YamlNode.Mapping> sources,
      Problems problems) {
    Location start = new Location(file, 1, 1);
    String name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.ya?ml$", "");
    if (!Fields.isName(name)) {
      problems.error(
          start,
          ErrorCode.CONFIG_INVALID,
          "The file's name makes an environment '" + name + "'.",
          "Name it with small letters, digits, - and _, such as staging.yaml.");
      return;
    }
    if (environments.containsKey(name)) {
      problems.error(
          start,
          ErrorCode.CONFIG_INVALID,
          "The environment '" + name + "' has two files.",
          "Keep one of them.");
      return;
    }
    YamlReader.read(file, text, 0, problems)
        .flatMap(node -> Fields.of(node, problems, ErrorCode.CONFIG_INVALID).map(f -> node))
        .map(YamlNode.Mapping.class::cast)
        .ifPresent(node -> {
          environments.put(name, EnvironmentReader.read(name, node, problems));
          sources.put(name, node);
        });
  }
}
