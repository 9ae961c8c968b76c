package dev.twokey.audit;

import dev.twokey.incident.IncidentEvent;
import dev.twokey.journal.Event;
import dev.twokey.operation.OperationEvent;
import dev.twokey.trust.GrantEvent;
import dev.twokey.trust.TrustEvent;
import dev.twokey.witness.RollbackEvent;

/** After which events the head of the journal is signed. */
public final class Occasion {
  private Occasion() {}

  /** Returns whether an event gives somebody authority, or ends an operation or incident. */
  public static boolean isOne(Event event) {
    return event instanceof OperationEvent.Authorised
        || event instanceof OperationEvent.Ended
        || event instanceof IncidentEvent.IncidentClosed
        || event instanceof TrustEvent.ConfigAccepted
        || event instanceof GrantEvent.RoleGranted
        || event instanceof RollbackEvent.RollbackAccepted;
  }
}
