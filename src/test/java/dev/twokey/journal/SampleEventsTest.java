package dev.twokey.journal;

class SampleEventsTest extends EventFamilySamples {
  SampleEventsTest() {
    super(Sample.class, Sample.FAMILY);
  }
}
