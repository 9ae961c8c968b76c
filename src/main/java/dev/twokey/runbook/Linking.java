package dev.twokey.runbook;

import dev.twokey.action.ActionKind;
import dev.twokey.condition.Expression;
import dev.twokey.condition.Shape;
import dev.twokey.condition.Template;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.Inventory;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Fields;
import dev.twokey.problem.Location;
import dev.twokey.problem.Nearest;
import dev.twokey.problem.Problems;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the linkers of one block share: its fields, its scope, and where problems go. */
final class Linking {
  /** What all blocks of all files share. */
  record House(
      Folder folder,
      Typing typing,
      Links links,
      Map<String, ActionKind> actions,
      Inventory inventory,
      Problems problems) {}

  private final House house;
  private final Draft file;
  private final Draft.DraftBlock block;
  private final Fields fields;
  private final Map<String, Shape> each;

  Linking(House house, Draft file, Draft.DraftBlock block) {
    this.house = house;
    this.file = file;
    this.block = block;
    this.fields = new Fields(block.yaml(), house.problems(), ErrorCode.RUNBOOK_INVALID);
    this.each =
        house
            .typing()
            .item(file, block)
            .<Map<String, Shape>>map(i -> Map.of("each", i))
            .orElse(Map.of());
    fields.node("id");
  }

  House house() {
    return house;
  }

  Draft file() {
    return file;
  }

  Draft.DraftBlock block() {
    return block;
  }

  Fields fields() {
    return fields;
  }

  /** Returns the names that only this block has: {@code each}, if it has one. */
  Map<String, Shape> each() {
    return each;
  }

  /** Returns {@code each} and {@code it}. */
  Map<String, Shape> eachAnd(Optional<Shape.Fields> it) {
    Map<String, Shape> both = new LinkedHashMap<>(each);
    it.ifPresent(i -> both.put("it", i));
    return both;
  }

  /** Returns a condition; empty if it is absent or wrong. */
  Optional<Expression> condition(String key, Map<String, Shape> extra) {
    return written(key).flatMap(w -> house.typing().condition(file, w, extra));
  }

  /** Returns a condition that must be there; empty if it is absent or wrong. */
  Optional<Expression> requiredCondition(String key, Map<String, Shape> extra) {
    fields.requiredNode(key);
    return condition(key, extra);
  }

  /** Returns a text with {@code ${…}}; empty if it is absent or wrong. */
  Optional<Template> template(String key, Map<String, Shape> extra) {
    return written(key).flatMap(w -> house.typing().template(file, w, extra));
  }

  /** Returns a key's value as it is written; one that is no scalar is reported. */
  Optional<Texts.Written> written(String key) {
    return fields.text(key).flatMap(_ -> Texts.of(block.yaml(), key, file.source()));
  }

  /** Returns a duration, or the default. */
  Duration duration(String key, Duration otherwise) {
    return fields.duration(key).orElse(otherwise);
  }

  /** Returns a duration longer than nothing, or the default. */
  Duration positive(String key, Duration otherwise) {
    Duration duration = duration(key, otherwise);
    if (duration.isZero()) {
      fields.error(key, "'" + key + "' is nothing.", "Write a duration such as 15s.");
      return otherwise;
    }
    return duration;
  }

  /** Returns a duration that must be there and be longer than nothing. */
  Duration requiredDuration(Fields in, String key) {
    in.requiredNode(key);
    Duration duration = in.duration(key).orElse(Duration.ofSeconds(1));
    if (duration.isZero()) {
      in.error(key, "'" + key + "' is nothing.", "Write a duration such as 3m.");
    }
    return duration;
  }

  /** Returns the arguments of a probe or action, checked. */
  With with(Fields in, List<Argument> known, List<String> environments) {
    return new WithLinker(this, known, environments).read(in);
  }

  /** Reports an error. */
  void error(Location at, String what, String advice) {
    house.problems().error(at, ErrorCode.RUNBOOK_INVALID, what, advice);
  }

  /** Returns advice that names what was probably meant. */
  static String didYouMean(String typed, Collection<String> known) {
    return Nearest.to(typed, known)
        .map(n -> "Did you mean '" + n + "'?")
        .orElse(
            known.isEmpty()
                ? "There is none."
                : "Known: " + String.join(", ", known.stream().sorted().toList()) + ".");
  }
}
