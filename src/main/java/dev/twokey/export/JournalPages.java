package dev.twokey.export;

import dev.twokey.journal.JournalStore;
import dev.twokey.journal.Recorded;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Goes through a journal up to a head, a page at a time, so that a long journal is never in memory
 * as a whole. What is appended meanwhile is left out.
 */
final class JournalPages implements Iterable<Recorded> {
  private static final int ROWS_A_PAGE = 1_000;

  private final JournalStore store;
  private final long last;

  JournalPages(JournalStore store, JournalStore.Head head) {
    this.store = store;
    this.last = head.position();
  }

  @Override
  public Iterator<Recorded> iterator() {
    return new Pages();
  }

  private final class Pages implements Iterator<Recorded> {
    private Iterator<Recorded> page = List.<Recorded>of().iterator();
    private long position;

    @Override
    public boolean hasNext() {
      if (!page.hasNext() && position < last) {
        int rows = (int) Math.min(ROWS_A_PAGE, last - position);
        page = store.after(position, rows).iterator();
      }
      return page.hasNext();
    }

    @Override
    public Recorded next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the journal has no event after " + position);
      }
      Recorded next = page.next();
      position = next.position();
      return next;
    }
  }
}
