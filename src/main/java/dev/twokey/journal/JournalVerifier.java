package dev.twokey.journal;

import dev.twokey.journal.Verification.Defect;
import dev.twokey.journal.Verification.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Walks the rows of a journal, in order of position, and finds what was changed, removed, reordered
 * or cut off (I9). After a defect it goes on from what is there, so that one change is not told a
 * thousand times. Holds one number for each stream and otherwise nothing. Not safe for threads.
 *
 * <p>Somebody who may write the store can make a whole new chain with a new head. Only heads that
 * were noted elsewhere show that: give them as anchors.
 */
public final class JournalVerifier {
  /** How many defects are told one by one. */
  public static final int DEFECTS_MAX = 100;

  private final Map<Long, Set<String>> anchors = new HashMap<>();
  private final Map<String, Long> versions = new HashMap<>();
  private final List<Defect> defects = new ArrayList<>();
  private long leftOut;
  private long events;
  private long erased;
  private long position;
  private long at = Long.MIN_VALUE;
  private String hash = Chain.GENESIS;

  /**
   * Starts a walk.
   *
   * @param anchors heads that this journal once had, noted where it can't be rewritten; of a hash
   *     the first digits are enough
   */
  public JournalVerifier(List<JournalStore.Head> anchors) {
    anchors.stream()
        .filter(anchor -> anchor.position() > 0)
        .forEach(anchor ->
            this.anchors
                .computeIfAbsent(anchor.position(), _ -> new TreeSet<>())
                .add(anchor.hash()));
  }

  /** Looks at the next row. */
  public void add(Row row) {
    events++;
    checkPlace(row);
    checkContent(row);
    Set<String> here = anchors.remove(row.position());
    if (here != null) {
      here.stream()
          .filter(anchor -> !row.hash().startsWith(anchor))
          .forEach(anchor -> anchorDiffers(row.position(), anchor, row.hash()));
    }
    position = row.position();
    at = row.at();
    hash = row.hash();
  }

  /**
   * Ends the walk.
   *
   * @param stored the head as the store has written it down; empty if it is not there
   */
  public Verification finish(Optional<JournalStore.Head> stored) {
    new TreeMap<>(anchors)
        .forEach((missing, noted) ->
            noted.forEach(anchor -> anchorDiffers(missing, anchor, "not there")));
    if (stored.isEmpty()) {
      defect(position, Kind.HEAD_MISSING, "the head row is missing");
    } else if (stored.get().position() > position) {
      long cut = stored.get().position() - position;
      defect(
          position,
          Kind.HEAD_DIFFERS,
          "the head row says %d, the last row is %d: the newest %d were cut off"
              .formatted(stored.get().position(), position, cut));
    } else if (stored.get().position() < position) {
      defect(
          position,
          Kind.HEAD_DIFFERS,
          "the head row says %d, but rows follow up to %d"
              .formatted(stored.get().position(), position));
    } else if (!stored.get().hash().equals(hash)) {
      defect(
          position,
          Kind.HEAD_DIFFERS,
          "the head row has the hash %s, the last row %s".formatted(stored.get().hash(), hash));
    }
    return new Verification(
        events, erased, new JournalStore.Head(position, hash), defects, leftOut);
  }

  private void checkPlace(Row row) {
    if (row.position() > position + 1) {
      defect(
          row.position(),
          Kind.REMOVED,
          "%d events are missing after position %d"
              .formatted(row.position() - position - 1, position));
    } else if (row.position() <= position) {
      defect(
          row.position(),
          Kind.UNLINKED,
          "position %d comes after position %d".formatted(row.position(), position));
    }
    if (!row.prev().equals(hash)) {
      defect(
          row.position(),
          Kind.UNLINKED,
          "it names %s as the hash before it, which is %s".formatted(row.prev(), hash));
    }
    long before = versions.getOrDefault(row.stream(), 0L);
    if (row.version() != before + 1) {
      defect(
          row.position(),
          Kind.VERSION_WRONG,
          "version %d of %s comes after version %d".formatted(row.version(), row.stream(), before));
    }
    versions.put(row.stream(), row.version());
    if (row.at() < at) {
      defect(
          row.position(),
          Kind.TIME_BACK,
          "its time %d (in microseconds) is before that of the row before, %d"
              .formatted(row.at(), at));
    }
  }

  private void checkContent(Row row) {
    String expected = Chain.hash(row);
    if (!expected.equals(row.hash())) {
      defect(
          row.position(),
          Kind.CHANGED,
          "it has the hash %s, but its content gives %s".formatted(row.hash(), expected));
    }
    if (row.payload().isEmpty() && row.salt().isEmpty()) {
      erased++;
    } else if (row.payload().isEmpty() || row.salt().isEmpty()) {
      String what = "of payload and salt only one is there; both are erased, or neither";
      defect(row.position(), Kind.TEXT_CHANGED, what);
    } else {
      String digest = Chain.digest(row.salt().get(), row.payload().get());
      if (!digest.equals(row.digest())) {
        defect(
            row.position(),
            Kind.TEXT_CHANGED,
            "its text gives the digest %s, recorded was %s".formatted(digest, row.digest()));
      }
    }
  }

  private void anchorDiffers(long at, String anchor, String found) {
    defect(
        at,
        Kind.ANCHOR_DIFFERS,
        "the witnessed hash at position %d is %s, here it is %s".formatted(at, anchor, found));
  }

  private void defect(long where, Kind kind, String what) {
    if (defects.size() < DEFECTS_MAX) {
      defects.add(new Defect(where, kind, "position %d: %s".formatted(where, what)));
    } else {
      leftOut++;
    }
  }
}
