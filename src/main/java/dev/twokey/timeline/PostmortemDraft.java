package dev.twokey.timeline;

import java.io.IOException;

/**
 * Writes a postmortem that people finish: what the journal holds is filled in with its record
 * numbers, all else is a prompt. Nothing is invented, and nobody is blamed: people stand in the
 * timeline by what they did, never as a cause.
 */
public final class PostmortemDraft implements TimelineWriter {
  @Override
  public String format() {
    return "postmortem";
  }

  @Override
  public String fileName(String incident) {
    return "postmortem-" + incident + ".md";
  }

  @Override
  public void write(IncidentReport report, Appendable target) throws IOException {
    new PostmortemPage(report, target).write();
  }
}
