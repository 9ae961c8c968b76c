package dev.twokey.runbook;

import dev.twokey.action.ActionKind;
import dev.twokey.action.Effect;
import dev.twokey.action.Risk;
import dev.twokey.condition.Expression;
import dev.twokey.condition.Shape;
import dev.twokey.condition.Template;
import dev.twokey.problem.Fields;
import dev.twokey.problem.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes actions, and what a drill runs. */
final class ActionLinker {
  private static final Duration WITHIN = Duration.ofMinutes(1);
  private static final String NONE = "none";

  private final Linking linking;

  ActionLinker(Linking linking) {
    this.linking = linking;
  }

  Optional<RunbookAction> link() {
    Draft.DraftBlock block = linking.block();
    Fields fields = linking.fields();
    fields.node("each");
    Optional<Run> run = run();
    List<ActionKind> kinds = run.map(this::kinds).orElse(List.of());
    Risk risk = risk(floor(run, kinds));
    Optional<Expression> needs = linking.condition("needs", linking.each());
    Optional<Expression> verify = verify(risk);
    Optional<Template> says = linking.template("says", linking.each());
    int atOnce = atOnce();
    Duration within = linking.positive("within", WITHIN);
    Optional<String> undo =
        linking
            .written("undo")
            .flatMap(w ->
                linking
                    .house()
                    .links()
                    .find(linking.file(), w.text(), w.at(), EnumSet.of(Link.Kind.ACTION)))
            .map(Link::id);
    if (block.byHand().isEmpty()) {
      linking.error(
          block.at(),
          "The action "
              + block.name()
              + " has no by-hand line, so nobody can do it without Twokey.",
          "Write a paragraph or a shell block directly under it.");
    }
    fields.done();
    Optional<Shape.Fields> shape = linking.house().typing().shape(linking.file(), block);
    if (run.isEmpty() || shape.isEmpty()) {
      return Optional.empty();
    }
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    kinds.forEach(k -> effects.addAll(k.effects()));
    return Optional.of(
        new RunbookAction(
            block.id(),
            block.origin(),
            says,
            run.get(),
            linking.house().typing().each(linking.file(), block),
            atOnce,
            needs,
            verify,
            within,
            undo,
            risk,
            effects,
            block.byHand(),
            shape.get()));
  }

  /** Reads {@code run} and {@code with} of a mapping as one kind of action. */
  Optional<Run.One> one(Fields in, List<String> environments) {
    String word = in.requiredText("run");
    ActionKind kind = linking.house().actions().get(word);
    if (kind == null) {
      in.node("with");
      if (!word.isEmpty()) {
        in.error(
            "run",
            "There is no action '" + word + "'.",
            Linking.didYouMean(word, Set.copyOf(linking.house().actions().keySet())));
      }
      return Optional.empty();
    }
    return Optional.of(new Run.One(word, linking.with(in, kind.arguments(), environments)));
  }

  private Optional<Run> run() {
    Fields fields = linking.fields();
    Optional<YamlNode> node = fields.requiredNode("run");
    if (!(node.orElse(null) instanceof YamlNode.Sequence list)) {
      return one(fields, linking.file().front().environments()).map(o -> o);
    }
    if (fields.keys().contains("with")) {
      fields.node("with");
      fields.error("with", "A list of actions takes no arguments.", "Give them to each action.");
    }
    List<String> actions = new ArrayList<>();
    for (YamlNode item : list.items()) {
      Texts.of(item, linking.file().source())
          .flatMap(w ->
              linking
                  .house()
                  .links()
                  .find(linking.file(), w.text(), w.at(), EnumSet.of(Link.Kind.ACTION)))
          .ifPresent(l -> actions.add(l.id()));
    }
    actions.stream().filter(a -> !isPlainOfThisFile(a)).forEach(this::reportNested);
    return Optional.of(new Run.Several(actions));
  }

  private boolean isPlainOfThisFile(String action) {
    return linking
        .file()
        .block(action.substring(action.indexOf('.') + 1))
        .filter(b -> b.id().equals(action))
        .filter(b -> !(b.yaml().values().get("run") instanceof YamlNode.Sequence))
        .isPresent();
  }

  private void reportNested(String action) {
    linking
        .fields()
        .error(
            "run",
            "'" + action + "' is a list itself, or stands in another file.",
            "Name actions of this file that run one kind each.");
  }

  private List<ActionKind> kinds(Run run) {
    return switch (run) {
      case Run.One(String action, With _) ->
          Optional.ofNullable(linking.house().actions().get(action)).stream().toList();
      case Run.Several(List<String> actions) ->
          actions.stream()
              .flatMap(a -> linking.file().block(a.substring(a.indexOf('.') + 1)).stream())
              .flatMap(b -> Texts.of(b.yaml(), "run", linking.file().source()).stream())
              .flatMap(w -> Optional.ofNullable(linking.house().actions().get(w.text())).stream())
              .toList();
    };
  }

  /** A list is at least as bad as the worst that it runs, also where a file raised that one. */
  private Risk floor(Optional<Run> run, List<ActionKind> kinds) {
    Risk floor = kinds.stream().map(ActionKind::leastRisk).reduce(Risk.READ, Risk::orHigher);
    if (!(run.orElse(null) instanceof Run.Several(var actions))) {
      return floor;
    }
    return actions.stream()
        .flatMap(a -> linking.file().block(a.substring(a.indexOf('.') + 1)).stream())
        .flatMap(b -> Texts.of(b.yaml(), "risk", linking.file().source()).stream())
        .flatMap(w -> Arrays.stream(Risk.values()).filter(r -> r.word().equals(w.text())))
        .reduce(floor, Risk::orHigher);
  }

  private Risk risk(Risk floor) {
    Optional<String> word = linking.fields().text("risk");
    if (word.isEmpty()) {
      return floor;
    }
    Optional<Risk> risk =
        Arrays.stream(Risk.values()).filter(r -> r.word().equals(word.get())).findFirst();
    if (risk.isEmpty()) {
      linking
          .fields()
          .error("risk", "There is no risk '" + word.get() + "'.", "Write change or destroy.");
    } else if (risk.get().compareTo(floor) < 0) {
      linking
          .fields()
          .error(
              "risk",
              "The risk '"
                  + word.get()
                  + "' is lower than that of what it runs, "
                  + floor.word()
                  + ".",
              "A runbook may only raise it; leave it out.");
    }
    return risk.map(floor::orHigher).orElse(floor);
  }

  private Optional<Expression> verify(Risk risk) {
    Optional<String> text = linking.fields().text("verify");
    if (text.isEmpty() && risk != Risk.READ) {
      linking.error(
          linking.block().at(),
          "The action " + linking.block().name() + " changes something and has no 'verify'.",
          "Write the condition that shows that it worked, or none.");
    }
    return text.filter(t -> !t.equals(NONE)).isEmpty()
        ? Optional.empty()
        : linking.condition("verify", linking.each());
  }

  private int atOnce() {
    long atOnce = linking.fields().whole("at_once").orElse(1L);
    if (atOnce < 1 || atOnce > RunbookAction.AT_ONCE_MAX) {
      linking
          .fields()
          .error(
              "at_once",
              "'at_once' is " + atOnce + ".",
              "Write a number from 1 to " + RunbookAction.AT_ONCE_MAX + ".");
      return 1;
    }
    return (int) atOnce;
  }
}
