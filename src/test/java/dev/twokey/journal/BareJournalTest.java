package dev.twokey.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.problem.Redactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick journal of the simulator answers as the real one does, whatever it is asked. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BareJournalTest {
  private static final int BATCHES = 300;
  private static final int STREAMS = 4;

  private final SettableClock clock = new SettableClock();
  private final MemoryJournal real =
      new MemoryJournal(new EventCodec(List.of(Sample.FAMILY), new Redactor()), clock);
  private final BareJournal bare = new BareJournal(clock, _ -> MemoryJournal.Fault.NONE);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void any_batches_are_answered_and_read_alike(long seed) {
    Random random = new Random(seed);
    Set<Class<?>> answers = new HashSet<>();
    for (int i = 0; i < BATCHES; i++) {
      List<Append> batch = new ArrayList<>();
      for (int j = random.nextInt(3); j >= 0; j--) {
        batch.add(append(random));
      }
      clock.pass(Duration.ofMillis(random.nextInt(3)));

      List<Appended> answer = bare.append(batch);

      assertThat(answer).isEqualTo(real.append(batch));
      answer.forEach(a -> answers.add(a.getClass()));
      assertReadAlike(random);
    }
    assertThat(answers)
        .containsExactlyInAnyOrder(
            Appended.Stored.class, Appended.Conflict.class, Appended.Duplicate.class);
  }

  private void assertReadAlike(Random random) {
    long position = random.nextInt(20) - 5L;
    assertThat(bare.after(position, 7)).isEqualTo(real.after(position, 7));
    assertThat(bare.open()).isEqualTo(real.open());
    assertThat(bare.head().position()).isEqualTo(real.head().position());
    assertThat(bare.touchedSince(clock.instant().minusMillis(5)))
        .isEqualTo(real.touchedSince(clock.instant().minusMillis(5)));
    for (int i = 0; i < STREAMS; i++) {
      assertThat(bare.of(stream(i))).isEqualTo(real.of(stream(i)));
    }
  }

  private Append append(Random random) {
    List<Write> writes = new ArrayList<>();
    int first = random.nextInt(STREAMS);
    for (int i = 0; i <= random.nextInt(2); i++) {
      StreamId stream = stream((first + i) % STREAMS);
      long version = real.of(stream).size() + (random.nextInt(8) == 0 ? 1L : 0L);
      List<Event> notes = List.of(new Sample.Noted("a"), new Sample.Noted("b" + random.nextInt(9)));
      List<Event> events =
          random.nextInt(5) == 0 ? List.of() : notes.subList(0, 1 + random.nextInt(2));
      writes.add(new Write(stream, version, events, random.nextInt(3) == 0));
    }
    Optional<String> key =
        random.nextBoolean() ? Optional.empty() : Optional.of("key" + random.nextInt(100));
    return new Append("ana", "because", key, writes);
  }

  private static StreamId stream(int number) {
    return new StreamId("sample", "s" + number);
  }
}
