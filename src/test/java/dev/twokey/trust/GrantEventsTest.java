package dev.twokey.trust;

import dev.twokey.journal.EventFamilySamples;

class GrantEventsTest extends EventFamilySamples {
  GrantEventsTest() {
    super(GrantEvent.class, Grant.FAMILY.events());
  }
}
