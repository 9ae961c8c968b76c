package dev.twokey.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;

/**
 * Takes secrets out of whole log lines, with their exceptions: the word {@code redacted} of {@code
 * logback.xml}. Logback makes it by its name.
 */
public final class RedactedLog extends CompositeConverter<ILoggingEvent> {
  /** Makes one; called by Logback. */
  public RedactedLog() {}

  @Override
  protected String transform(ILoggingEvent event, String line) {
    return ProcessRedactor.get().redact(line);
  }
}
