package dev.twokey.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.twokey.timeline.IncidentReport;
import dev.twokey.timeline.TimelineWriter;
import java.io.IOException;

/**
 * Writes the record of an incident as JSON. Its shape is held by {@code export.schema.json} on the
 * class path: fields may be added, none is renamed or dropped without a new version. Times are UTC
 * in ISO 8601, spans whole milliseconds; what is not known is {@code null}, never 0.
 */
public final class JsonExport implements TimelineWriter {
  /** Where the schema lies on the class path. */
  public static final String SCHEMA = "/schema/export.schema.json";

  static final String FORMAT = "twokey.incident";
  static final int VERSION = 1;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  @Override
  public String format() {
    return "json";
  }

  @Override
  public String fileName(String incident) {
    return "incident-" + incident + ".json";
  }

  @Override
  public void write(IncidentReport report, Appendable target) throws IOException {
    try (JsonGenerator out = JSON.createGenerator(new AppendableWriter(target))) {
      new JsonRecord(report, out).write();
    }
    target.append('\n');
  }
}
