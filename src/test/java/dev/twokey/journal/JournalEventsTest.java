package dev.twokey.journal;

/** The events of the journal itself. */
class JournalEventsTest extends EventFamilySamples {
  JournalEventsTest() {
    super(JournalEvent.class, JournalEvent.FAMILY);
  }
}
