package dev.twokey.trust;

import dev.twokey.journal.EventFamilySamples;

class TrustEventsTest extends EventFamilySamples {
  TrustEventsTest() {
    super(TrustEvent.class, Trust.FAMILY.events());
  }
}
