package dev.twokey.engine;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toList;

import dev.twokey.journal.Append;
import dev.twokey.journal.Appended;
import dev.twokey.journal.JournalEvent;
import dev.twokey.journal.JournalException;
import dev.twokey.journal.JournalStore;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.StreamId;
import dev.twokey.journal.Write;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of one replica: drains its mailbox, decides each letter, appends all as one batch, folds
 * what was stored, and brings the work in flight in line with what the states want. Crash recovery,
 * halt, time-out and abort are this one mechanism. One thread calls {@link #turn}; every other
 * method may be called from anywhere.
 */
public final class Loop {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final int LETTERS_MAX = 256;
  private static final int ATTEMPTS_MAX = 5;
  private static final int PAGE = 1_000;

  private final JournalStore store;
  private final Cells cells;
  private final Flights flights;
  private final Runner runner;
  private final InstantSource clock;
  private final ReplicaId self;
  private final Supplier<String> ids;
  private final Listener listener;
  private final BlockingQueue<Letter> mailbox = new LinkedBlockingQueue<>();
  private long position;

  /** Null while the journal can be written. */
  private @Nullable Backlog backlog;

  /** Hears of every change, on the loop's thread; must be quick. */
  public interface Listener {
    /**
     * Events were stored, or at the start found open.
     *
     * @param stream whose
     * @param state after them
     * @param events new ones, oldest first; empty for a stream found at start
     */
    void changed(StreamId stream, Object state, List<Recorded> events);

    /**
     * Events hold and are not recorded yet, since the journal can't be written. They come again by
     * {@link #changed} when they are; a call of that without events means that they are dropped.
     *
     * @param state after them
     * @param events they have no position
     */
    void unrecorded(StreamId stream, Object state, List<Recorded> events);

    /** The journal can't be written, or can again (empty). Told once each. */
    void unwritable(Optional<Problem> why);
  }

  public Loop(
      JournalStore store,
      Collection<Family<?, ?, ?, ?>> families,
      Caller caller,
      Runner runner,
      InstantSource clock,
      ReplicaId self,
      Predicate<ReplicaId> alive,
      Supplier<String> ids,
      Listener listener) {
    this.store = store;
    this.cells = new Cells(store, families);
    this.runner = runner;
    this.clock = clock;
    this.self = self;
    this.ids = ids;
    this.listener = listener;
    this.flights = new Flights(caller, runner, clock, self, alive, mailbox::add);
  }

  /**
   * Folds what is open and what moved lately, tells the listener of each, oldest first, and starts
   * what they want. Called once, before the first turn, on the loop's thread.
   *
   * @param since streams that got an event from then on are told of even if they are closed
   */
  public void start(Instant since) {
    position = store.head().position();
    Set<StreamId> streams = new LinkedHashSet<>(store.touchedSince(since));
    streams.addAll(store.open());
    for (StreamId stream : streams) {
      if (cells.knows(stream)) {
        Cell<?, ?, ?, ?> cell = cells.get(stream);
        listener.changed(stream, cell.state(), List.of());
        align(cell);
      }
    }
  }

  /**
   * Puts an input into the mailbox.
   *
   * @param actor who caused it, for the journal
   * @param key the idempotency key; the same key twice has one effect and one answer
   * @return completes when it is durable or refused; never fails
   */
  public CompletionStage<Answer> ask(
      StreamId stream, Input input, String actor, Optional<String> key) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    mailbox.add(new Letter.Asked(stream, input, actor, key, answer, 0));
    return answer;
  }

  /** Returns the state of a stream as the loop sees it. */
  public <S> CompletionStage<S> look(Family<S, ?, ?, ?> family, StreamId stream) {
    if (!family.name().equals(stream.family())) {
      throw new IllegalArgumentException(
          stream + " is no stream of " + family.name() + " (this is a bug)");
    }
    CompletableFuture<Object> answer = new CompletableFuture<>();
    mailbox.add(new Letter.Look(stream, answer));
    @SuppressWarnings("unchecked") // a stream's states are of its family's type
    CompletionStage<S> typed = (CompletionStage<S>) answer;
    return typed;
  }

  /** Waits for the first letter and makes one turn. */
  public void awaitTurn() throws InterruptedException {
    Letter first = mailbox.take();
    turn(first);
  }

  /** Makes one turn if there is a letter; returns whether there was. */
  public boolean turn() {
    Letter first = mailbox.poll();
    if (first == null) {
      return false;
    }
    turn(first);
    return true;
  }

  private void turn(Letter first) {
    List<Letter> letters = new ArrayList<>();
    letters.add(first);
    mailbox.drainTo(letters, LETTERS_MAX - 1);
    tailIfReadable();
    if (backlog == null || caughtUp(backlog)) {
      Batch batch = new Batch(cells, clock.instant(), self, ids);
      letters.forEach(letter -> read(letter, () -> decide(batch, letter)));
      List<Batch.Decided> toStore =
          batch.decided().stream().filter(d -> d.append().isPresent()).toList();
      List<Appended> results =
          toStore.isEmpty()
              ? List.of()
              : store.append(toStore.stream().map(d -> d.append().orElseThrow()).toList());
      settle(batch, toStore, results);
    } else {
      letters.forEach(this::meanwhile);
    }
  }

  /** Answers a look; what else counts is decided. Where its stream can't be read it waits. */
  private void read(Letter letter, Runnable decide) {
    try {
      if (letter instanceof Letter.Look look) {
        look.answer().complete(cells.get(look.stream()).state());
      } else if (!(letter instanceof Letter.Done done)
          || flights.isCurrent(cells.get(done.stream()), done)) {
        decide.run();
      }
    } catch (JournalException e) {
      LOG.warn("{} could not be read: {}", letter.stream(), e.getMessage());
      switch (letter) {
        case Letter.Asked asked -> asked.answer().complete(Answer.lost(e.problem()));
        case Letter.Done done -> later(done);
        case Letter.Look look -> look.answer().completeExceptionally(e);
      }
    }
  }

  private static void decide(Batch batch, Letter letter) {
    try {
      batch.add(letter);
    } catch (JournalException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("{} could not be decided (this is a bug)", letter, e);
      if (letter instanceof Letter.Asked asked) {
        asked.answer().complete(Answer.lost(bug(e)));
      }
    }
  }

  private void settle(Batch batch, List<Batch.Decided> toStore, List<Appended> results) {
    Set<StreamId> changed = new LinkedHashSet<>();
    List<Runnable> answers = new ArrayList<>();
    List<Letter> unstored = new ArrayList<>();
    for (int i = 0; i < toStore.size(); i++) {
      settle(toStore.get(i), results.get(i), changed, answers, unstored);
    }
    batch.decided().stream()
        .filter(d -> d.append().isEmpty())
        .forEach(d -> {
          landed(d.letter(), changed);
          answers.add(() -> answer(d.letter(), Answer.of(List.of())));
        });
    changed.forEach(stream -> align(cells.get(stream)));
    answers.forEach(Runnable::run);
    unstored.forEach(this::meanwhile);
  }

  private void settle(
      Batch.Decided decided,
      Appended result,
      Set<StreamId> changed,
      List<Runnable> answers,
      List<Letter> unstored) {
    switch (result) {
      case Appended.Stored(var events) -> {
        landed(decided.letter(), changed);
        if (!events.isEmpty() && events.getFirst().position() > position + 1) {
          tail(); // another replica stored something before it, in streams that this did not pin
        }
        fold(events, changed);
        answers.add(() -> answer(decided.letter(), Answer.of(events)));
      }
      case Appended.Duplicate(var earlier) ->
          answers.add(() -> answer(decided.letter(), Answer.of(earlier)));
      case Appended.Conflict conflict -> again(decided.letter(), conflict);
      case Appended.Unwritable(var why) when !isGone(why) -> refused(decided.letter(), why);
      case Appended.Unwritable(var why) -> {
        begin(why);
        unstored.add(decided.letter());
      }
    }
  }

  private void landed(Letter letter, Set<StreamId> changed) {
    if (letter instanceof Letter.Done done) {
      flights.landed(cells.get(done.stream()), done);
      changed.add(done.stream());
    }
  }

  private void fold(List<Recorded> events, Set<StreamId> changed) {
    for (Recorded recorded : events) {
      if (recorded.position() <= position) {
        continue; // already read
      }
      position = recorded.position();
      Cell<?, ?, ?, ?> cell = cells.fold(recorded);
      if (cell != null) {
        changed.add(cell.stream());
        listener.changed(cell.stream(), cell.state(), List.of(recorded));
      }
    }
  }

  /** What was not read is read at a later turn; a decision on what is old conflicts. */
  private void tailIfReadable() {
    try {
      tail();
    } catch (JournalException e) {
      LOG.warn("the journal could not be read on: {}", e.getMessage());
    }
  }

  /** Reads what other replicas stored. */
  private void tail() {
    Set<StreamId> changed = new LinkedHashSet<>();
    List<Recorded> page;
    do {
      page = store.head().position() > position ? store.after(position, PAGE) : List.of();
      fold(page, changed);
    } while (page.size() == PAGE);
    changed.forEach(stream -> align(cells.get(stream)));
  }

  private void align(Cell<?, ?, ?, ?> cell) {
    flights.align(cell);
    cells.keep(cell);
  }

  private void again(Letter letter, Appended.Conflict conflict) {
    tail();
    switch (letter) {
      case Letter.Asked asked when asked.attempt() < ATTEMPTS_MAX -> mailbox.add(asked.again());
      case Letter.Asked asked ->
          asked
              .answer()
              .complete(
                  Answer.lost(
                      new Problem(
                          ErrorCode.STATE_WRONG,
                          conflict.on() + " is being changed by others at this moment.",
                          "Try again.")));
      case Letter.Done done -> mailbox.add(done);
      case Letter.Look _ ->
          throw new IllegalStateException("a look can't conflict (this is a bug)");
    }
  }

  // ---- while the journal can't be written

  private static boolean isGone(Problem why) {
    return why.code() == ErrorCode.JOURNAL_UNWRITABLE || why.code() == ErrorCode.JOURNAL_BROKEN;
  }

  /** The journal is well, but doesn't take this. */
  private static void refused(Letter letter, Problem why) {
    if (letter instanceof Letter.Asked asked) {
      asked.answer().complete(Answer.lost(why));
    } else {
      LOG.error("{} can't be stored: {}", letter, why.line());
    }
  }

  private void begin(Problem why) {
    if (backlog == null) {
      backlog = new Backlog(clock.instant(), why);
      listener.unwritable(Optional.of(why));
      nudge(backlog);
    }
  }

  private void nudge(Backlog open) {
    Letter nudge = new Letter.Look(JournalEvent.OUTAGES, new CompletableFuture<>());
    runner.at(
        clock.instant().plus(Backlog.RETRY),
        () -> {
          open.ring();
          mailbox.add(nudge);
        });
  }

  private void later(Letter letter) {
    runner.at(clock.instant().plus(Backlog.RETRY), () -> mailbox.add(letter));
  }

  /**
   * Lets a letter have its effect before it is recorded, if it may; else it waits or is refused.
   */
  private void meanwhile(Letter letter) {
    Backlog open = requireNonNull(backlog, "backlog");
    Answer earlier = open.answered(letter);
    if (earlier != null) {
      answer(letter, earlier);
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as it comes back from the store
    read(
        letter,
        () -> {
          Batch batch = new Batch(cells, now, self, ids);
          decide(batch, letter);
          batch.decided().forEach(decided -> meanwhile(open, decided, now));
        });
  }

  private void meanwhile(Backlog open, Batch.Decided decided, Instant now) {
    Letter letter = decided.letter();
    Cell<?, ?, ?, ?> cell = cells.get(letter.stream());
    Set<StreamId> changed = new LinkedHashSet<>();
    if (decided.append().isEmpty()) {
      landed(letter, changed);
      answer(letter, Answer.of(List.of()));
    } else if (letter instanceof Letter.Asked && decided.onlyRefuses()) {
      answer(letter, Answer.unrecorded(decided.append().get().foreseen(now)));
    } else if (!store.isExclusive()) {
      waits(open, letter);
      flights.undoUnrecorded(cell, decided.stateAfter());
    } else if (cell.meanwhile(decided.decision()).holds(open.size())) {
      landed(letter, changed);
      hold(open, letter, decided.append().get(), now, changed);
    } else {
      waits(open, letter);
    }
    changed.forEach(stream -> align(cells.get(stream)));
  }

  private void hold(
      Backlog open, Letter letter, Append append, Instant now, Set<StreamId> changed) {
    List<Recorded> foreseen = append.foreseen(now);
    for (Recorded event : foreseen) {
      Cell<?, ?, ?, ?> cell = cells.get(event.stream());
      cell.foresee(event.event(), event.at());
      cells.keep(cell);
      changed.add(event.stream());
    }
    Answer answer = Answer.unrecorded(foreseen);
    open.keep(letter, append.decidedAt(now), answer);
    Map<StreamId, List<Recorded>> byStream =
        foreseen.stream()
            .collect(Collectors.groupingBy(Recorded::stream, LinkedHashMap::new, toList()));
    byStream.forEach(
        (stream, events) -> listener.unrecorded(stream, cells.get(stream).state(), events));
    answer(letter, answer);
  }

  private void waits(Backlog open, Letter letter) {
    switch (letter) {
      // it may be stored all the same, its answer alone lost: a later turn reads it and goes on
      case Letter.Asked asked -> asked.answer().complete(Answer.lost(open.refuse(asked)));
      case Letter.Done done -> later(done);
      case Letter.Look _ -> throw new IllegalStateException("a look waits not (this is a bug)");
    }
  }

  /** Records what went on, and then says so; returns whether the journal can be written again. */
  private boolean caughtUp(Backlog open) {
    if (!open.takeDue()) {
      return false;
    }
    open.dropStored(cells);
    List<Appended> results = store.append(open.appends(cells));
    if (results.getLast() instanceof Appended.Unwritable(var why) && isGone(why)) {
      nudge(open);
      return false;
    }
    backlog = null;
    Set<StreamId> changed = new LinkedHashSet<>();
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof Appended.Stored(var events)) {
        fold(events, changed);
      } else if (i < open.size()) {
        drop(open.kept().get(i), results.get(i), changed);
      }
    }
    listener.unwritable(Optional.empty());
    changed.forEach(stream -> align(cells.get(stream)));
    return true;
  }

  /** The record went another way than what was foreseen: it counts, and the letter comes again. */
  private void drop(Backlog.Kept kept, Appended result, Set<StreamId> changed) {
    for (Write write : kept.append().writes()) {
      Cell<?, ?, ?, ?> cell = cells.get(write.stream());
      if (cell.isAhead()) {
        cell.forget();
        changed.add(write.stream());
        listener.changed(write.stream(), cell.state(), List.of());
      }
    }
    switch (result) {
      case Appended.Conflict _ -> mailbox.add(kept.letter());
      case Appended.Unwritable(var why) -> LOG.error("{} is not stored: {}", kept, why.line());
      case Appended.Duplicate _ -> {} // it was stored before
      case Appended.Stored _ -> throw new IllegalStateException("it is stored (this is a bug)");
    }
  }

  private static void answer(Letter letter, Answer answer) {
    if (letter instanceof Letter.Asked asked) {
      asked.answer().complete(answer);
    }
  }

  private static Problem bug(RuntimeException e) {
    return new Problem(
        ErrorCode.BUG,
        "This could not be decided: " + e.getMessage() + ".",
        "This is a bug of Twokey; the log has more.");
  }
}
