package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static dev.twokey.operation.Script.CHI;

import dev.twokey.credential.CredentialInput;
import dev.twokey.credential.Credentials;
import dev.twokey.people.Proven;
import dev.twokey.problem.ErrorCode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** I2: whose signature counts where one must be given by passkey. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PasskeySigningTest {
  private final Script script = new Script();

  private ScriptedOperation asked(int quorum, String proof) {
    String rule = "quorum: %d, pending: 3m, start_within: 2m}, proof: %s".formatted(quorum, proof);
    script.policy(p -> p.replace("quorum: 1, pending: 3m, start_within: 2m}", rule));
    return script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
  }

  @Test
  void the_only_signature_must_be_by_passkey() {
    ScriptedOperation op = asked(1, "passkey");

    op.refuses(ErrorCode.PASSKEY_NEEDED, op.approval(BEN));
    op.takes(op.approval(BEN, script.passkey(BEN))).ended(Ending.SUCCEEDED);
  }

  @Test
  void a_denial_needs_no_passkey() {
    ScriptedOperation op = asked(1, "passkey");

    op.takes(op.denial(BEN, "not now")).ended(Ending.DENIED);
  }

  @Test
  void who_signed_from_a_chat_signs_once_more_by_passkey_which_is_still_one_key() {
    ScriptedOperation op = asked(2, "passkey");
    Proven.ByPasskey bens = script.passkey(BEN);

    op.takes(op.approval(BEN)).takes(op.approval(BEN, bens)).is(Phase.Approving.class);
    op.refuses(ErrorCode.APPROVAL_TWICE, op.approval(BEN, bens));
    op.refuses(ErrorCode.APPROVAL_TWICE, op.approval(BEN));
    op.takes(op.approval(CHI)).ended(Ending.SUCCEEDED);
  }

  @Test
  void where_a_chat_is_enough_a_passkey_adds_no_key() {
    ScriptedOperation op = asked(2, "chat");

    op.takes(op.approval(BEN));
    op.refuses(ErrorCode.APPROVAL_TWICE, op.approval(BEN, script.passkey(BEN)));
  }

  @Test
  void a_passkey_that_was_revoked_signs_nothing() {
    ScriptedOperation op = asked(1, "passkey");
    Proven.ByPasskey bens = script.passkey(BEN);
    script.tell(
        Credentials.stream(BEN), new CredentialInput.Revoke(bens.passkey(), BEN, false, ""));

    op.refuses(ErrorCode.PASSKEY_REFUSED, op.approval(BEN, bens));
    op.refuses(ErrorCode.PASSKEY_NEEDED, op.approval(BEN));
  }
}
