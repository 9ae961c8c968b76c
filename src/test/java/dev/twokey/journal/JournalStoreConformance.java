package dev.twokey.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Redactor;
import dev.twokey.problem.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * What every {@link JournalStore} must do. A subclass gives the store and nothing else; none of
 * these tests can be skipped, and each fails against a store that does nothing.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class JournalStoreConformance {
  private static final StreamId A = new StreamId("sample", "a");
  private static final StreamId B = new StreamId("sample", "b");
  private static final StreamId C = new StreamId("sample", "c");

  private final SettableClock clock = new SettableClock();
  private final Redactor redactor = new Redactor();
  private final EventCodec codec = new EventCodec(List.of(Sample.FAMILY), redactor);
  private @Nullable JournalStore opened;

  /** Opens an empty store. */
  protected abstract JournalStore openEmpty(EventCodec codec, SettableClock clock);

  /** Opens the same store again, after it was closed. */
  protected abstract JournalStore openAgain(EventCodec codec, SettableClock clock);

  @BeforeEach
  void open_the_store() {
    opened = openEmpty(codec, clock);
  }

  @AfterEach
  void close_the_store() {
    store().close();
  }

  private JournalStore store() {
    return requireNonNull(opened, "the store was not opened");
  }

  @Test
  void an_event_is_read_as_it_was_appended() {
    Instant at = clock.instant();
    Appended.Stored stored = stored(append(new Sample.Noted("Grüße 🐇 \u0000 \\ \" \n"), A, 0));

    Recorded expected =
        new Recorded(1, A, 1, at, "anna", new Sample.Noted("Grüße 🐇 \u0000 \\ \" \n"));
    assertThat(stored.events()).containsExactly(expected);
    assertThat(store().of(A)).containsExactly(expected);
    assertThat(store().after(0, 10)).containsExactly(expected);
  }

  @Test
  void positions_and_versions_have_no_gaps() {
    append(List.of(note("1"), note("2")), A, 0);
    append(note("3"), B, 0);
    append(note("4"), A, 2);

    assertThat(store().after(0, 10))
        .extracting(Recorded::position, Recorded::stream, Recorded::version)
        .containsExactly(tuple(1, A, 1), tuple(2, A, 2), tuple(3, B, 1), tuple(4, A, 3));
  }

  @Test
  void a_stream_is_read_alone() {
    append(note("a1"), A, 0);
    append(note("b1"), B, 0);
    append(note("a2"), A, 1);

    assertThat(texts(store().of(A))).containsExactly("a1", "a2");
    assertThat(texts(store().of(B))).containsExactly("b1");
    assertThat(store().of(C)).isEmpty();
  }

  @Test
  void pages_follow_one_another() {
    append(Stream.of("1", "2", "3", "4", "5").map(JournalStoreConformance::note).toList(), A, 0);

    assertThat(texts(store().after(0, 2))).containsExactly("1", "2");
    assertThat(texts(store().after(2, 2))).containsExactly("3", "4");
    assertThat(texts(store().after(4, 2))).containsExactly("5");
    assertThat(store().after(5, 2)).isEmpty();
  }

  @Test
  void a_stream_that_moved_is_a_conflict_and_nothing_is_written() {
    append(note("1"), A, 0);

    assertThat(append(note("2"), A, 0)).isEqualTo(new Appended.Conflict(A, 1));
    assertThat(append(note("2"), A, 5)).isEqualTo(new Appended.Conflict(A, 1));
    assertThat(append(note("2"), B, 1)).isEqualTo(new Appended.Conflict(B, 0));
    assertThat(texts(store().after(0, 10))).containsExactly("1");
  }

  @Test
  void one_append_over_two_streams_is_all_or_nothing() {
    append(note("a1"), A, 0);

    assertThat(append(write(note("b1"), B, 0), write(note("a2"), A, 0)))
        .isEqualTo(new Appended.Conflict(A, 1));
    assertThat(store().of(B)).isEmpty();
    Appended.Stored both = stored(append(write(note("b1"), B, 0), write(note("a2"), A, 1)));
    assertThat(texts(both.events())).containsExactly("b1", "a2");
    assertThat(texts(store().after(1, 10))).containsExactly("b1", "a2");
  }

  @Test
  void a_pin_holds_what_has_not_moved_and_writes_nothing() {
    append(note("a1"), A, 0);

    stored(append(write(note("b1"), B, 0), Write.pin(A, 1), Write.pin(C, 0)));
    assertThat(append(write(note("b2"), B, 1), Write.pin(A, 0)))
        .isEqualTo(new Appended.Conflict(A, 1));
    assertThat(texts(store().after(0, 10))).containsExactly("a1", "b1");
    assertThat(store().open()).containsExactly(A, B);
  }

  @Test
  void the_appends_of_a_batch_see_those_before_them() {
    List<Appended> answers =
        store().append(List.of(one(note("1"), A, 0), one(note("2"), A, 1), one(note("3"), B, 0)));

    assertThat(answers).hasSize(3).allMatch(answer -> answer instanceof Appended.Stored);
    assertThat(texts(store().after(0, 10))).containsExactly("1", "2", "3");
  }

  @Test
  void one_conflict_of_a_batch_leaves_the_others_alone() {
    append(note("a1"), A, 0);

    List<Appended> answers =
        store()
            .append(List.of(one(note("b1"), B, 0), one(note("a2"), A, 0), one(note("c1"), C, 0)));

    assertThat(answers.get(1)).isEqualTo(new Appended.Conflict(A, 1));
    assertThat(texts(store().after(1, 10))).containsExactly("b1", "c1");
    assertThat(stored(answers.get(2)).events().getFirst().position()).isEqualTo(3);
  }

  @Test
  void what_was_decided_on_a_conflicting_append_conflicts_too() {
    append(note("a1"), A, 0);

    List<Appended> answers =
        store()
            .append(
                List.of(
                    append(Optional.empty(), write(note("x"), A, 0), write(note("x"), B, 0)),
                    one(note("decided on version 1 that never came"), A, 1),
                    append(Optional.empty(), write(note("x"), C, 0), Write.pin(B, 0)),
                    append(Optional.empty(), Write.pin(C, 0)),
                    one(note("elsewhere"), new StreamId("sample", "d"), 0)));

    assertThat(answers.subList(0, 4))
        .containsExactly(
            new Appended.Conflict(A, 1),
            new Appended.Conflict(A, 1),
            new Appended.Conflict(B, 0),
            new Appended.Conflict(C, 0));
    assertThat(texts(store().after(0, 10))).containsExactly("a1", "elsewhere");
  }

  @Test
  void a_key_is_stored_once_and_answers_with_what_was_stored_then() {
    Append first = append(Optional.of("k1"), write(note("a1"), A, 0), write(note("b1"), B, 0));
    List<Recorded> then = stored(store().append(List.of(first)).getFirst()).events();
    append(note("a2"), A, 1);

    Appended again =
        store().append(List.of(append(Optional.of("k1"), write(note("x"), A, 2)))).getFirst();

    assertThat(then).hasSize(2);
    assertThat(again).isEqualTo(new Appended.Duplicate(then));
    assertThat(texts(store().after(0, 10))).containsExactly("a1", "b1", "a2");
  }

  @Test
  void a_key_counts_once_within_a_batch() {
    Append first = append(Optional.of("k1"), write(note("a1"), A, 0));
    Append again = append(Optional.of("k1"), write(note("a1"), A, 1));
    Append third = one(note("decided on the second"), A, 1);

    List<Appended> answers = store().append(List.of(first, again, third));

    List<Recorded> stored = stored(answers.get(0)).events();
    assertThat(stored).hasSize(1);
    assertThat(answers.get(1)).isEqualTo(new Appended.Duplicate(stored));
    assertThat(answers.get(2)).isEqualTo(new Appended.Conflict(A, 1));
    assertThat(texts(store().after(0, 10))).containsExactly("a1");
  }

  @Test
  void a_key_of_a_conflict_is_free_to_use() {
    append(note("a1"), A, 0);
    store().append(List.of(append(Optional.of("k1"), write(note("x"), A, 0))));

    Appended second =
        store().append(List.of(append(Optional.of("k1"), write(note("a2"), A, 1)))).getFirst();

    assertThat(texts(stored(second).events())).containsExactly("a2");
  }

  @Test
  void an_event_with_a_known_secret_is_refused_alone() {
    redactor.learn(new Secret("hunter\"2\\x"));

    List<Appended> answers =
        store()
            .append(
                List.of(
                    one(note("the password is hunter\"2\\x, sorry"), A, 0),
                    one(note("decided on that"), A, 1),
                    one(note("fine"), B, 0)));

    assertThat(answers.get(0))
        .isInstanceOfSatisfying(
            Appended.Unwritable.class,
            refused -> {
              assertThat(refused.why().code()).isEqualTo(ErrorCode.SECRET_IN_EVENT);
              assertThat(refused.why().line()).doesNotContain("hunter");
            });
    assertThat(answers.get(1)).isEqualTo(new Appended.Conflict(A, 0));
    assertThat(texts(store().after(0, 10))).containsExactly("fine");
  }

  @Test
  void time_never_goes_back() {
    append(note("1"), A, 0);
    Instant first = clock.instant();
    clock.pass(Duration.ofHours(-1));
    append(note("2"), A, 1);
    clock.pass(Duration.ofHours(2));
    append(note("3"), A, 2);

    assertThat(store().of(A))
        .extracting(Recorded::at)
        .containsExactly(first, first, first.plus(Duration.ofHours(1)));
  }

  @Test
  void a_time_is_answered_as_it_is_read_later() {
    clock.pass(Duration.ofNanos(123_456_789));

    Appended.Stored stored = stored(append(note("1"), A, 0));

    assertThat(store().of(A)).isEqualTo(stored.events()).isNotEmpty();
  }

  @Test
  void a_stream_is_open_until_a_write_closes_it() {
    append(note("1"), B, 0);
    append(note("1"), A, 0);
    assertThat(store().open()).containsExactly(A, B);

    append(new Write(A, 1, List.of(note("the end")), true));
    assertThat(store().open()).containsExactly(B);
    assertThat(texts(store().of(A))).containsExactly("1", "the end");

    append(note("after all"), A, 2);
    assertThat(store().open()).containsExactly(A, B);
  }

  @Test
  void touched_streams_are_found_closed_or_not_oldest_stream_first() {
    append(note("1"), A, 0);
    clock.pass(Duration.ofMinutes(1));
    Instant since = clock.instant();
    append(new Write(C, 0, List.of(note("1")), true));
    clock.pass(Duration.ofMinutes(1));
    append(write(note("1"), B, 0), Write.pin(A, 1));

    assertThat(store().touchedSince(since)).containsExactly(C, B);
    assertThat(store().touchedSince(clock.instant().plusMillis(1))).isEmpty();
  }

  @Test
  void the_head_is_the_end_of_a_chain_that_starts_with_zeros() {
    assertThat(store().head()).isEqualTo(new JournalStore.Head(0, "0".repeat(64)));
    append(note("1"), A, 0);
    JournalStore.Head first = store().head();
    append(note("2"), A, 1);
    JournalStore.Head second = store().head();

    assertThat(first.position()).isEqualTo(1);
    assertThat(first.hash()).matches("[0-9a-f]{64}").isNotEqualTo("0".repeat(64));
    assertThat(second.position()).isEqualTo(2);
    assertThat(second.hash()).isNotEqualTo(first.hash());
  }

  @Test
  void the_hash_of_each_event_can_be_asked_for() {
    append(note("1"), A, 0);
    String first = store().head().hash();
    append(note("2"), A, 1);

    assertThat(store().hashAt(1)).contains(first);
    assertThat(store().hashAt(2)).contains(store().head().hash());
    assertThat(store().hashAt(0)).isEmpty();
    assertThat(store().hashAt(3)).isEmpty();
  }

  @Test
  void what_was_stored_is_there_after_a_restart() {
    append(note("a1"), A, 0);
    store().append(List.of(append(Optional.of("k1"), write(note("b1"), B, 0))));
    List<Recorded> before = store().after(0, 10);
    JournalStore.Head head = store().head();
    store().close();
    clock.pass(Duration.ofHours(-1));
    opened = openAgain(codec, clock);

    assertThat(store().after(0, 10)).isEqualTo(before).hasSize(2);
    assertThat(store().head()).isEqualTo(head);
    assertThat(store().open()).containsExactly(A, B);
    Append again = append(Optional.of("k1"), write(note("x"), B, 1));
    assertThat(store().append(List.of(again)).getFirst())
        .isEqualTo(new Appended.Duplicate(before.subList(1, 2)));
    Recorded next = stored(append(note("a2"), A, 1)).events().getFirst();
    assertThat(next.position()).isEqualTo(3);
    assertThat(next.at()).isEqualTo(before.getLast().at());
  }

  @Test
  void a_batch_of_256_is_stored_in_order() {
    List<Append> batch =
        LongStream.range(0, 256)
            .mapToObj(i -> one(new Sample.Counted(i), new StreamId("sample", "s" + i % 7), i / 7))
            .toList();

    assertThat(store().append(batch))
        .hasSize(256)
        .allMatch(answer -> answer instanceof Appended.Stored);
    assertThat(store().after(0, 1_000))
        .extracting(Recorded::event)
        .containsExactlyElementsOf(
            LongStream.range(0, 256).<Event>mapToObj(Sample.Counted::new).toList());
  }

  @Test
  void readers_never_see_half_a_batch() throws Exception {
    AtomicBoolean allAppended = new AtomicBoolean();
    List<Integer> seen = new ArrayList<>();
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<?> reading =
          thread.submit(() -> {
            boolean last;
            do {
              last = allAppended.get();
              seen.add(store().after(0, 1_000).size());
            } while (!last);
          });
      try {
        for (int i = 0; i < 100; i++) {
          append(List.of(note("1"), note("2"), note("3"), note("4")), A, 4L * i);
        }
      } finally {
        allAppended.set(true);
      }
      reading.get(30, TimeUnit.SECONDS);
    }

    assertThat(seen).isSorted().allMatch(size -> size % 4 == 0).last().isEqualTo(400);
  }

  @Test
  void what_was_decided_before_it_could_be_stored_has_the_time_of_its_decision() {
    append(note("1"), A, 0);
    Instant before = clock.instant();
    clock.pass(Duration.ofMinutes(10));
    Append late = one(note("2"), A, 1).decidedAt(before.plusSeconds(60));
    Append tooEarly = one(note("3"), A, 2).decidedAt(before.minusSeconds(60));
    Append now = one(note("4"), A, 3);

    store().append(List.of(late, tooEarly, now));

    assertThat(store().after(0, 10))
        .extracting(Recorded::at)
        .containsExactly(before, before.plusSeconds(60), before.plusSeconds(60), clock.instant());
  }

  private Appended append(Event event, StreamId stream, long expectedVersion) {
    return append(write(event, stream, expectedVersion));
  }

  private Appended append(List<? extends Event> events, StreamId stream, long expectedVersion) {
    return append(new Write(stream, expectedVersion, List.copyOf(events), false));
  }

  private Appended append(Write... writes) {
    return store().append(List.of(append(Optional.empty(), writes))).getFirst();
  }

  private static Append one(Event event, StreamId stream, long expectedVersion) {
    return append(Optional.empty(), write(event, stream, expectedVersion));
  }

  private static Append append(Optional<String> key, Write... writes) {
    return new Append("anna", "a test", key, List.of(writes));
  }

  private static Write write(Event event, StreamId stream, long expectedVersion) {
    return new Write(stream, expectedVersion, List.of(event), false);
  }

  private static Event note(String text) {
    return new Sample.Noted(text);
  }

  private static Appended.Stored stored(Appended answer) {
    assertThat(answer).isInstanceOf(Appended.Stored.class);
    return (Appended.Stored) answer;
  }

  private static List<String> texts(List<Recorded> events) {
    return events.stream()
        .map(recorded -> recorded.event() instanceof Sample.Noted noted ? noted.text() : "?")
        .toList();
  }

  private static Tuple tuple(long position, StreamId stream, long version) {
    return Tuple.tuple(position, stream, version);
  }
}
