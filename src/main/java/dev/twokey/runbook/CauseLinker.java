package dev.twokey.runbook;

import dev.twokey.condition.Expression;
import dev.twokey.condition.Template;
import dev.twokey.problem.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes causes. */
final class CauseLinker {
  private static final Set<Link.Kind> MITIGATIONS =
      EnumSet.of(Link.Kind.ACTION, Link.Kind.TASKS, Link.Kind.RUNBOOK);

  private CauseLinker() {}

  static Optional<Cause> link(Linking linking) {
    Draft.DraftBlock block = linking.block();
    linking.fields().node("each");
    Optional<Expression> when = linking.requiredCondition("when", linking.each());
    Duration held = linking.duration("for", Duration.ZERO);
    Optional<Template> says = linking.template("says", linking.each());
    boolean hurts = linking.fields().flag("hurts").orElse(true);
    List<Link> mitigate = new ArrayList<>();
    for (YamlNode node : linking.fields().list("mitigate")) {
      Texts.of(node, linking.file().source())
          .flatMap(w -> linking.house().links().find(linking.file(), w.text(), w.at(), MITIGATIONS))
          .ifPresent(mitigate::add);
    }
    if (!linking.fields().keys().contains("says")
        && !linking.fields().keys().contains("mitigate")) {
      linking.error(
          block.at(),
          "The cause "
              + block.name()
              + " has neither 'mitigate' nor 'says', so nobody knows what to"
              + " do.",
          "Name an action, a task list or a runbook, or say what to do.");
    }
    linking.fields().done();
    return when.map(w ->
        new Cause(
            block.id(),
            block.origin(),
            says,
            linking.house().typing().each(linking.file(), block),
            w,
            held,
            hurts,
            mitigate));
  }
}
