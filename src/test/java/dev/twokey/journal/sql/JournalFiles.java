package dev.twokey.journal.sql;

import dev.twokey.journal.Append;
import dev.twokey.journal.Appended;
import dev.twokey.journal.EventCodec;
import dev.twokey.journal.Sample;
import dev.twokey.journal.StreamId;
import dev.twokey.journal.Write;
import dev.twokey.problem.Redactor;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** What the tests of the file have in common: a journal of numbers in one stream. */
final class JournalFiles {
  static final StreamId NUMBERS = new StreamId("sample", "numbers");

  private JournalFiles() {}

  static EventCodec codec() {
    return new EventCodec(List.of(Sample.FAMILY), new Redactor());
  }

  static SqliteJournal open(Path file) {
    return SqliteJournal.open(file, codec(), InstantSource.system(), new SecureRandom());
  }

  /** One append of one event, the number {@code before + 1}, with the key {@code n<number>}. */
  static Append number(long before) {
    Write write = new Write(NUMBERS, before, List.of(new Sample.Counted(before + 1)), false);
    return new Append("anna", "counting", Optional.of("n" + (before + 1)), List.of(write));
  }

  /** Appends so many numbers after these, in one batch. */
  static List<Appended> count(SqliteJournal journal, long before, int howMany) {
    return journal.append(
        LongStream.range(before, before + howMany).mapToObj(JournalFiles::number).toList());
  }
}
