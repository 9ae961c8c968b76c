package dev.twokey.timeline;

import dev.twokey.approval.Review;
import dev.twokey.gameday.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts of a page that the record and the postmortem draft share. */
public final class RecordParts {
  private final IncidentReport report;
  private final MarkdownPage page;

  public RecordParts(IncidentReport report, MarkdownPage page) {
    this.report = report;
    this.page = page;
  }

  private Timeline timeline() {
    return report.timeline();
  }

  /** Writes what the record says of the incident as a whole. */
  public void facts() throws IOException {
    Facts facts = timeline().facts();
    page.table(
        "Environment",
        facts.environment().isEmpty() ? "(not known)" : environment(facts.environment()));
    page.row("Incident", facts.id());
    page.row("Opened", opened(facts));
    page.row(
        "Closed",
        facts
            .closed()
            .map(c -> Words.utc(c) + " UTC by " + facts.closedBy().orElse(""))
            .orElse("it is open"));
    page.row("Outage", report.outage().text());
    page.row("Postmortem", postmortem());
    page.row("Record as of", Words.utc(timeline().asOf()) + " UTC");
    page.endTable();
  }

  /** Returns the environment as it stands first on everything that is shown. */
  public static String environment(String name) {
    return name.toUpperCase(java.util.Locale.ROOT);
  }

  private static String opened(Facts facts) {
    String by = facts.automatic() ? " by Twokey, for a change asked for by " : " by ";
    return Words.utc(facts.opened())
        + " UTC"
        + by
        + facts.openedBy()
        + (facts.where().isEmpty() ? "" : " in " + facts.where());
  }

  private String postmortem() {
    Optional<String> limit =
        report.postmortemAfter().map(d -> "an outage of " + Words.span(d) + " asks for one");
    return switch (report.outage().postmortem()) {
      case DUE -> "DUE: " + limit.orElse("");
      case NOT_DUE -> "not due: " + limit.orElse("");
      case CANNOT_TELL -> "can't tell: " + limit.orElse("");
      case NO_RULE -> "no runbook says after which outage one is due";
    };
  }

  /** Writes the key times and what is measured between them. */
  public void times() throws IOException {
    page.table("Key time", "Time (UTC)", "How it is known", "Record");
    for (Milestone milestone : Milestone.values()) {
      Optional<KeyTime> time = timeline().times().of(milestone);
      if (time.isPresent()) {
        KeyTime t = time.get();
        page.row(milestone.says(), Words.utc(t.at()), t.how(), t.position());
      } else {
        page.row(milestone.says(), "n/a", milestone.missing(), "");
      }
    }
    page.endTable();
    page.table("Measure", "Value", "Definition");
    for (Measure measure : timeline().times().measures()) {
      page.row(measure.name(), measure.text(), measure.definition());
    }
    page.endTable();
    page.items(
        timeline().times().contradictions().stream().map(c -> "Contradiction: " + c).toList());
  }

  /** Writes one row for each entry. */
  public void entries() throws IOException {
    page.table("Row", "Time (UTC)", "Environment", "Who", "What", "Evidence", "Record");
    int row = 0;
    for (Entry entry : timeline().entries()) {
      row++;
      page.row(
          row,
          Words.utc(entry.at()),
          entry.environment().isEmpty() ? "" : environment(entry.environment()),
          entry.actor(),
          marks(entry) + entry.what(),
          entry.evidence(),
          entry.position());
    }
    page.endTable();
    Timeline.Counts counts = timeline().counts();
    if (counts.folded() > 0) {
      page.paragraph(
          "Made from "
              + Words.count(counts.records(), "record")
              + "; "
              + counts.folded()
              + " of them (readings, waits, repeated findings) have no row of their own.");
    }
    if (counts.unplaced() > 0) {
      page.paragraph(
          "NOT COMPLETE: while the incident was open, the first record of "
              + Words.count(counts.unplaced(), "stream")
              + " was erased, so nobody can tell whether they belong here.");
    }
  }

  private static String marks(Entry entry) {
    String marks = "";
    if (entry.demo()) {
      marks += "[demo] ";
    }
    if (entry.drill()) {
      marks += "[drill] ";
    }
    if (entry.refused()) {
      marks += "[refused] ";
    }
    return entry.review() ? marks + "[review] " : marks;
  }

