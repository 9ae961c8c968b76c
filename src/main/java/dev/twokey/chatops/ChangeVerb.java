package dev.twokey.chatops;

import dev.twokey.action.ActionCall;
import dev.twokey.action.ActionKind;
import dev.twokey.action.Effect;
import dev.twokey.action.Risk;
import dev.twokey.inventory.Argument;
import dev.twokey.operation.OperationDecider;
import dev.twokey.operation.OperationInput;
import dev.twokey.operation.Request;
import dev.twokey.plan.Draft;
import dev.twokey.plan.Step;
import dev.twokey.plan.Verification;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A command that runs one kind of action, such as {@code /restart WORKLOAD}. */
final class ChangeVerb implements Verb {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

  @Override
  public Routed route(Invocation in) {
    ActionKind kind = in.setup().actions().get(in.parsed().command().run());
    if (kind == null) {
      return Routed.refused(
          ErrorCode.ACTION_UNKNOWN,
          "/"
              + in.parsed().command().name()
              + " runs '"
              + in.parsed().command().run()
              + "', which this bot can't do.",
          "Enable its connector.");
    }
    Map<String, Object> with = new LinkedHashMap<>();
    for (Argument argument : kind.arguments()) {
      Object value = in.parsed().arguments().get(argument.name());
      if (value != null) {
        with.put(argument.name(), value);
      }
    }
    String title =
        in.parsed().command().name()
            + " "
            + with.values().stream().map(Object::toString).collect(Collectors.joining(" "));
    Optional<Verification> verification =
        Verifications.of(in.parsed().command().verify().orElse("none"), with, in.environment());
    if (verification.isEmpty()) {
      return Routed.refused(
          ErrorCode.CONFIG_INVALID,
          "/"
              + in.parsed().command().name()
              + " is verified by '"
              + in.parsed().command().verify().orElse("")
              + "', which nobody knows.",
          "Write one of: " + String.join(", ", Verifications.NAMES) + ".");
    }
    Risk risk = in.parsed().command().risk().orHigher(kind.leastRisk());
    ActionCall call =
        new ActionCall(kind.name(), in.environmentName(), with, CALL_TIMEOUT)
            .raisedTo(risk, kind.leastRisk());
    Draft draft =
        new Draft(
            title,
            in.environmentName(),
            risk,
            List.of(new Step.Act("act", title, call, verification.get())),
            List.of(),
            List.of(),
            Optional.empty(),
            Map.of(),
            kind.effects().stream().map(Effect::word).sorted().toList(),
            List.of(kind.says()),
            in.argument("reason").orElse(""),
            Optional.empty());
    return Routed.To.of(
        OperationDecider.stream(in.id()),
        new OperationInput.Ask(
            new Request(in.by(), in.account(), in.where(), in.text(), draft, in.setup().demo())));
  }
}
