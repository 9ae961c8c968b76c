package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.Json;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An operation to be done at a time, whoever is still there then. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Timer(
    String id,
    String at,
    ObjectNode action,
    State state,
    int attempts,
    @Nullable String firedAt,
    @Nullable String verifiedAt,
    @Nullable String error) {

  enum State {
    ARMED,
    FIRED,
    VERIFIED,
    FAILED
  }

  static Timer armed(String id, Instant at, ObjectNode action) {
    return new Timer(id, at.toString(), action, State.ARMED, 0, null, null, null);
  }

  Timer fired(Instant now) {
    String first = firedAt == null ? now.toString() : firedAt;
    return new Timer(id, at, action, State.FIRED, attempts + 1, first, null, error);
  }

  Timer verified(Instant now) {
    return new Timer(id, at, action, State.VERIFIED, attempts, firedAt, now.toString(), null);
  }

  Timer missed(String why, boolean last) {
    State next = last ? State.FAILED : State.FIRED;
    return new Timer(id, at, action, next, attempts, firedAt, null, why);
  }

  /** Whether both do the same at the same time; how far they are does not matter. */
  boolean sameAs(Timer other) {
    return id.equals(other.id) && at.equals(other.at) && action.equals(other.action);
  }

  boolean open() {
    return state == State.ARMED || state == State.FIRED;
  }

  boolean due(Instant now) {
    return !Instant.parse(at).isAfter(now);
  }

  ObjectNode shown() {
    ObjectNode node = Json.object();
    node.put("id", id);
    node.put("at", at);
    node.put("state", state.name().toLowerCase(Locale.ROOT));
    node.put("attempts", attempts);
    node.set("action", action);
    if (firedAt != null) {
      node.put("fired_at", firedAt);
    }
    if (verifiedAt != null) {
      node.put("verified_at", verifiedAt);
    }
    if (error != null) {
      node.put("error", error);
    }
    return node;
  }
}
