package dev.twokey.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twokey.journal.MemoryJournal.Fault;
import dev.twokey.problem.Redactor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MemoryJournalFaultsTest {
  private static final StreamId A = new StreamId("sample", "a");

  record Lossy(Object what) implements Event {}

  private final Deque<Fault> faults = new ArrayDeque<>();
  private final EventCodec codec =
      new EventCodec(
          List.of(Sample.FAMILY, new EventFamily("lossy", Map.of("lossy.happened.1", Lossy.class))),
          new Redactor());
  private final MemoryJournal journal =
      new MemoryJournal(codec, new SettableClock(), 7, batch -> faults.remove());

  private List<Appended> append(Event event, long expectedVersion) {
    Write write = new Write(A, expectedVersion, List.of(event), false);
    return journal.append(
        List.of(new Append("anna", "test", Optional.of("k" + expectedVersion), List.of(write))));
  }

  @Test
  void before_the_append_nothing_is_stored() {
    faults.addAll(List.of(Fault.UNWRITABLE, Fault.CRASH_BEFORE, Fault.NONE));

    assertThat(append(new Sample.Noted("x"), 0).getFirst()).isInstanceOf(Appended.Unwritable.class);
    assertThatThrownBy(() -> append(new Sample.Noted("x"), 0))
        .isInstanceOf(MemoryJournal.Crashed.class);
    assertThat(journal.rows()).isEmpty();
    assertThat(append(new Sample.Noted("x"), 0).getFirst()).isInstanceOf(Appended.Stored.class);
  }

  @Test
  void after_the_append_all_is_stored_and_the_key_says_so() {
    faults.addAll(List.of(Fault.ANSWER_LOST, Fault.CRASH_AFTER, Fault.NONE));

    assertThat(append(new Sample.Noted("x"), 0).getFirst()).isInstanceOf(Appended.Unwritable.class);
    assertThatThrownBy(() -> append(new Sample.Noted("y"), 1))
        .isInstanceOf(MemoryJournal.Crashed.class);
    assertThat(journal.of(A)).hasSize(2);
    assertThat(append(new Sample.Noted("y"), 1).getFirst()).isInstanceOf(Appended.Duplicate.class);
    assertThat(journal.verify().isWhole()).isTrue();
  }

  @Test
  void an_event_that_loses_something_in_JSON_is_a_bug() {
    faults.add(Fault.NONE);

    assertThatThrownBy(() -> append(new Lossy(java.time.Instant.EPOCH), 0))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("doesn't come back");
  }

  @Test
  void the_same_seed_gives_the_same_chain() {
    faults.add(Fault.NONE);
    append(new Sample.Noted("x"), 0);
    faults.add(Fault.NONE);
    MemoryJournal second =
        new MemoryJournal(codec, new SettableClock(), 7, batch -> faults.remove());
    Write write = new Write(A, 0, List.of(new Sample.Noted("x")), false);
    second.append(List.of(new Append("anna", "test", Optional.of("k0"), List.of(write))));

    assertThat(second.rows()).isEqualTo(journal.rows()).isNotEmpty();
  }
}
