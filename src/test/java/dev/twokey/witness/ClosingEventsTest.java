package dev.twokey.witness;

import dev.twokey.journal.EventFamilySamples;

class ClosingEventsTest extends EventFamilySamples {
  ClosingEventsTest() {
    super(ClosingEvent.class, Closing.FAMILY.events());
  }
}
