package dev.twokey.connector.calendar;

import dev.twokey.outside.World;
import dev.twokey.probe.Probe;
import java.util.List;

/** The probes of calendars. They are for guards: no runbook can name them. */
public final class CalendarConnector {
  /** The name of the probe that reads events. */
  public static final String EVENTS = "calendar.events";

  private CalendarConnector() {}

  /** Returns the probes. */
  public static List<Probe> probes(World world) {
    return List.of(new EventsProbe(world));
  }
}
