package dev.twokey.audit;

import dev.twokey.audit.Finding.Kind;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.Row;
import dev.twokey.witness.Checkpoint;
import dev.twokey.witness.CheckpointEvent;
import dev.twokey.witness.CheckpointSignature;
import dev.twokey.witness.SignedCheckpoint;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The signed heads: each by a key of yours, about a head that this chain had, and none missing. And
 * the clock, which the signed times look at a second time.
 */
final class CheckpointAudit {
  /** A head is signed and stored within a few batches of the loop. */
  private static final int HEADS_KEPT = 20_000;

  private static final Duration UNSIGNED_MAX = Duration.ofMinutes(1);
  private static final Duration JUMP = Duration.ofMinutes(10);

  private final Map<String, PublicKey> keys;
  private final Findings defects;
  private final Findings warnings;
  private final Map<Long, String> heads =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
          return size() > HEADS_KEPT;
        }
      };
  private String journal = "";
  private Optional<Checkpoint> newest = Optional.empty();
  private Optional<Uncovered> uncovered = Optional.empty();
  private Optional<Jump> jump = Optional.empty();
  private Instant at = Instant.MIN;
  private long position;
  private long held;
  private long unchecked;

  /** The first occasion that no checkpoint covers yet. */
  private record Uncovered(long position, String type, Instant at) {}

  /** Two neighbours lie far apart in time. */
  private record Jump(long position, Instant from, Instant to) {}

  /**
   * Begins.
   *
   * @param keys yours, by their names; without any no signature is looked at
   */
  CheckpointAudit(Map<String, PublicKey> keys, Findings defects, Findings warnings) {
    this.keys = Map.copyOf(keys);
    this.defects = defects;
    this.warnings = warnings;
  }

  /** Looks at the next row, before its event. */
  void add(Row row) {
    if (position == 0) {
      journal = row.hash();
    } else if (row.time().isAfter(at.plus(JUMP))) {
      jump = Optional.of(new Jump(row.position(), at, row.time()));
    }
    heads.put(row.position(), row.hash());
    position = row.position();
    at = row.time();
  }

  void add(Recorded recorded) {
    if (recorded.event() instanceof CheckpointEvent.Signed(var signed)) {
      signed(signed, recorded.position());
    } else if (uncovered.isEmpty() && Occasion.isOne(recorded.event())) {
      String type = recorded.event().getClass().getSimpleName();
      uncovered = Optional.of(new Uncovered(recorded.position(), type, recorded.at()));
    }
  }

  private void signed(SignedCheckpoint signed, long where) {
    Checkpoint checkpoint = signed.checkpoint();
    if (!isAboutThis(checkpoint, where) || !isYours(signed, where)) {
      return;
    }
    newest = Optional.of(checkpoint);
    uncovered = uncovered.filter(u -> u.position() > checkpoint.head().position());
    jump.filter(j -> checkpoint.at().isBefore(j.to()))
        .ifPresent(j ->
            warnings.add(
                j.position(),
                Kind.CLOCK_AHEAD,
                "the clock went from "
                    + j.from()
                    + " to "
                    + j.to()
                    + ", and the checkpoint at #"
                    + where
                    + " was signed at "
                    + checkpoint.at()
                    + ": it ran ahead and was set back"));
    jump = Optional.empty();
  }

  private boolean isAboutThis(Checkpoint checkpoint, long where) {
    long about = checkpoint.head().position();
    String found = about < where ? heads.get(about) : null;
    long before = newest.map(c -> c.head().position()).orElse(0L);
    String why =
        !checkpoint.journal().equals(journal)
            ? "it is about another journal, " + checkpoint.journal()
            : found == null
                ? "it is about #" + about + ", which lies not shortly before it"
                : !found.equals(checkpoint.head().hash())
                    ? "it signs the hash "
                        + checkpoint.head().hash()
                        + " at #"
                        + about
                        + ", which is "
                        + found
                    : about <= before ? "it is older than the one before it" : "";
    if (!why.isEmpty()) {
      defects.add(where, Kind.CHECKPOINT_WRONG, "the checkpoint does not fit: " + why);
    }
    return why.isEmpty();
  }

  private boolean isYours(SignedCheckpoint signed, long where) {
    if (keys.isEmpty()) {
      unchecked++;
      return true;
    }
    PublicKey key = keys.get(signed.key());
    if (key == null) {
      defects.add(
          where,
          Kind.CHECKPOINT_FOREIGN,
          "the checkpoint was signed by the key "
              + signed.key()
              + "; yours are "
              + String.join(", ", keys.keySet().stream().sorted().toList()));
      return false;
    } else if (!CheckpointSignature.holds(signed, key)) {
      defects.add(
          where,
          Kind.CHECKPOINT_FORGED,
          "the checkpoint's signature does not hold by the key " + signed.key());
      return false;
    }
    held++;
    return true;
  }

  /** Says what was proven and what not. */
  void tell(List<String> proven, List<String> unproven) {
    if (!keys.isEmpty()) {
      uncovered
          .filter(u -> at.isAfter(u.at().plus(UNSIGNED_MAX)))
          .ifPresent(u ->
              defects.add(
                  u.position(),
                  Kind.UNSIGNED,
                  u.type()
                      + " at "
                      + u.at()
                      + " is covered by no checkpoint, though the journal goes on until "
                      + at));
    }
    if (keys.isEmpty()) {
      unproven.add(
          unchecked == 0
              ? "checkpoints: there are none, and no key was given"
              : "checkpoints: "
                  + unchecked
                  + " fit the chain, but without a public key nobody knows who signed them"
                  + " (--key FILE)");
    } else if (held == 0) {
      unproven.add("checkpoints: none by your key");
    } else {
      Checkpoint last = newest.orElseThrow();
      proven.add(
          "checkpoints: "
              + held
              + " signed by your key; all up to #"
              + last.head().position()
              + " is as it was at "
              + last.at());
      long rest = position - last.head().position() - 1; // the checkpoint itself lies behind it
      if (rest > 0) {
        unproven.add("the newest " + rest + " records: no checkpoint covers them yet");
      }
    }
  }
}
