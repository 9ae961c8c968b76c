package dev.twokey.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.journal.JournalStore.Head;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CheckpointTest {
  private static final Checkpoint CHECKPOINT =
      new Checkpoint("abc", new Head(7, "def"), Instant.parse("2025-03-01T10:00:00Z"));

  @Test
  void what_is_signed_is_five_lines_that_anybody_can_write_by_hand() {
    assertThat(new String(CHECKPOINT.text(), StandardCharsets.UTF_8))
        .isEqualTo("twokey.checkpoint.1\nabc\n7\ndef\n2025-03-01T10:00:00Z\n");
  }

  @Test
  void a_signature_holds_for_its_own_text_and_key_alone() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    String name = KeyName.of(pair.getPublic());
    SignedCheckpoint signed = CheckpointSignature.sign(CHECKPOINT, pair.getPrivate(), name);

    assertThat(name).matches("[0-9a-f]{16}").isNotEqualTo(KeyName.of(other.getPublic()));
    assertThat(CheckpointSignature.holds(signed, pair.getPublic())).isTrue();
    assertThat(CheckpointSignature.holds(signed, other.getPublic())).isFalse();
    Checkpoint moved =
        new Checkpoint("abc", new Head(8, "def"), Instant.parse("2025-03-01T10:00:00Z"));
    assertThat(
            CheckpointSignature.holds(
                new SignedCheckpoint(moved, name, signed.signature()), pair.getPublic()))
        .isFalse();
    assertThat(
            CheckpointSignature.holds(
                new SignedCheckpoint(CHECKPOINT, name, "no base 64!"), pair.getPublic()))
        .isFalse();
  }
}
