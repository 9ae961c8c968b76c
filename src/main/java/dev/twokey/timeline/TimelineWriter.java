package dev.twokey.timeline;

import java.io.IOException;

/**
 * The port to formats. The same timeline and provenance give the same text. It writes as it goes:
 * the text of a long incident is never in memory as a whole.
 */
public interface TimelineWriter {
  /** Returns the format's word, such as {@code markdown}. */
  String format();

  /** Returns the name of an incident's file in this format; each format has another. */
  String fileName(String incident);

  /**
   * Writes a timeline, and leaves the target open.
   *
   * @param report what is told about the incident beside its timeline
   */
  void write(IncidentReport report, Appendable target) throws IOException;
}
