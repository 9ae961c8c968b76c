package dev.twokey.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.journal.JournalStore.Head;
import dev.twokey.journal.Verification.Kind;
import dev.twokey.problem.Redactor;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JournalVerifierTest {
  private final List<Row> rows = new ArrayList<>(someRows());
  private final Head head = new Head(rows.size(), rows.getLast().hash());

  private static List<Row> someRows() {
    MemoryJournal journal =
        new MemoryJournal(
            new EventCodec(List.of(Sample.FAMILY), new Redactor()), new SettableClock());
    for (int i = 0; i < 10; i++) {
      Write write =
          new Write(
              new StreamId("sample", "s" + i % 2), i / 2, List.of(new Sample.Counted(i)), false);
      journal.append(List.of(new Append("anna", "test", Optional.of("key" + i), List.of(write))));
    }
    return journal.rows();
  }

  @Test
  void a_whole_journal_has_no_defect() {
    assertThat(verify()).isEqualTo(new Verification(10, 0, head, List.of(), 0));
  }

  @Test
  void an_empty_journal_is_whole_with_its_head_row_and_not_without() {
    rows.clear();

    assertThat(verify(Optional.of(new Head(0, Chain.GENESIS)), List.of()).isWhole()).isTrue();
    assertThat(kinds(verify(Optional.empty(), List.of()))).containsExactly(Kind.HEAD_MISSING);
  }

  @Test
  void I9_a_change_of_any_column_of_any_row_is_found() throws ReflectiveOperationException {
    for (int i = 0; i < rows.size(); i++) {
      Row original = rows.get(i);
      for (RecordComponent column : Row.class.getRecordComponents()) {
        rows.set(i, changed(original, column));
        Verification found = verify();
        assertThat(found.isWhole()).as("row %s, %s changed", i + 1, column.getName()).isFalse();
        long first = found.defects().getFirst().position();
        assertThat(first).isIn(original.position(), original.position() + 1);
        rows.set(i, original);
      }
    }
    assertThat(verify().isWhole()).isTrue();
  }

  @Test
  void nothing_can_move_from_one_field_to_the_next() {
    Row row = rows.getFirst();
    List<Row> alike =
        List.of(
            with(row, "ab", "c", Optional.of("d")),
            with(row, "a", "bc", Optional.of("d")),
            with(row, "ab", "cd", Optional.of("")),
            with(row, "ab", "cd", Optional.empty()),
            with(row, "abc", "", Optional.of("d")));

    assertThat(alike.stream().map(Chain::hash).distinct()).hasSize(alike.size());
    assertThat(Chain.digest("a", "bc")).isNotEqualTo(Chain.digest("ab", "c"));
  }

  /** The values were computed by another program: journals of years must verify for years. */
  @Test
  void the_format_of_the_chain_is_the_one_that_the_manual_describes() {
    String text = "{\"text\":\"Grüße\"}";
    String digest = Chain.digest("00112233445566778899aabbccddeeff", text);
    Row row =
        new Row(
            1,
            "sample/a",
            1,
            "sample.noted.1",
            1_740_823_200_000_001L,
            "anna",
            "a test",
            Optional.of("k1"),
            Optional.of(text),
            Optional.of("00112233445566778899aabbccddeeff"),
            digest,
            Chain.GENESIS,
            "");

    assertThat(digest)
        .isEqualTo("0d42f3c7c9e52fa3e6821de5fb0c49caab1a1a8743a15420e8e37e9aea52dc20");
    assertThat(Chain.hash(row))
        .isEqualTo("deecc904e8211f050bbbe77218af8aafb64bf4629b42e0c56f74cd9bfb02ae2b");
    assertThat(Chain.hash(with(row, "anna", "a test", Optional.empty())))
        .isEqualTo("7b4c3fa5cc6073bc1c80ec2c959132de52d900fd8b4a3d46a71d6e4595bf0e21");
  }

  @Test
  void one_change_is_told_once_and_not_for_every_row_after_it() {
    rows.set(3, with(rows.get(3), "mallory", "test", rows.get(3).idempotencyKey()));

    assertThat(kinds(verify())).containsExactly(Kind.CHANGED);
    assertThat(verify().defects().getFirst().position()).isEqualTo(4);
  }

  @Test
  void a_row_that_was_rehashed_does_not_fit_the_next() {
    Row forged = with(rows.get(3), "mallory", "test", rows.get(3).idempotencyKey());
    rows.set(3, forged.withHash(Chain.hash(forged)));

    assertThat(kinds(verify())).containsExactly(Kind.UNLINKED);
  }

  @Test
  void a_whole_new_chain_is_told_by_a_head_that_was_noted_elsewhere_only() {
    Head noted = new Head(5, rows.get(4).hash());
    Row before = rows.get(2);
    for (int i = 3; i < rows.size(); i++) {
      Row forged = relinked(rows.get(i), i == 3 ? "mallory" : rows.get(i).actor(), before.hash());
      rows.set(i, forged);
      before = forged;
    }
    Optional<Head> forgedHead = Optional.of(new Head(10, before.hash()));

    assertThat(verify(forgedHead, List.of()).isWhole()).isTrue();
    assertThat(kinds(verify(forgedHead, List.of(noted)))).containsExactly(Kind.ANCHOR_DIFFERS);
    assertThat(kinds(verify(forgedHead, List.of(new Head(11, "ff")))))
        .containsExactly(Kind.ANCHOR_DIFFERS);
  }

  @Test
  void the_list_of_defects_is_bounded() {
    List<Row> reversed = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      reversed.addAll(rows.reversed());
    }
    rows.clear();
    rows.addAll(reversed);

    assertThat(verify().defects()).hasSize(JournalVerifier.DEFECTS_MAX);
    assertThat(verify().leftOut()).isPositive();
  }

  private Verification verify() {
    return verify(Optional.of(head), List.of());
  }

  private Verification verify(Optional<Head> stored, List<Head> anchors) {
    JournalVerifier verifier = new JournalVerifier(anchors);
    rows.forEach(verifier::add);
    return verifier.finish(stored);
  }

  private static List<Kind> kinds(Verification verification) {
    return verification.defects().stream().map(Verification.Defect::kind).toList();
  }

  private static Row with(Row row, String actor, String causation, Optional<String> key) {
    return new Row(
        row.position(),
        row.stream(),
        row.version(),
        row.type(),
        row.at(),
        actor,
        causation,
        key,
        row.payload(),
        row.salt(),
        row.digest(),
        row.prev(),
        row.hash());
  }

  private static Row relinked(Row row, String actor, String prev) {
    Row forged =
        new Row(
            row.position(),
            row.stream(),
            row.version(),
            row.type(),
            row.at(),
            actor,
            row.causation(),
            row.idempotencyKey(),
            row.payload(),
            row.salt(),
            row.digest(),
            prev,
            "");
    return forged.withHash(Chain.hash(forged));
  }

  private static Row changed(Row row, RecordComponent column) throws ReflectiveOperationException {
    RecordComponent[] columns = Row.class.getRecordComponents();
    Object[] values = new Object[columns.length];
    for (int i = 0; i < columns.length; i++) {
      Object value = columns[i].getAccessor().invoke(row);
      values[i] = columns[i].getName().equals(column.getName()) ? other(value) : value;
    }
    Class<?>[] types =
        Arrays.stream(columns).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<Row> constructor = Row.class.getDeclaredConstructor(types);
    return constructor.newInstance(values);
  }

  private static Object other(Object value) {
    return switch (value) {
      case Long number -> number + 1;
      case Optional<?> optional -> Optional.of(optional.orElseThrow() + "x");
      default -> value + "x";
    };
  }
}
