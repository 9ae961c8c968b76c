package dev.twokey.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.approval.Review;
import dev.twokey.journal.EventCodec;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import dev.twokey.problem.Redactor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Events that were stored before there were passkeys are read as proven by chat. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OlderEventsTest {
  private final EventCodec codec = new EventCodec(List.of(OperationDecider.EVENTS), new Redactor());

  @Test
  void a_review_without_a_proof_is_one_from_a_chat() {
    OperationEvent.Reviewed read =
        (OperationEvent.Reviewed)
            codec.read(
                "operation.reviewed.1",
                """
                {"review":{"by":{"id":"ben"},"through":{"platform":"slack","id":"T1/U2"},\
                "approves":true,"planHash":"ab","reason":"","at":"2025-03-01T10:00:00Z"}}\
                """);
    assertThat(read.review().passkey()).isEmpty();
  }

  @Test
  void a_proof_comes_back_as_it_was() {
    Proven.ByPasskey proof = new Proven.ByPasskey("pk-1", Instant.parse("2025-03-01T09:00:00Z"));
    OperationEvent event =
        new OperationEvent.Reviewed(
            new Review(
                new PersonId("ben"),
                new Account("console", "ben"),
                true,
                "ab",
                "",
                Instant.parse("2025-03-01T10:00:00Z"),
                Optional.of(proof)));
    EventCodec.Encoded text = codec.write(event);
    assertThat(codec.read(text.type(), text.payload())).isEqualTo(event);
  }

  @Test
  void an_authority_without_a_proof_is_one_from_a_chat() {
    OperationEvent.Authorised read =
        (OperationEvent.Authorised)
            codec.read(
                "operation.authorised.1",
                """
                {"authority":{"kind":"confirmed","by":{"id":"ana"}},\
                "startBy":"2025-03-01T10:10:00Z","evidence":{"calls":{},\
                "notBefore":"2025-03-01T10:00:00Z","since":"2025-03-01T10:00:00Z"}}\
                """);
    assertThat(read.authority()).isEqualTo(new Authority.Confirmed(new PersonId("ana")));
  }

  @Test
  void a_broken_glass_without_a_proof_is_one_from_a_chat() {
    OperationEvent.GlassBroken read =
        (OperationEvent.GlassBroken)
            codec.read(
                "operation.glass_broken.1",
                """
                {"by":{"id":"ana"},"reason":"it burns","startsAt":"2025-03-01T10:01:00Z"}\
                """);
    assertThat(read.passkey()).isEmpty();
  }
}
