package dev.twokey.journal.sql;

import dev.twokey.journal.JournalException;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two platform threads that read, each with a connection that can't write. Callers may be virtual
 * threads: they wait outside of SQLite's native code, which would pin their carrier.
 */
final class Readers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

  private static final int READERS = 2;
  private static final long WAIT_SECONDS_MAX = 30;

  private final Path file;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          READERS, Thread.ofPlatform().name("journal-reader-", 1).daemon().factory());

  /** One slot a thread; an empty one is opened by who takes it. */
  private final BlockingQueue<Optional<Connection>> slots = new ArrayBlockingQueue<>(READERS);

  Readers(Path file) {
    this.file = file;
    for (int i = 0; i < READERS; i++) {
      slots.add(Optional.empty());
    }
  }

  /** A query that is read to its end before it returns. */
  interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Runs a query, and throws a {@link JournalException} if the file can't be read. */
  <T> T read(Query<T> query) {
    try {
      Future<T> answer = threads.submit(() -> run(query));
      return answer.get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      throw unreadable("it is closed", e);
    } catch (TimeoutException e) {
      throw unreadable("no answer within " + WAIT_SECONDS_MAX + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreadable("the reader was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException trouble) {
        throw SqliteTrouble.onRead(file, trouble);
      } else if (e.getCause() instanceof JournalException known) {
        throw known;
      }
      throw new IllegalStateException("reading the journal failed (this is a bug)", e);
    }
  }

  private <T> T run(Query<T> query) throws SQLException {
    Optional<Connection> slot = slots.remove();
    boolean healthy = false;
    try {
      if (slot.isEmpty()) {
        slot = Optional.of(Connections.reader(file));
      }
      T result = query.run(slot.get());
      healthy = true;
      return result;
    } finally {
      if (!healthy) {
        slot.ifPresent(this::close);
      }
      slots.add(healthy ? slot : Optional.empty());
    }
  }

  private JournalException unreadable(String why, Exception cause) {
    return new JournalException(
        new Problem(
            ErrorCode.JOURNAL_UNREADABLE,
            "The journal " + file + " can't be read: " + why + ".",
            "Try again; look at its disk if that doesn't help."),
        cause);
  }

  @Override
  public void close() {
    threads.close();
    slots.stream().flatMap(Optional::stream).forEach(this::close);
  }

  private void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.warn("closing a reader of {} failed", file, e);
    }
  }
}
