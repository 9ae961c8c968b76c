package dev.twokey.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.Intake.Receipt;
import dev.twokey.chatops.Press;
import dev.twokey.operation.Authority;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.people.Proven;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I2: where the policy wants a passkey, at least one key of a request is given by one. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProofByPasskeyTest {
  private static final Proven CHAT = new Proven.ByChat();
  private static final String CONFIRM = "{role: responder, confirm: true, proof: passkey}";
  private static final String ONE =
      "{role: responder, approval: {of: approver, quorum: 1}, proof: passkey}";
  private static final String TWO =
      "{role: responder, approval: {of: approver, quorum: 2}, proof: passkey}";

  @TempDir private @Nullable Path folder;
  private @Nullable KeyedBot opened;

  private KeyedBot start(String prod) throws IOException, InterruptedException {
    opened = KeyedBot.start(requireNonNull(folder), CONFIRM, prod);
    return opened;
  }

  private KeyedBot bot() {
    return requireNonNull(opened);
  }

  @AfterEach
  void stop() {
    bot().close();
  }

  private Operation waiting() {
    return bot().asked("prod", o -> o.phase() instanceof Phase.Approving);
  }

  private Receipt approve(String person, Operation operation, Proven proof) {
    return bot().press(person, new Press.Approve(operation.id(), operation.hash().hex()), proof);
  }

  private Operation newest(Operation operation) {
    return bot().await("operation/" + operation.id(), _ -> true);
  }

  private void runs(Operation operation) {
    bot().await("operation/" + operation.id(), Operation::isEnded);
    assertThat(bot().restarts()).isEqualTo(1);
  }

  private static void wantsPasskey(Receipt receipt) {
    assertThat(receipt.refusal()).map(Problem::code).contains(ErrorCode.PASSKEY_NEEDED);
  }

  @Test
  void I2_the_only_signature_is_refused_from_a_chat_with_the_way_to_the_door()
      throws IOException, InterruptedException {
    start(ONE);
    Operation operation = waiting();
    Receipt refused = approve("ben", operation, CHAT);
    wantsPasskey(refused);
    assertThat(refused.refusal().orElseThrow().advice()).endsWith(bot().url() + "/sign-in");
    assertThat(newest(operation).reviews()).isEmpty();
    Receipt signed = approve("ben", operation, bot().passkey("ben", "pk-1"));
    assertThat(signed.refusal()).isEmpty();
    runs(operation);
    assertThat(newest(operation).reviews())
        .singleElement()
        .satisfies(r -> assertThat(r.passkey()).map(p -> p.passkey()).contains("pk-1"));
  }

  @Test
  void I2_a_passkey_of_somebody_else_or_shown_too_long_ago_or_revoked_is_no_key()
      throws IOException, InterruptedException {
    start(ONE);
    Operation operation = waiting();
    Proven.ByPasskey chis = bot().passkey("chi", "pk-chi");
    assertThat(approve("ben", operation, chis).refusal()).isPresent();
    Proven.ByPasskey fresh = bot().passkey("ben", "pk-ben");
    Proven old =
        new Proven.ByPasskey("pk-ben", fresh.at().minus(Duration.ofHours(12).plusSeconds(1)));
    assertThat(approve("ben", operation, old).refusal()).isPresent();
    bot().revoke("ben", "pk-ben");
    assertThat(approve("ben", operation, fresh).refusal()).isPresent();
    assertThat(newest(operation).reviews()).isEmpty();
    assertThat(bot().restarts()).isZero();
  }

  @Test
  void I2_of_two_keys_one_may_come_from_a_chat() throws IOException, InterruptedException {
    start(TWO);
    Operation operation = waiting();
    assertThat(approve("ben", operation, CHAT).refusal()).isEmpty();
    assertThat(approve("chi", operation, bot().passkey("chi", "pk-1")).refusal()).isEmpty();
    runs(operation);
  }

  @Test
  void I2_two_keys_from_a_chat_leave_it_open_until_one_is_given_by_passkey()
      throws IOException, InterruptedException {
    start(TWO);
    Operation operation = waiting();
    assertThat(approve("ben", operation, CHAT).refusal()).isEmpty();
    assertThat(approve("chi", operation, CHAT).refusal()).isEmpty();
    assertThat(newest(operation).phase()).isInstanceOf(Phase.Approving.class);
    assertThat(newest(operation).reviews()).hasSize(2);
    assertThat(approve("ben", operation, CHAT).refusal())
        .map(Problem::code)
        .contains(ErrorCode.APPROVAL_TWICE);
    assertThat(approve("ben", operation, bot().passkey("ben", "pk-1")).refusal()).isEmpty();
    runs(operation);
    assertThat(newest(operation).authority())
        .hasValueSatisfying(a ->
            assertThat(((Authority.Approved) a).by())
                .extracting(p -> p.id())
                .containsExactly("ben", "chi"));
  }

  @Test
  void I2_a_signature_counts_no_more_when_its_passkey_is_revoked()
      throws IOException, InterruptedException {
    start(TWO);
    Operation operation = waiting();
    assertThat(approve("ben", operation, bot().passkey("ben", "pk-1")).refusal()).isEmpty();
    bot().revoke("ben", "pk-1");
    assertThat(approve("chi", operation, bot().passkey("chi", "pk-2")).refusal()).isEmpty();
    assertThat(newest(operation).phase()).isInstanceOf(Phase.Approving.class);
    assertThat(bot().restarts()).isZero();
    assertThat(approve("ben", operation, CHAT).refusal()).isEmpty();
    runs(operation);
  }

  @Test
  void I2_where_nobody_signs_the_confirmation_must_be_given_by_passkey()
      throws IOException, InterruptedException {
    start(ONE);
    Operation operation = bot().asked("staging", o -> o.phase() instanceof Phase.Confirming);
    Press confirm = new Press.Confirm(operation.id(), operation.hash().hex());
    wantsPasskey(bot().press("ana", confirm, CHAT));
    wantsPasskey(bot().press("ana", confirm, new Proven.ByToken("tk-1", true)));
    assertThat(bot().press("ana", confirm, bot().passkey("ana", "pk-1")).refusal()).isEmpty();
    runs(operation);
  }

  @Test
  void a_token_reads_or_asks_and_never_signs() throws IOException, InterruptedException {
    start(ONE);
    Proven read = new Proven.ByToken("tk-1", false);
    Proven change = new Proven.ByToken("tk-2", true);
    assertThat(bot().type("ana", "prod", "/help", read).refusal()).isEmpty();
    refused(bot().type("ana", "prod", "/restart web prod", read));
    refused(bot().type("ana", "prod", "/halt", read));
    assertThat(bot().type("ana", "prod", "/halt", change).refusal()).isEmpty();
    Operation operation = waiting();
    refused(bot().type("ben", "prod", "/approve " + operation.hash().code(), change));
    refused(bot().type("ben", "prod", "/deny " + operation.hash().code() + " no", change));
    refused(bot().type("ben", "prod", "/enroll", change));
    refused(bot().type("ben", "prod", "/token new mine", change));
    refused(bot().type("ben", "prod", "/passkey list", change));
    assertThat(newest(operation).reviews()).isEmpty();
  }

  private static void refused(Receipt receipt) {
    assertThat(receipt.refusal()).map(Problem::code).contains(ErrorCode.FORBIDDEN);
  }
}
