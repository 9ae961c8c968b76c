package dev.twokey.chatops;

import dev.twokey.diagnosis.DiagnosisDecider;
import dev.twokey.diagnosis.DiagnosisEvent;
import dev.twokey.problem.ErrorCode;
import dev.twokey.runbook.Runbook;
import java.util.List;

/** {@code /diagnose SERVICE}: runs the checks of all runbooks of a service. */
final class DiagnoseVerb implements Verb {
  @Override
  public Routed route(Invocation in) {
    String service = in.argument("service").orElse("");
    List<String> runbooks =
        in.setup().runbooks().runbooks().stream()
            .filter(
                r -> r.service().equals(service) && r.environments().contains(in.environmentName()))
            .filter(r -> !r.causes().isEmpty())
            .map(Runbook::id)
            .toList();
    if (runbooks.isEmpty()) {
      return Routed.refused(
          ErrorCode.RUNBOOK_UNKNOWN,
          "No runbook with causes is about " + service + " in " + in.environmentName() + ".",
          "Write one: /help runbook tells how. Or look at another service.");
    }
    return Routed.To.of(
        DiagnosisDecider.stream(in.id()),
        new DiagnosisDecider.Ask(
            new DiagnosisEvent.Question(
                in.by(),
                in.account(),
                in.where(),
                in.text(),
                in.environmentName(),
                service,
                runbooks,
                in.setup().demo())));
  }
}
