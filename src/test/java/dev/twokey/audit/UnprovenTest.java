package dev.twokey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.audit.Finding.Kind;
import dev.twokey.audit.Forger.Fact;
import dev.twokey.journal.EventCodec;
import dev.twokey.journal.Row;
import dev.twokey.operation.OperationEvent.Planned;
import dev.twokey.operation.OperationEvent.Reviewed;
import dev.twokey.operation.OperationEvent.StepBegan;
import dev.twokey.operation.RecordedStories;
import dev.twokey.plan.PlanHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What a record can't prove is said, and not taken for proven or for wrong. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UnprovenTest {
  private static Forger signed() {
    return Forger.of(new RecordedStories().signed());
  }

  @Test
  void without_an_accepted_roster_it_says_that_roles_can_not_be_checked() {
    Forger forged = signed();
    Fact accepted = forged.facts().removeFirst();
    Report never = forged.audit();
    assertThat(never.isWhole()).isTrue();
    assertThat(never.unproven().toString())
        .contains("roles of 1 operations", "a roster is accepted, and none was");

    forged.facts().add(accepted.at(forged.facts().getLast().at()));
    Report later = forged.audit();
    assertThat(later.unproven().toString())
        .contains("before #" + forged.facts().size() + ", where the first roster was accepted");
  }

  @Test
  void an_operation_whose_texts_were_erased_is_told_as_not_proven() {
    Forger forged = signed();
    List<Row> rows = new ArrayList<>(forged.rows(Forger.KEYS));
    int at = forged.first(Reviewed.class);
    Row r = rows.get(at);
    rows.set(
        at,
        new Row(
            r.position(),
            r.stream(),
            r.version(),
            r.type(),
            r.at(),
            r.actor(),
            r.causation(),
            r.idempotencyKey(),
            Optional.empty(),
            Optional.empty(),
            r.digest(),
            r.prev(),
            r.hash()));

    Report report = forged.audit(rows, Forger.YOURS);
    assertThat(report.isWhole()).isTrue();
    assertThat(report.unproven().toString()).contains("two keys of 1 operations", "erased");
  }

  @Test
  void records_of_a_newer_version_are_counted_and_what_nobody_writes_is_a_defect() {
    Forger forged = signed();
    List<Row> rows = forged.rows(Forger.KEYS);
    EventCodec knowsLittle =
        new EventCodec(
            List.of(dev.twokey.trust.Trust.FAMILY.events()), new dev.twokey.problem.Redactor());
    Audit audit = new Audit(knowsLittle, Map.of());
    rows.forEach(audit::add);
    Report report = audit.finish(chain(rows));
    assertThat(report.isWhole()).isTrue();
    assertThat(report.unreadable()).isPositive();

    Report broken =
        signed()
            .each(
                Planned.class,
                f -> {
                  Planned p = (Planned) f.event();
                  String nonsense = "{\"no\":\"plan\"}";
                  return f.with(
                      new Planned(
                          nonsense, PlanHash.of(nonsense).hex(), p.evidence(), p.earlier()));
                })
            .without(StepBegan.class)
            .audit();
    assertThat(broken.defects()).extracting(Finding::kind).containsExactly(Kind.UNREADABLE);
    assertThat(broken.defects().getFirst().what())
        .contains("operation.planned.1 is not what Twokey writes");
  }

  private static dev.twokey.journal.Verification chain(List<Row> rows) {
    dev.twokey.journal.JournalVerifier verifier = new dev.twokey.journal.JournalVerifier(List.of());
    rows.forEach(verifier::add);
    Row last = rows.getLast();
    return verifier.finish(
        Optional.of(new dev.twokey.journal.JournalStore.Head(last.position(), last.hash())));
  }
}
