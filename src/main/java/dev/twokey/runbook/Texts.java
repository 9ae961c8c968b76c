package dev.twokey.runbook;

import dev.twokey.condition.Place;
import dev.twokey.condition.Template;
import dev.twokey.problem.Location;
import dev.twokey.problem.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The texts of a block that hold conditions, as they stand in its YAML. */
final class Texts {
  /** A text and where its characters stand. */
  record Written(String text, Location at, Place place) {}

  private Texts() {}

  /** Returns a key's value as text; empty if it is absent or no scalar. */
  static Optional<Written> of(YamlNode.Mapping yaml, String key, SourceText source) {
    YamlNode node = yaml.values().get(key);
    return node == null ? Optional.empty() : of(node, source);
  }

  /** Returns a scalar as text; empty if it is none. */
  static Optional<Written> of(YamlNode node, SourceText source) {
    return scalar(node)
        .map(String::stripTrailing)
        .map(t -> new Written(t, node.at(), source.place(node.at(), t)));
  }

  /**
   * Returns the conditions on which the value of a block depends: what decides whether it is read,
   * holds or is done, and on what.
   */
  static List<String> deciding(Draft.DraftBlock block) {
    List<String> texts = new ArrayList<>();
    for (String key : List.of("each", "when", "expect")) {
      Optional.ofNullable(block.yaml().values().get(key))
          .flatMap(Texts::scalar)
          .ifPresent(texts::add);
    }
    if (block.kind() != Draft.Kind.ACTION) {
      List<YamlNode> filled = new ArrayList<>();
      for (String key : List.of("from", "says", "with")) {
        collect(block.yaml().values().get(key), filled);
      }
      filled.forEach(n -> scalar(n).ifPresent(t -> texts.addAll(Template.expressions(t))));
    }
    return texts;
  }

  private static void collect(@org.jspecify.annotations.Nullable YamlNode node, List<YamlNode> to) {
    if (node instanceof YamlNode.Mapping mapping) {
      mapping.values().values().forEach(n -> collect(n, to));
    } else if (node != null) {
      to.add(node);
    }
  }

  private static Optional<String> scalar(YamlNode node) {
    return switch (node) {
      case YamlNode.Text text -> Optional.of(text.value());
      case YamlNode.Whole whole -> Optional.of(Long.toString(whole.value()));
      case YamlNode.Real real -> Optional.of(Double.toString(real.value()));
      case YamlNode.Flag flag -> Optional.of(Boolean.toString(flag.value()));
      case YamlNode.Nothing _, YamlNode.Sequence _, YamlNode.Mapping _ -> Optional.empty();
    };
  }
}
