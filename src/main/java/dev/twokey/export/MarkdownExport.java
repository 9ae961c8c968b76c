package dev.twokey.export;

import dev.twokey.timeline.Facts;
import dev.twokey.timeline.IncidentReport;
import dev.twokey.timeline.MarkdownPage;
import dev.twokey.timeline.RecordParts;
import dev.twokey.timeline.TimelineWriter;
import java.io.IOException;

/** Writes the record of an incident as one page of Markdown. */
public final class MarkdownExport implements TimelineWriter {
  @Override
  public String format() {
    return "markdown";
  }

  @Override
  public String fileName(String incident) {
    return "incident-" + incident + ".md";
  }

  @Override
  public void write(IncidentReport report, Appendable target) throws IOException {
    MarkdownPage page = new MarkdownPage(target);
    RecordParts parts = new RecordParts(report, page);
    Facts facts = report.timeline().facts();
    page.heading(1, RecordParts.environment(facts.environment()) + " " + facts.title());
    if (facts.demo()) {
      page.quote("DEMO: one human could hold both keys.");
    }
    parts.facts();
    page.heading(2, "Key times");
    parts.times();
    page.heading(2, "Timeline");
    parts.entries();
    page.heading(2, "Approvals");
    parts.signings();
    if (!report.timeline().drills().isEmpty()) {
      page.heading(2, "Drills");
      parts.drills();
    }
    page.heading(2, "Refused attempts");
    parts.refused();
    parts.foot();
  }
}
