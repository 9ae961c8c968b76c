package dev.twokey.trust;

import static java.util.Objects.requireNonNull;

import dev.twokey.guard.Policy;
import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.people.FileRoster;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Roster, policy and inventory that belong together: as files say, or as they hold.
 *
 * @param roster who may act
 * @param policy what is asked of them
 * @param inventory where things are, and how they are reached
 */
public record InForce(FileRoster roster, Policy policy, Inventory inventory) {
  public InForce {
    requireNonNull(roster, "roster");
    requireNonNull(policy, "policy");
    requireNonNull(inventory, "inventory");
  }

  /** Returns what power rests on here. */
  public Root root() {
    return Root.of(roster, policy, inventory);
  }

  /**
   * Returns what of these files holds while that root is accepted. Names, entries and colours are
   * those of the files.
   */
  public InForce under(Root accepted) {
    Root files = root();
    Root holds = Meet.of(accepted, files);
    return holds.equals(files)
        ? this
        : new InForce(holds.roster(), holds.policy(), inventory(holds));
  }

  private Inventory inventory(Root holds) {
    Map<String, Map<String, Connection>> connections = holds.connections();
    Set<String> kept = new HashSet<>();
    inventory.environments().keySet().forEach(name -> kept.addAll(channels(holds, name)));
    Map<String, Environment> environments = new LinkedHashMap<>();
    inventory
        .environments()
        .forEach((name, environment) ->
            environments.put(
                name,
                environment(environment, holds, connections.getOrDefault(name, Map.of()), kept)));
    return new Inventory(environments);
  }

  /** A channel of production stays one, whatever other environment the files give it to. */
  private static Environment environment(
      Environment files, Root holds, Map<String, Connection> connections, Set<String> kept) {
    boolean production = Signers.isProduction(holds, files.name());
    Set<String> channels = new LinkedHashSet<>(files.channels());
    channels.removeAll(kept);
    channels.addAll(channels(holds, files.name()));
    return new Environment(
        files.name(),
        production && !files.production() ? "red" : files.color(),
        production,
        production ? 1 : files.timeScale(),
        List.copyOf(channels),
        connections,
        files.entries());
  }

  private static List<String> channels(Root holds, String environment) {
    List<String> channels = new ArrayList<>();
    for (String key : holds.facts().keySet()) {
      Line line = Line.read(key);
      if (line.kind().equals(Line.ENVIRONMENT)
          && line.part(1).equals(environment)
          && line.below().equals(Line.CHANNEL)) {
        channels.add(line.part(3));
      }
    }
    return channels;
  }
}