  /** Writes who let each operation run, or didn't. */
  public void signings() throws IOException {
    if (timeline().signings().isEmpty()) {
      page.paragraph("No operation was asked for.");
      return;
    }
    page.table(
        "Operation",
        "Plan",
        "Asked by",
        "May sign",
        "Signatures",
        "Authority",
        "Second key after",
        "Ended",
        "Record");
    for (Signing s : timeline().signings()) {
      page.row(
          operation(s),
          s.plan().map(p -> List.of("code " + p.code(), p.hex())).orElse(List.of("never planned")),
          List.of(s.requester().id(), Words.utc(s.requested())),
          s.asked().map(RecordParts::asked).orElse(List.of("no signature was asked for")),
          s.reviews().isEmpty()
              ? List.of("none")
              : s.reviews().stream().map(RecordParts::review).toList(),
          s.reviewDue() ? List.of(s.authorityText(), "TO BE REVIEWED") : List.of(s.authorityText()),
          s.toSecondKey().map(Words::span).orElse("n/a"),
          s.ending().map(OperationRows::words).orElse("goes on"),
          s.position());
    }
    page.endTable();
  }

  private static List<String> operation(Signing s) {
    List<String> lines = new ArrayList<>();
    lines.add(environment(s.environment()) + " " + s.title());
    lines.add(s.operation());
    if (s.drill()) {
      lines.add("a drill");
    }
    return lines;
  }

  private static List<String> asked(Signing.Asked asked) {
    String people = asked.people().isEmpty() ? "nobody could" : Words.list(asked.people(), "");
    return List.of(people, asked.rule().says(), "asked " + Words.utc(asked.at()));
  }

  private static String review(Review review) {
    return review.by()
        + (review.approves() ? " signed " : " denied ")
        + Words.utc(review.at())
        + " by "
        + review.through()
        + " on plan "
        + review.planHash()
        + (review.reason().isBlank() ? "" : ": " + review.reason());
  }

  /** Writes how the drills went, against what was truly broken. */
  public void drills() throws IOException {
    for (DrillRun run : timeline().drills()) {
      page.heading(3, environment(run.environment()) + " " + run.title());
      page.table("Drill", run.report().grade().name());
      page.row(
          "What was broken",
          run.truth().says().isBlank() ? run.truth().cause() : run.truth().says());
      page.row("True cause", run.truth().cause());
      page.row("Causes named first", Words.list(run.report().firstCauses(), "none"));
      page.row("Right cause first", run.report().rightCauseFirst() ? "yes" : "no");
      page.row(
          "Detected after",
          expected(
              run.report().detectedAfter(), "no detection recorded", run.truth().detectedWithin()));
      page.row(
          "Recovered after",
          expected(
              run.report().recoveredAfter(),
              "no recovery recorded",
              run.truth().recoveredWithin()));
      for (Report.Mark mark : run.report().marks()) {
        page.row(
            "Mark: " + mark.name(),
            mark.at().map(at -> Words.utc(at) + " UTC").orElse("not reached"));
      }
      page.row("Record", run.position());
      page.endTable();
      page.items(run.report().findings().stream().map(f -> "Finding: " + f).toList());
    }
  }

  private static String expected(Optional<Duration> took, String missing, Duration within) {
    return took.map(Words::span).orElse("n/a (" + missing + ")")
        + ", expected within "
        + Words.span(within);
  }

  /** Writes the attempts that came to nothing. */
  public void refused() throws IOException {
    boolean none = true;
    for (Entry entry : timeline().entries()) {
      if (!entry.refused()) {
        continue;
      } else if (none) {
        page.table("Time (UTC)", "Environment", "Who", "What", "Why", "Record");
        none = false;
      }
      page.row(
          Words.utc(entry.at()),
          entry.environment().isEmpty() ? "" : environment(entry.environment()),
          entry.actor(),
          entry.what(),
          entry.evidence(),
          entry.position());
    }
    if (none) {
      page.paragraph("None.");
    } else {
      page.endTable();
    }
  }

  /** Writes what the page can be held against. */
  public void foot() throws IOException {
    page.rule();
    page.paragraph(report.provenance().line(timeline().entries().size()));
    page.paragraph("The whole hash of the head: " + report.provenance().head().hash());
  }
}
