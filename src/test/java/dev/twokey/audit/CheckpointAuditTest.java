package dev.twokey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.audit.Finding.Kind;
import dev.twokey.audit.Forger.Fact;
import dev.twokey.journal.JournalStore.Head;
import dev.twokey.operation.RecordedStories;
import dev.twokey.witness.Checkpoint;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Heads that were not signed by you, or about another chain, are found; and a clock that ran. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CheckpointAuditTest {
  private final Forger forger = Forger.of(new RecordedStories().signed());

  private Report with(Consumer<Forger.Store> end) {
    Forger.Store store = forger.new Store();
    forger.facts().forEach(store::add);
    end.accept(store);
    return forger.audit(store.journal().rows(), Forger.YOURS);
  }

  private static List<Kind> kinds(Report report) {
    return report.defects().stream().map(Finding::kind).toList();
  }

  @Test
  void a_checkpoint_of_yours_covers_all_before_it() {
    Report report = with(s -> s.sign(Forger.KEYS, s.clock().instant()));

    assertThat(report.isWhole()).isTrue();
    assertThat(report.proven())
        .anyMatch(p -> p.startsWith("checkpoints: 1 signed by your key; all up to #"));
    assertThat(report.unproven()).isEmpty();
  }

  @Test
  void a_checkpoint_of_another_key_is_found_and_covers_nothing() {
    KeyPair other = Forger.keys();
    Report report =
        with(s -> {
          s.sign(other, s.clock().instant());
          s.clock().pass(Duration.ofMinutes(2));
          s.add(forger.facts().getFirst().at(s.clock().instant()));
        });

    assertThat(kinds(report)).contains(Kind.CHECKPOINT_FOREIGN, Kind.UNSIGNED);
    assertThat(report.unproven()).contains("checkpoints: none by your key");
  }

  @Test
  void a_signature_that_does_not_hold_is_found() {
    Report report =
        with(s -> {
          // signed truly, then told of another head
          Head head = s.journal().head();
          String id = s.journal().hashAt(1).orElseThrow();
          Checkpoint truly = new Checkpoint(id, head, s.clock().instant());
          var signed =
              dev.twokey.witness.CheckpointSignature.sign(
                  truly,
                  Forger.KEYS.getPrivate(),
                  dev.twokey.witness.KeyName.of(Forger.KEYS.getPublic()));
          Checkpoint told =
              new Checkpoint(id, head, s.clock().instant().plus(Duration.ofSeconds(1)));
          s.add(
              new Fact(
                  dev.twokey.witness.Checkpoints.stream(told.at()),
                  new dev.twokey.witness.CheckpointEvent.Signed(
                      new dev.twokey.witness.SignedCheckpoint(
                          told, signed.key(), signed.signature())),
                  "twokey",
                  s.clock().instant()));
        });

    assertThat(kinds(report)).containsExactly(Kind.CHECKPOINT_FORGED);
  }

  @Test
  void a_checkpoint_about_another_head_journal_or_time_is_found() {
    Instant at = forger.facts().getLast().at();
    Report another =
        with(s -> {
          String id = s.journal().hashAt(1).orElseThrow();
          Head here = s.journal().head();
          String wrong = "f".repeat(64);
          s.sign(Forger.KEYS, new Checkpoint(id, new Head(here.position(), wrong), at));
          s.sign(Forger.KEYS, new Checkpoint(wrong, here, at));
          s.sign(Forger.KEYS, new Checkpoint(id, new Head(10_000, wrong), at));
          s.sign(Forger.KEYS, new Checkpoint(id, here, at));
          s.sign(Forger.KEYS, new Checkpoint(id, here, at));
        });

    assertThat(kinds(another)).hasSize(4).containsOnly(Kind.CHECKPOINT_WRONG);
    assertThat(another.defects().toString())
        .contains(
            "it signs the hash ffff",
            "it is about another journal",
            "it is about #10000, which lies not shortly before it",
            "it is older than the one before it");
  }

  @Test
  void an_authority_that_nobody_signed_is_found_once_the_journal_goes_on() {
    Report fresh = with(s -> {});
    assertThat(kinds(fresh)).isEmpty();

    Report later =
        with(s -> {
          s.clock().pass(Duration.ofMinutes(2));
          s.add(forger.facts().getFirst().at(s.clock().instant()));
        });
    assertThat(kinds(later)).containsExactly(Kind.UNSIGNED);
    assertThat(later.defects().toString()).contains("is covered by no checkpoint");
  }

  @Test
  void without_a_key_it_says_that_nobody_knows_who_signed() {
    Report report = forger.audit(forger.rows(Forger.KEYS), Map.of());

    assertThat(report.isWhole()).isTrue();
    assertThat(report.unproven().toString()).contains("1 fit the chain", "--key FILE");
    assertThat(forger.audit(forger.unsigned(), Map.of()).unproven().toString())
        .contains("there are none, and no key was given");
  }

  @Test
  void a_clock_that_ran_ahead_and_was_set_back_is_told_and_a_quiet_night_is_not() {
    Report night =
        with(s -> {
          s.sign(Forger.KEYS, s.clock().instant());
          s.clock().pass(Duration.ofHours(8));
          s.add(forger.facts().getFirst().at(s.clock().instant()));
          s.sign(Forger.KEYS, s.clock().instant());
        });
    assertThat(night.warnings()).isEmpty();
    assertThat(night.isWhole()).isTrue();

    Report ran =
        with(s -> {
          s.sign(Forger.KEYS, s.clock().instant());
          Instant real = s.clock().instant();
          s.clock().pass(Duration.ofHours(8));
          s.add(forger.facts().getFirst().at(s.clock().instant()));
          s.sign(Forger.KEYS, real.plusSeconds(5));
        });
    assertThat(ran.isWhole()).isTrue();
    assertThat(ran.warnings()).extracting(Finding::kind).containsExactly(Kind.CLOCK_AHEAD);
    assertThat(ran.warnings().toString()).contains("it ran ahead and was set back");
  }
}
