package dev.twokey.chatops;

import dev.twokey.command.Names;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Nearest;
import dev.twokey.runbook.Runbook;
import dev.twokey.runbook.TaskList;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /runbook [NAME [LIST]]}: lists the runbooks, shows one, or opens one of its task lists.
 */
final class RunbookVerb implements Verb {
  private final Board board;
  private final InstantSource clock;
  private final Supplier<String> ids;

  RunbookVerb(Board board, InstantSource clock, Supplier<String> ids) {
    this.board = board;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public Routed route(Invocation in) {
    Optional<String> name = in.argument("runbook");
    Optional<String> list = in.argument("list");
    List<Names.Named> all = in.setup().names().runbooks();
    if (name.isEmpty() && list.isPresent()) {
      return Routed.refused(
          ErrorCode.RUNBOOK_UNKNOWN,
          "There is no runbook '" + Words.cut(list.get(), 60) + "'.",
          Nearest.advice(list.get(), all.stream().map(Names.Named::id).toList()));
    } else if (name.isEmpty()) {
      return new Routed.Answer(
          Optional.empty(),
          "Runbooks",
          all.stream().map(n -> n.id() + " · " + n.title()).toList(),
          all.stream().map(n -> "/runbook " + n.id()).toList(),
          Optional.empty());
    }
    Optional<Runbook> runbook = in.setup().runbooks().runbook(name.get());
    if (runbook.isEmpty()) {
      return Routed.refused(
          ErrorCode.RUNBOOK_UNKNOWN, "There is no runbook '" + name.get() + "'.", "See /runbook.");
    }
    return list.map(l -> open(in, runbook.get(), l)).orElseGet(() -> show(in, runbook.get()));
  }

  private static Routed show(Invocation in, Runbook runbook) {
    List<String> suggestions = new ArrayList<>();
    if (!runbook.service().isEmpty()) {
      suggestions.add("/diagnose " + runbook.service() + " " + in.environmentName());
    }
    runbook
        .taskLists()
        .keySet()
        .forEach(l ->
            suggestions.add("/runbook " + runbook.id() + " " + in.environmentName() + " " + l));
    return new Routed.Answer(
        Optional.empty(),
        runbook.title(),
        runbook.text().lines().toList(),
        suggestions,
        Optional.empty());
  }

  private Routed open(Invocation in, Runbook runbook, String typed) {
    String word = slug(typed);
    Optional<TaskList> list =
        Optional.ofNullable(runbook.taskLists().get(word))
            .or(() ->
                runbook.taskLists().values().stream()
                    .filter(l -> slug(l.title()).equals(word))
                    .findFirst());
    if (list.isEmpty()) {
      return Routed.refused(
          ErrorCode.NOT_FOUND,
          "'" + Words.cut(typed, 60) + "' is no task list of " + runbook.id() + ".",
          runbook.taskLists().isEmpty()
              ? "It has none."
              : Nearest.advice(word, List.copyOf(runbook.taskLists().keySet()))
                  + " An environment stands before the list.");
    }
    return new ChecklistVerb(in.setup(), board, clock, ids)
        .open(
            new ChecklistVerb.Asker(in.by(), in.account(), in.where(), in.environmentName()),
            list.get().id(),
            Optional.empty());
  }

  private static String slug(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }
}
