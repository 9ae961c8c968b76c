package dev.twokey.chatops;

import dev.twokey.journal.EventFamilySamples;
import dev.twokey.journal.StreamId;
import java.util.Map;

class RequestEventsTest extends EventFamilySamples {
  RequestEventsTest() {
    super(RequestEvent.class, RequestStream.FAMILY.events());
  }

  @Override
  protected Map<Class<?>, Object> given() {
    return Map.of(StreamId.class, new StreamId("incident", "inc-142"));
  }
}
