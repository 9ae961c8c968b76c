package dev.twokey.trust;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.twokey.people.PersonId;
import java.util.List;

/** By whose word a root of trust holds. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Acceptance.ByPeople.class, name = "people"),
  @JsonSubTypes.Type(value = Acceptance.ByHost.class, name = "host"),
  @JsonSubTypes.Type(value = Acceptance.ByDemo.class, name = "demo")
})
public sealed interface Acceptance {
  /** People of the roster that held before. */
  record ByPeople(List<PersonId> people) implements Acceptance {
    public ByPeople {
      people = List.copyOf(people);
    }
  }

  /**
   * Somebody on the bot's own host.
   *
   * @param user what the operating system calls them: a text for the record, never a person
   */
  record ByHost(String user) implements Acceptance {}

  /** Nobody: the demo's people hold both keys. */
  record ByDemo() implements Acceptance {}
}
