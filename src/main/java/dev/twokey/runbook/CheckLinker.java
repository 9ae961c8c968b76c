package dev.twokey.runbook;

import dev.twokey.condition.Expression;
import dev.twokey.condition.Shape;
import dev.twokey.condition.Template;
import dev.twokey.inventory.EntryKind;
import dev.twokey.inventory.Environment;
import dev.twokey.probe.ProbeKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes checks. */
final class CheckLinker {
  private static final Duration EVERY = Duration.ofSeconds(15);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration FRESH = Duration.ofSeconds(60);
  private static final List<EntryKind> PLACES =
      List.of(EntryKind.WORKLOAD, EntryKind.HOST, EntryKind.NODE);

  private final Map<String, ProbeKind> probes;

  CheckLinker(Map<String, ProbeKind> probes) {
    this.probes = probes;
  }

  Optional<Check> link(Linking linking) {
    Draft file = linking.file();
    Draft.DraftBlock block = linking.block();
    String word = linking.fields().requiredText("probe");
    Optional<ProbeKind> kind = Optional.ofNullable(probes.get(word));
    if (kind.isEmpty() && !word.isEmpty()) {
      linking
          .fields()
          .error(
              "probe",
              "There is no probe '" + word + "'.",
              Linking.didYouMean(word, Set.copyOf(probes.keySet())));
    }
    Typing typing = linking.house().typing();
    Map<String, Shape> reading = linking.eachAnd(typing.reading(file, block));
    linking.fields().node("each");
    With with =
        kind.map(k -> linking.with(linking.fields(), k.arguments(), file.front().environments()))
            .orElseGet(() -> skipped(linking));
    Optional<Template> from = from(linking, kind);
    Optional<Shape.Fields> shape = typing.shape(file, block);
    Optional<Template> says = linking.template("says", reading);
    Optional<Expression> expect = linking.condition("expect", reading);
    Optional<Expression> when = linking.condition("when", linking.each());
    Duration every = linking.positive("every", EVERY);
    Duration held = linking.duration("for", Duration.ZERO);
    Optional<Duration> over = linking.fields().duration("over");
    Duration timeout = linking.positive("timeout", TIMEOUT);
    Duration fresh = linking.positive("fresh", FRESH);
    linking.fields().done();
    return shape.map(s ->
        new Check(
            block.id(),
            block.origin(),
            says,
            word,
            with,
            from,
            typing.each(file, block),
            expect,
            when,
            every,
            held,
            over,
            timeout,
            fresh,
            s));
  }

  private static With skipped(Linking linking) {
    linking.fields().node("with");
    return With.NONE;
  }

  private static Optional<Template> from(Linking linking, Optional<ProbeKind> kind) {
    Optional<Template> from = linking.template("from", linking.each());
    if (from.isEmpty()) {
      return from;
    }
    if (kind.filter(k -> !k.placed()).isPresent()) {
      linking
          .fields()
          .error(
              "from",
              "The probe " + kind.get().name() + " can't be asked from another place.",
              "Leave 'from' out; Twokey asks itself.");
    }
    if (from.get().type() != Shape.Plain.TEXT) {
      linking.fields().error("from", "'from' must be a name.", "Write ${each.name}.");
    }
    if (from.get().references().isEmpty() && !linking.fields().keys().contains("each")) {
      place(linking, from.get().text());
    }
    return from;
  }

  private static void place(Linking linking, String name) {
    for (String wanted : linking.file().front().environments()) {
      Optional<Environment> environment = linking.house().inventory().environment(wanted);
      boolean known =
          environment.isEmpty()
              || PLACES.stream().anyMatch(k -> environment.get().entry(k, name).isPresent());
      if (!known) {
        List<String> names =
            PLACES.stream()
                .flatMap(k -> environment.get().entries(k).stream())
                .map(e -> e.name())
                .toList();
        linking
            .fields()
            .error(
                "from",
                "There is no workload, host or node '"
                    + name
                    + "' in the inventory of "
                    + wanted
                    + ".",
                Linking.didYouMean(name, names));
      }
    }
  }
}
