package dev.twokey.runbook;

import dev.twokey.action.Effect;
import dev.twokey.condition.Expression;
import dev.twokey.condition.Template;
import dev.twokey.inventory.Entry;
import dev.twokey.inventory.EntryKind;
import dev.twokey.inventory.Environment;
import dev.twokey.problem.YamlNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes what is forbidden for now. */
final class ForbidLinker {
  private ForbidLinker() {}

  static Optional<Forbid> link(Linking linking) {
    Draft.DraftBlock block = linking.block();
    linking.fields().requiredNode("effect");
    linking.fields().requiredNode("target");
    linking.fields().requiredNode("says");
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    for (YamlNode node : linking.fields().list("effect")) {
      Texts.of(node, linking.file().source())
          .flatMap(w -> effect(linking, w))
          .ifPresent(effects::add);
    }
    Set<String> targets = new TreeSet<>();
    for (YamlNode node : linking.fields().list("target")) {
      Texts.of(node, linking.file().source())
          .ifPresent(w -> {
            target(linking, w);
            targets.add(w.text());
          });
    }
    Optional<Expression> during = linking.requiredCondition("while", Map.of());
    Optional<Template> says = linking.template("says", Map.of());
    linking.fields().done();
    if (during.isEmpty() || says.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Forbid(block.id(), block.origin(), effects, targets, during.get(), says.get()));
  }

  private static Optional<Effect> effect(Linking linking, Texts.Written written) {
    Optional<Effect> effect =
        Arrays.stream(Effect.values()).filter(e -> e.word().equals(written.text())).findFirst();
    if (effect.isEmpty()) {
      linking.error(
          written.at(),
          "There is no effect '" + written.text() + "'.",
          Linking.didYouMean(
              written.text(), Arrays.stream(Effect.values()).map(Effect::word).toList()));
    }
    return effect;
  }

  private static void target(Linking linking, Texts.Written written) {
    for (String wanted : linking.file().front().environments()) {
      Optional<Environment> environment = linking.house().inventory().environment(wanted);
      List<String> names =
          Arrays.stream(EntryKind.values())
              .flatMap(k -> environment.stream().flatMap(e -> e.entries(k).stream()))
              .map(Entry::name)
              .distinct()
              .toList();
      if (environment.isPresent() && !names.contains(written.text())) {
        linking.error(
            written.at(),
            "There is no '" + written.text() + "' in the inventory of " + wanted + ".",
            Linking.didYouMean(written.text(), names));
      }
    }
  }
}
