package dev.twokey.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twokey.guard.Judgement;
import dev.twokey.guard.Verdict;
import dev.twokey.journal.Event;
import dev.twokey.journal.EventCodec;
import dev.twokey.journal.EventFamilySamples;
import dev.twokey.journal.JournalException;
import dev.twokey.problem.Redactor;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationEventsTest extends EventFamilySamples {
  private final EventCodec codec = new EventCodec(List.of(OperationDecider.EVENTS), new Redactor());

  OperationEventsTest() {
    super(OperationEvent.class, OperationDecider.EVENTS);
  }

  @Test
  void a_judgement_from_before_evidence_was_kept_reads_as_one_without() {
    Event read =
        codec.read(
            "operation.judged.1",
            """
            {"judgements":[{"guard":"lock","verdict":{"kind":"allow","says":"lock free"}}],\
            "atExecution":false}\
            """);

    assertThat(read)
        .isEqualTo(
            new OperationEvent.Judged(
                List.of(new Judgement("lock", new Verdict.Allow("lock free"), List.of())), false));
  }

  @Test
  void a_plan_from_before_denials_were_remembered_reads_as_never_denied() {
    Event read =
        codec.read(
            "operation.planned.1",
            """
            {"plan":"{}","hash":"7be2","evidence":{"calls":{},\
            "notBefore":"2026-01-01T00:00:00Z","since":"2026-01-01T00:00:00Z"}}\
            """);

    assertThat(((OperationEvent.Planned) read).earlier()).isEmpty();
  }

  @Test
  void what_always_was_there_may_not_lack() {
    assertThatThrownBy(() -> codec.read("operation.judged.1", "{\"atExecution\":false}"))
        .isInstanceOf(JournalException.class);
  }
}
