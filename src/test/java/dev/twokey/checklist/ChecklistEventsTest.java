package dev.twokey.checklist;

import dev.twokey.chat.Conversation;
import dev.twokey.journal.EventFamilySamples;
import dev.twokey.people.Account;
import java.util.Map;
import java.util.Optional;

class ChecklistEventsTest extends EventFamilySamples {
  ChecklistEventsTest() {
    super(ChecklistEvent.class, ChecklistDecider.EVENTS);
  }

  @Override
  protected Map<Class<?>, Object> given() {
    return Map.of(
        Conversation.class,
        new Conversation("console", "staging", Optional.empty()),
        Account.class,
        new Account("console", "ana"));
  }
}
