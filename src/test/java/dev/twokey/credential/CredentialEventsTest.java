package dev.twokey.credential;

import dev.twokey.journal.EventFamilySamples;

class CredentialEventsTest extends EventFamilySamples {
  CredentialEventsTest() {
    super(CredentialEvent.class, Credentials.FAMILY.events());
  }
}
