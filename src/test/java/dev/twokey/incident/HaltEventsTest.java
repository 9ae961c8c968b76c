package dev.twokey.incident;

import dev.twokey.journal.EventFamilySamples;

class HaltEventsTest extends EventFamilySamples {
  HaltEventsTest() {
    super(HaltEvent.class, Halt.FAMILY.events());
  }
}
