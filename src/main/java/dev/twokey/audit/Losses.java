package dev.twokey.audit;

import dev.twokey.audit.Finding.Kind;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.Verification;
import dev.twokey.journal.Verification.Defect;
import dev.twokey.witness.RollbackEvent.RollbackAccepted;
import dev.twokey.witness.RollbackEvent.RollbackFound;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parts of the journal that the host gave up: heads of them are noted elsewhere, and not here. */
final class Losses {
  private final List<Loss> losses = new ArrayList<>();
  private Optional<RollbackFound> found = Optional.empty();

  /** From behind the newest head that was here up to the noted one. */
  private record Loss(long own, long noted, String user, long accepted) {
    boolean holds(Defect defect) {
      return defect.kind() == Verification.Kind.ANCHOR_DIFFERS
          && defect.position() > own
          && defect.position() <= noted;
    }
  }

  void add(Recorded recorded) {
    switch (recorded.event()) {
      case RollbackFound event -> found = Optional.of(event);
      case RollbackAccepted event ->
          found.ifPresent(f ->
              losses.add(
                  new Loss(
                      f.own().position(),
                      f.noted().position(),
                      event.user(),
                      recorded.position())));
      default -> {} // nothing is lost by it
    }
  }

  /** Returns the verification without what was given up; that is a warning each. */
  Verification explained(Verification walked, Findings warnings) {
    List<Defect> left = new ArrayList<>();
    for (Defect defect : walked.defects()) {
      Optional<Loss> loss = losses.stream().filter(l -> l.holds(defect)).findFirst();
      loss.ifPresentOrElse(
          l ->
              warnings.add(
                  defect.position(),
                  Kind.LOST,
                  "a head noted elsewhere is not in this journal; "
                      + l.user()
                      + " gave that part up on the host at #"
                      + l.accepted()),
          () -> left.add(defect));
    }
    return new Verification(
        walked.events(), walked.erased(), walked.head(), left, walked.leftOut());
  }
}
