package dev.twokey.witness;

import dev.twokey.journal.EventFamilySamples;

class CheckpointEventsTest extends EventFamilySamples {
  CheckpointEventsTest() {
    super(CheckpointEvent.class, Checkpoints.FAMILY.events());
  }
}
