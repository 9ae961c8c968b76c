package dev.twokey.audit;

import dev.twokey.audit.Finding.Kind;
import dev.twokey.journal.EventCodec;
import dev.twokey.journal.JournalException;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.Row;
import dev.twokey.journal.Verification;
import dev.twokey.problem.ErrorCode;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Goes once along the rows of a journal, beside the walk along the chain, and finds what the record
 * proves: who signed its heads, and that no change began without its keys (I2). Offline: rows and
 * public keys are all it knows. Not safe for threads.
 */
public final class Audit {
  private final EventCodec codec;
  private final Findings defects = new Findings();
  private final Findings warnings = new Findings();
  private final RosterRecord rosters = new RosterRecord();
  private final CheckpointAudit checkpoints;
  private final OperationAudit operations;
  private final Losses losses = new Losses();
  private long unreadable;

  /**
   * Begins.
   *
   * @param codec of all families
   * @param keys public keys that sign this journal, by their names; may be none
   */
  public Audit(EventCodec codec, Map<String, PublicKey> keys) {
    this.codec = codec;
    this.checkpoints = new CheckpointAudit(keys, defects, warnings);
    this.operations = new OperationAudit(rosters, defects);
  }

  /** Looks at the next row. */
  public void add(Row row) {
    checkpoints.add(row);
    try {
      Recorded recorded = row.recorded(codec);
      rosters.add(recorded);
      checkpoints.add(recorded);
      operations.add(recorded);
      losses.add(recorded);
    } catch (JournalException e) {
      unreadable++;
      if (e.problem().code() != ErrorCode.EVENT_UNKNOWN) {
        broken(row, e.problem().what());
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      // a plan, root or name that Twokey did not write
      unreadable++;
      broken(row, String.valueOf(e.getMessage()));
    }
  }

  private void broken(Row row, String why) {
    defects.add(
        row.position(),
        Kind.UNREADABLE,
        "a record " + row.type() + " is not what Twokey writes: " + why);
  }

  /**
   * Ends.
   *
   * @param walked what the walk along the chain found
   */
  public Report finish(Verification walked) {
    Verification chain = losses.explained(walked, warnings);
    List<String> proven = new ArrayList<>();
    List<String> unproven = new ArrayList<>();
    checkpoints.tell(proven, unproven);
    operations.tell(proven, unproven);
    if (chain.isWhole()) {
      proven.addFirst(
          "chain: each record follows the one before it; nothing was changed, removed or reordered,"
              + " and times never go back");
    } else {
      proven.clear();
      unproven.addFirst(
          "anything: the chain does not hold, so what it says need not be what was recorded");
    }
    if (unreadable > 0) {
      unproven.add(unreadable + " records: this Twokey does not know what they say");
    }
    return new Report(
        chain, defects.told(), defects.leftOut(), warnings.told(), proven, unproven, unreadable);
  }
}
