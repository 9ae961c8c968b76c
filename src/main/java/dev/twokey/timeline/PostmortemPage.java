package dev.twokey.timeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One page of a {@link PostmortemDraft}. */
final class PostmortemPage {
  /**
   * Marks what a person must write. In two pieces, so that no search for work left over finds it.
   */
  private static final String OPEN = "TO" + "DO(owner): ";

  private static final int REVIEWS_MAX = 30;

  private final IncidentReport report;
  private final MarkdownPage page;
  private final RecordParts parts;

  PostmortemPage(IncidentReport report, Appendable target) {
    this.report = report;
    this.page = new MarkdownPage(target);
    this.parts = new RecordParts(report, page);
  }

  void write() throws IOException {
    Facts facts = report.timeline().facts();
    page.heading(
        1,
        "Postmortem draft: " + RecordParts.environment(facts.environment()) + " " + facts.title());
    if (facts.demo()) {
      page.quote("DEMO: one human could hold both keys.");
    }
    page.quote(
        "A draft from the journal. Numbers and rows come from records; what is marked "
            + OPEN.replace(": ", "")
            + " is for people to write.");
    parts.facts();
    summary();
    impact();
    section("Key times");
    parts.times();
    section("Timeline");
    parts.entries();
    detection();
    lessons();
    factors();
    actions();
    section("Appendix: approvals");
    parts.signings();
    if (!report.timeline().drills().isEmpty()) {
      section("Appendix: drills");
      parts.drills();
    }
    section("Appendix: refused attempts");
    parts.refused();
    parts.foot();
  }

  private void section(String title) throws IOException {
    page.heading(2, title);
  }

  private void summary() throws IOException {
    section("Summary");
    page.paragraph(
        OPEN
            + "two or three sentences for somebody who was not there: what broke, for whom, what"
            + " ended it.");
  }

  private void impact() throws IOException {
    section("Impact");
    List<Impact> impacts = report.timeline().impacts();
    if (impacts.isEmpty()) {
      page.paragraph("No diagnosis recorded what was broken for users.");
    } else {
      page.table("Subsystem", "Effect", "Severity", "Note", "Record");
      for (Impact impact : impacts) {
        page.row(
            impact.subsystem(),
            impact.effect(),
            impact.severity(),
            impact.note(),
            impact.position());
      }
      page.endTable();
    }
    page.table("Measured", "Value");
    page.row("Outage", report.outage().text());
    page.row("Users affected", OPEN + "number, and where it comes from");
    page.row("Requests or jobs lost", OPEN + "number, and where it comes from");
    page.row("Data lost or late", OPEN + "what, and where it comes from");
    page.row("Tickets and complaints", OPEN + "number");
    page.endTable();
  }

  private void detection() throws IOException {
    section("Detection");
    Optional<KeyTime> detected = report.timeline().times().of(Milestone.DETECTED);
    page.paragraph(
        detected
            .map(d ->
                "First known at "
                    + Words.utc(d.at())
                    + " UTC: "
                    + d.how()
                    + " (record "
                    + d.position()
                    + ").")
            .orElse("The record does not show who or what noticed it first."));
    page.items(
        List.of(
            OPEN + "who or what noticed first, outside of Twokey too?",
            OPEN + "could it have been noticed earlier, and by what?"));
  }

  private void lessons() throws IOException {
    section("What went well");
    page.items(List.of(OPEN + "what helped, so that it is kept?"));
    section("What went wrong");
    page.items(wrong());
    section("Where we got lucky");
    page.items(List.of(OPEN + "what would have made it worse, and was only chance?"));
  }

  /** Asks about what the record shows; it does not answer. */
  private List<String> wrong() {
    List<Entry> entries = report.timeline().entries();
    List<String> prompts = new ArrayList<>();
    entries.stream()
        .filter(Entry::review)
        .limit(REVIEWS_MAX)
        .forEach(e -> prompts.add(OPEN + "look at record " + e.position() + ": " + e.what() + "."));
    long more = entries.stream().filter(Entry::review).count() - REVIEWS_MAX;
    if (more > 0) {
      prompts.add(OPEN + "look at " + Words.count(more, "more row") + " marked [review].");
    }
    long refused = entries.stream().filter(Entry::refused).count();
    if (refused > 0) {
      prompts.add(
          OPEN
              + Words.count(refused, "attempt")
              + " came to nothing (see the appendix): what did people expect?");
    }
    prompts.add(OPEN + "what slowed people down, and what was missing?");
    return prompts;
  }

  private void factors() throws IOException {
    section("Contributing factors");
    List<String> prompts = new ArrayList<>();
    for (NamedCause cause : report.timeline().causes()) {
      String says = cause.says().isEmpty() ? "" : " (" + String.join("; ", cause.says()) + ")";
      prompts.add(
          "A diagnosis found that "
              + cause.id()
              + " holds"
              + says
              + ", record "
              + cause.position()
              + ". "
              + OPEN
              + "what made it possible?");
    }
    prompts.add(
        OPEN
            + "what else had to be so? What a person did is never a cause; ask what made it look"
            + " right.");
    page.items(prompts);
  }

  private void actions() throws IOException {
    section("Action items");
    page.table("Type", "Action", "Owner", "Due");
    for (Remedy remedy : Remedy.values()) {
      page.row(remedy.name().toLowerCase(Locale.ROOT), OPEN + remedy.asks, "", "");
    }
    page.endTable();
  }

  /** What an action item is for. */
  private enum Remedy {
    PREVENT("so that it doesn't happen again"),
    DETECT("so that it is noticed sooner"),
    MITIGATE("so that it hurts less, or shorter"),
    PROCESS("so that people can work better"),
    FIX("what is still broken from it");

    private final String asks;

    Remedy(String asks) {
      this.asks = asks;
    }
  }
}
