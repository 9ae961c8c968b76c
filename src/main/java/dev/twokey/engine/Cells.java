package dev.twokey.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.twokey.journal.JournalStore;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All folded streams. Open ones stay; closed ones may be forgotten and are folded again when
 * somebody looks.
 */
final class Cells {
  private static final long CLOSED_MAX = 2_000;

  private final JournalStore store;
  private final Map<String, Family<?, ?, ?, ?>> families = new LinkedHashMap<>();
  private final Map<StreamId, Cell<?, ?, ?, ?>> open = new LinkedHashMap<>();
  private final Cache<StreamId, Cell<?, ?, ?, ?>> closed =
      Caffeine.newBuilder().maximumSize(CLOSED_MAX).executor(Runnable::run).build();

  Cells(JournalStore store, Collection<Family<?, ?, ?, ?>> families) {
    this.store = store;
    families.forEach(f -> this.families.put(f.name(), f));
  }

  boolean knows(StreamId stream) {
    return families.containsKey(stream.family());
  }

  Cell<?, ?, ?, ?> get(StreamId stream) {
    Cell<?, ?, ?, ?> cell = open.get(stream);
    if (cell == null) {
      cell = closed.getIfPresent(stream);
    }
    if (cell == null) {
      cell = make(stream, store.of(stream));
      keep(cell);
    }
    return cell;
  }

  /** Puts a cell where it belongs after it changed. */
  void keep(Cell<?, ?, ?, ?> cell) {
    boolean idle = cell.version() == 0 || (cell.isClosed() && !cell.isAhead());
    if (idle && cell.inFlight().isEmpty()) {
      open.remove(cell.stream());
      closed.put(cell.stream(), cell);
    } else {
      closed.invalidate(cell.stream());
      open.put(cell.stream(), cell);
    }
  }

  @Nullable Cell<?, ?, ?, ?> fold(Recorded recorded) {
    if (!knows(recorded.stream())) {
      return null;
    }
    Cell<?, ?, ?, ?> cell = get(recorded.stream());
    cell.fold(recorded);
    keep(cell);
    return cell;
  }

  List<Cell<?, ?, ?, ?>> open() {
    return List.copyOf(open.values());
  }

  private Cell<?, ?, ?, ?> make(StreamId stream, List<Recorded> events) {
    Family<?, ?, ?, ?> family = families.get(stream.family());
    if (family == null) {
      throw new IllegalStateException("no family for the stream " + stream + " (this is a bug)");
    }
    return new Cell<>(family, stream, events);
  }
}
