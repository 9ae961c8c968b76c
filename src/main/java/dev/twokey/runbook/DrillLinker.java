package dev.twokey.runbook;

import dev.twokey.action.ActionKind;
import dev.twokey.action.Risk;
import dev.twokey.condition.Expression;
import dev.twokey.inventory.Inventory;
import dev.twokey.problem.Fields;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Makes drills. */
final class DrillLinker {
  private DrillLinker() {}

  static Optional<Drill> link(Linking linking) {
    Fields fields = linking.fields();
    Draft.DraftBlock block = linking.block();
    List<String> named = fields.texts("environments");
    List<String> environments = named.isEmpty() ? List.of(Inventory.DEFAULT) : named;
    for (String environment : environments) {
      Environments.check(linking, environment, fields.at("environments"));
    }
    Optional<Expression> steady = linking.requiredCondition("steady_state", Map.of());
    Optional<Expression> abort = linking.condition("abort_when", Map.of());
    Optional<Run.One> inject = run(linking, "inject", environments, false);
    Optional<Run.One> undo = run(linking, "undo", environments, true);
    Optional<String> alias = fields.text("alias");
    String says = fields.text("says").orElse("");
    Duration lasts = linking.requiredDuration(fields, "lasts");
    Optional<Drill.Expects> expects =
        fields.requiredFields("expects").flatMap(e -> expects(linking, e));
    fields.done();
    if (steady.isEmpty() || inject.isEmpty() || undo.isEmpty() || expects.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Drill(
            block.id(),
            block.origin(),
            says,
            alias,
            environments,
            steady.get(),
            inject.get(),
            undo.get(),
            lasts,
            abort,
            expects.get(),
            risk(linking, inject.get()).orHigher(risk(linking, undo.get()))));
  }

  private static Risk risk(Linking linking, Run.One run) {
    return Objects.requireNonNull(linking.house().actions().get(run.action())).leastRisk();
  }

  private static Optional<Run.One> run(
      Linking linking, String key, List<String> environments, boolean convergent) {
    Optional<Fields> in = linking.fields().requiredFields(key);
    Optional<Run.One> run = in.flatMap(f -> new ActionLinker(linking).one(f, environments));
    in.ifPresent(Fields::done);
    Optional<ActionKind> kind =
        run.flatMap(r -> Optional.ofNullable(linking.house().actions().get(r.action())));
    if (convergent && kind.filter(k -> !k.convergent()).isPresent()) {
      in.ifPresent(f ->
          f.error(
              "run",
              "'"
                  + kind.get().name()
                  + "' does harm when it is done twice, so it can't be an undo.",
              "Name a kind of which twice is the same as once."));
    }
    return run;
  }

  private static Optional<Drill.Expects> expects(Linking linking, Fields in) {
    String name = in.requiredText("cause");
    Optional<String> cause =
        name.isEmpty()
            ? Optional.empty()
            : linking
                .house()
                .links()
                .find(linking.file(), name, in.valueAt("cause"), EnumSet.of(Link.Kind.CAUSE))
                .map(Link::id);
    Duration detected = linking.requiredDuration(in, "detected_within");
    Duration recovered = linking.requiredDuration(in, "recovered_within");
    Optional<Drill.Recovery> by = recovery(linking, in);
    in.done();
    return cause.flatMap(c -> by.map(b -> new Drill.Expects(c, detected, recovered, b)));
  }

  private static Optional<Drill.Recovery> recovery(Linking linking, Fields in) {
    String word = in.text("recovered_by").orElse("undo");
    return switch (word) {
      case "undo" -> Optional.of(new Drill.Recovery.Undo());
      case "itself" -> Optional.of(new Drill.Recovery.Itself());
      default ->
          linking
              .house()
              .links()
              .find(linking.file(), word, in.valueAt("recovered_by"), EnumSet.of(Link.Kind.ACTION))
              .map(l -> new Drill.Recovery.ByAction(l.id()));
    };
  }
}
