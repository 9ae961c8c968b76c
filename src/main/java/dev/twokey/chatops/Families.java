package dev.twokey.chatops;

import dev.twokey.approval.Denials;
import dev.twokey.checklist.ChecklistDecider;
import dev.twokey.credential.Credentials;
import dev.twokey.diagnosis.DiagnosisDecider;
import dev.twokey.engine.Family;
import dev.twokey.engine.Upkeep;
import dev.twokey.guard.GlassUses;
import dev.twokey.incident.Channel;
import dev.twokey.incident.Halt;
import dev.twokey.incident.IncidentDecider;
import dev.twokey.incident.Lock;
import dev.twokey.incident.OpenIncidents;
import dev.twokey.journal.EventCodec;
import dev.twokey.journal.EventFamily;
import dev.twokey.operation.Known;
import dev.twokey.operation.OperationDecider;
import dev.twokey.problem.Redactor;
import dev.twokey.trust.Grant;
import dev.twokey.trust.Trust;
import dev.twokey.witness.Checkpoints;
import dev.twokey.witness.Closing;
import dev.twokey.witness.Rollback;
import java.util.List;
import java.util.function.Supplier;

/** The one list of all kinds of streams: what the loop decides and what a journal holds. */
public final class Families {
  private Families() {}

  /** Returns the families with what their deciders know, asked at each decision anew. */
  public static List<Family<?, ?, ?, ?>> of(Supplier<Setup> setup) {
    return of(() -> setup.get().known(), () -> setup.get().checklists());
  }

  /**
   * Returns the families for a loop without chat.
   *
   * @param known what operations and diagnoses stand on
   * @param checklists what task lists stand on
   */
  public static List<Family<?, ?, ?, ?>> of(
      Supplier<Known> known, Supplier<dev.twokey.checklist.Known> checklists) {
    return List.of(
        OperationDecider.family(known),
        DiagnosisDecider.family(
            () -> new DiagnosisDecider.Known(known.get().catalog(), known.get().inventory())),
        ChecklistDecider.family(checklists),
        IncidentDecider.FAMILY,
        Channel.FAMILY,
        Lock.FAMILY,
        Denials.FAMILY,
        GlassUses.FAMILY,
        OpenIncidents.FAMILY,
        Halt.FAMILY,
        RequestStream.FAMILY,
        Credentials.FAMILY,
        Trust.FAMILY,
        Grant.FAMILY,
        Checkpoints.FAMILY,
        Closing.FAMILY,
        Rollback.FAMILY,
        Upkeep.FAMILY);
  }

  /** Returns what reads and writes the events of all families. */
  public static EventCodec codec(Redactor redactor) {
    return new EventCodec(events(), redactor);
  }

  /** Returns the names of the events of all families. */
  public static List<EventFamily> events() {
    Supplier<Setup> nobodyAsks =
        () -> {
          throw new IllegalStateException("only the names of the events are asked for");
        };
    return of(nobodyAsks).stream().<EventFamily>map(Family::events).toList();
  }
}
