package dev.twokey.chatops;

import dev.twokey.command.Names;
import dev.twokey.problem.ErrorCode;
import dev.twokey.runbook.Runbook;
import java.util.List;
import java.util.Optional;

/** {@code /runbook [NAME]}: lists the runbooks, or shows one. */
final class RunbookVerb implements Verb {
  @Override
  public Routed route(Invocation in) {
    Optional<String> name = in.argument("runbook");
    if (name.isEmpty()) {
      List<Names.Named> all = in.setup().names().runbooks();
      return new Routed.Answer(
          Optional.empty(),
          "Runbooks",
          all.stream().map(n -> n.id() + " · " + n.title()).toList(),
          all.stream().map(n -> "/runbook " + n.id()).toList(),
          Optional.empty());
    }
    Optional<Runbook> runbook = in.setup().runbooks().runbook(name.get());
    return runbook
        .<Routed>map(r ->
            new Routed.Answer(
                Optional.empty(),
                r.title(),
                r.text().lines().toList(),
                r.service().isEmpty() ? List.of() : List.of("/diagnose " + r.service()),
                Optional.empty()))
        .orElseGet(() ->
            Routed.refused(
                ErrorCode.RUNBOOK_UNKNOWN,
                "There is no runbook '" + name.get() + "'.",
                "See /runbook."));
  }
}
