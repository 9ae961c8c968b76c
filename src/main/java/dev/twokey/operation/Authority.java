package dev.twokey.operation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Why an operation may run (I2). Exactly one is journaled before the first step. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Authority.NotAsked.class, name = "not_asked"),
  @JsonSubTypes.Type(value = Authority.Confirmed.class, name = "confirmed"),
  @JsonSubTypes.Type(value = Authority.Approved.class, name = "approved"),
  @JsonSubTypes.Type(value = Authority.BrokenGlass.class, name = "broken_glass")
})
public sealed interface Authority {
  /** The policy asks for none. */
  record NotAsked() implements Authority {}

  /** The person said so again; by a passkey where one was shown. */
  record Confirmed(PersonId by, Optional<Proven.ByPasskey> passkey) implements Authority {
    /** Makes one for which the chat alone vouches. */
    public Confirmed(PersonId by) {
      this(by, Optional.empty());
    }
  }

  /** Others signed this plan. */
  record Approved(List<PersonId> by, Instant at) implements Authority {
    public Approved {
      by = List.copyOf(by);
    }
  }

  /** Nobody could sign; one person took it on themselves, and it is reviewed afterwards. */
  record BrokenGlass(PersonId by, String reason, Instant asked, Optional<Proven.ByPasskey> passkey)
      implements Authority {
    /** Makes one for which the chat alone vouches. */
    public BrokenGlass(PersonId by, String reason, Instant asked) {
      this(by, reason, asked, Optional.empty());
    }
  }
}
