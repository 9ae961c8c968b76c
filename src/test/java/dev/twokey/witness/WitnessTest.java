package dev.twokey.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.journal.JournalStore.Head;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WitnessTest {
  private static final String ID = "a".repeat(64);
  private static final Head HEAD = new Head(1204, "0123456789abcdef".repeat(4));

  @Test
  void a_line_comes_back_whatever_a_log_has_put_before_it() {
    SignedCheckpoint signed =
        new SignedCheckpoint(new Checkpoint(ID, HEAD, Instant.EPOCH), "k", "c2ln");
    String line = Witness.line(signed);

    assertThat(line).startsWith("twokey-witness ").endsWith("key=k signature=c2ln");
    assertThat(Witness.read(line)).contains(new Witness(Optional.of(ID), HEAD));
    assertThat(Witness.read("<110>1 2025-03-01T10:00:00Z host twokey - - - " + line))
        .contains(new Witness(Optional.of(ID), HEAD));
  }

  @Test
  void a_person_notes_a_position_and_the_first_digits() {
    assertThat(Witness.digits(HEAD)).isEqualTo("#1204 0123456789abcdef");
    Witness noted = new Witness(Optional.empty(), new Head(1204, "0123456789abcdef"));
    assertThat(Witness.read("  #1204 0123456789abcdef")).contains(noted);
    assertThat(Witness.read("1204 0123456789abcdef  noted by Ana")).contains(noted);
  }

  @Test
  void what_is_too_short_or_something_else_is_none() {
    assertThat(Witness.read("#1204 0123456789abcde")).isEmpty();
    assertThat(Witness.read("#1204 0123456789ABCDEF")).isEmpty();
    assertThat(Witness.read("# a remark")).isEmpty();
    assertThat(Witness.read("twokey-witness journal=abc position=1 hash=def")).isEmpty();
    assertThat(Witness.read("")).isEmpty();
  }
}
