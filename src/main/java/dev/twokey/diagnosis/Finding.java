package dev.twokey.diagnosis;

import dev.twokey.condition.Truth;
import dev.twokey.diagnosis.Findings.CauseFinding;
import dev.twokey.diagnosis.Findings.CheckFinding;
import dev.twokey.diagnosis.Findings.Holding;
import dev.twokey.diagnosis.Findings.ImpactFinding;
import dev.twokey.diagnosis.Findings.OfferFinding;
import dev.twokey.diagnosis.Findings.OfferKind;
import dev.twokey.diagnosis.Findings.Verdict;
import dev.twokey.diagnosis.Findings.Window;
import dev.twokey.runbook.Forbid;
import dev.twokey.runbook.Link;
import dev.twokey.runbook.Runbook;
import dev.twokey.runbook.RunbookAction;
import dev.twokey.runbook.RunbookCatalog;
import dev.twokey.runbook.TaskList;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Puts an evaluation into words that need no catalog. */
final class Finding {
  private static final int DIGITS_SHOWN = 6;

  private final RunbookCatalog catalog;
  private final DiagnosisEvent.Question question;
  private final Evaluation evaluation;
  private final Map<String, Duration> took;

  Finding(
      RunbookCatalog catalog,
      DiagnosisEvent.Question question,
      Evaluation evaluation,
      Map<String, Duration> took) {
    this.catalog = catalog;
    this.question = question;
    this.evaluation = evaluation;
    this.took = took;
  }

  Findings findings(Duration total, int wanted, Instant now) {
    List<Runbook> runbooks =
        question.runbooks().stream().map(r -> catalog.runbook(r).orElseThrow()).toList();
    List<CauseFinding> causes =
        evaluation.causes().stream().filter(c -> own(c.id())).map(this::cause).toList();
    boolean faulty = causes.stream().anyMatch(c -> c.holding() == Holding.HOLDS);
    List<CheckFinding> checks = evaluation.checks().stream().map(this::check).toList();
    int read =
        (int)
            evaluation.checks().stream()
                .flatMap(c -> c.rows().stream())
                .filter(r -> r.problem().isEmpty() && r.at().isPresent())
                .count();
    return new Findings(
        verdict(causes, faulty),
        causes,
        checks,
        causes.stream().anyMatch(this::hurts) ? impacts(runbooks) : List.of(),
        forbidden(runbooks),
        read,
        Math.max(wanted, read),
        total,
        now,
        runbooks.stream()
            .map(r -> r.file() + " @ " + r.sha256().substring(0, DIGITS_SHOWN))
            .toList());
  }

  private boolean hurts(CauseFinding cause) {
    return cause.holding() == Holding.HOLDS && catalog.cause(cause.id()).orElseThrow().hurts();
  }

  private boolean own(String id) {
    return question.runbooks().contains(id.substring(0, id.indexOf('.')));
  }

  /**
   * A window that has no full set of samples yet does not spoil "healthy"; anything unread does.
   */
  private static Verdict verdict(List<CauseFinding> causes, boolean faulty) {
    if (faulty) {
      return Verdict.FAULTY;
    }
    boolean open =
        causes.stream().anyMatch(c -> c.holding() == Holding.CANNOT_TELL && c.waits().isEmpty());
    return open ? Verdict.CANNOT_TELL : Verdict.HEALTHY;
  }

  private CauseFinding cause(CauseResult cause) {
    Holding holding =
        switch (cause.holds()) {
          case Truth.Known k when k.holds() -> Holding.HOLDS;
          case Truth.Known _ -> Holding.RULED_OUT;
          case Truth.Unknown _ -> Holding.CANNOT_TELL;
        };
    return new CauseFinding(
        cause.id(),
        holding,
        cause.says(),
        cause.why(),
        cause.waits().map(w -> new Window(w.wanted(), w.soFar())),
        cause.offers().stream().map(o -> offer(o.link())).toList());
  }

  private OfferFinding offer(Link link) {
    Optional<RunbookAction> action = catalog.action(link.id());
    if (action.isPresent()) {
      return new OfferFinding(
          link.id(), OfferKind.ACTION, words(link.id()), action.get().risk().word());
    }
    Optional<TaskList> tasks = catalog.tasks(link.id());
    return tasks
        .map(t -> new OfferFinding(link.id(), OfferKind.TASK_LIST, t.title(), ""))
        .orElseGet(() ->
            new OfferFinding(
                link.id(),
                OfferKind.RUNBOOK,
                catalog.runbook(link.id()).map(Runbook::title).orElse(link.id()),
                ""));
  }

  private static String words(String id) {
    String name = id.substring(id.indexOf('.') + 1).replace('_', ' ');
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private CheckFinding check(CheckResult check) {
    List<String> lines = new ArrayList<>();
    Set<String> why = new TreeSet<>(check.why());
    for (CheckResult.Row row : check.rows()) {
      if (!row.says().isEmpty()) {
        lines.add(row.says());
      }
      row.problem()
          .filter(p -> why.stream().noneMatch(told -> told.endsWith(p.what())))
          .ifPresent(p -> why.add((row.item().isEmpty() ? "" : row.item() + ": ") + p.what()));
    }
    Duration slowest =
        took.entrySet().stream()
            .filter(e -> e.getKey().startsWith(check.id() + "|"))
            .map(Map.Entry::getValue)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return new CheckFinding(check.id(), word(check), lines, why, slowest, check.at());
  }

  private static String word(CheckResult check) {
    if (check.skipped()) {
      return "skipped";
    }
    return check
        .ok()
        .map(ok ->
            switch (ok) {
              case Truth.Known k when k.holds() -> "ok";
              case Truth.Known _ -> "not ok";
              case Truth.Unknown _ -> "can't tell";
            })
        .orElse(check.read() ? "read" : "can't tell");
  }

  private static List<ImpactFinding> impacts(List<Runbook> runbooks) {
    return runbooks.stream()
        .flatMap(r -> r.impacts().stream())
        .map(i -> new ImpactFinding(i.subsystem(), i.effect(), i.severity().name(), i.note()))
        .toList();
  }

  private List<String> forbidden(List<Runbook> runbooks) {
    List<String> lines = new ArrayList<>();
    for (Runbook runbook : runbooks) {
      for (Forbid forbid : runbook.forbids()) {
        boolean now = evaluation.truth(forbid.during(), forbid.runbook()).holds();
        if (now) {
          String effects =
              String.join("/", forbid.effects().stream().map(e -> e.word()).sorted().toList());
          String targets = String.join(", ", forbid.targets().stream().sorted().toList());
          lines.add(
              effects
                  + " "
                  + targets
                  + ": "
                  + forbid
                      .says()
                      .render(
                          evaluation.bindings(
                              forbid.says().references(), forbid.runbook(), Optional.empty())));
        }
      }
    }
    return lines;
  }
}
