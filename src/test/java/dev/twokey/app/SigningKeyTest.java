package dev.twokey.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.journal.JournalStore.Head;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Finding;
import dev.twokey.problem.Problems;
import dev.twokey.witness.Checkpoint;
import dev.twokey.witness.CheckpointSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SigningKeyTest {
  private static final Checkpoint CHECKPOINT =
      new Checkpoint("abc", new Head(7, "def"), Instant.EPOCH);

  @TempDir @Nullable Path folder;
  private final Problems problems = new Problems();

  private Path file() {
    return requireNonNull(folder).resolve("signing.key");
  }

  private void make(Path file) {
    assertThat(SigningKey.of(file, problems)).isPresent();
  }

  private Finding refusal() {
    assertThat(SigningKey.of(file(), problems)).isEmpty();
    Finding finding = problems.findings().getFirst();
    assertThat(finding.problem().code()).isEqualTo(ErrorCode.SIGNING_KEY_REFUSED);
    assertThat(finding.toString()).contains("signing.key");
    return finding;
  }

  @Test
  void the_first_start_makes_a_key_for_its_owner_alone_and_the_next_ones_use_it() throws Exception {
    SigningKey made = SigningKey.of(file(), problems).orElseThrow();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(String.join("\n", made.news())).contains("public key", "signing.key.pub");

    SigningKey again = SigningKey.of(file(), problems).orElseThrow();
    assertThat(again.news()).isEmpty();
    assertThat(again.sign(CHECKPOINT)).isEqualTo(made.sign(CHECKPOINT));
    String open = Files.readString(SigningKey.publicFile(file()));
    assertThat(CheckpointSignature.holds(again.sign(CHECKPOINT), Pem.publicKey(open))).isTrue();
  }

  @Test
  void a_key_that_others_can_read_is_refused() throws IOException {
    make(file());
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));

    assertThat(refusal().problem().what()).contains("rw-r-----", "prove nothing");
  }

  @Test
  void a_key_without_its_public_key_is_refused_with_the_command_that_makes_it() throws IOException {
    make(file());
    Files.delete(SigningKey.publicFile(file()));

    assertThat(refusal().problem().advice()).contains("openssl pkey -in " + file());
  }

  @Test
  void two_files_of_different_keys_are_refused() throws IOException {
    make(file());
    Path other = file().resolveSibling("other.key");
    make(other);
    Files.copy(
        SigningKey.publicFile(other),
        SigningKey.publicFile(file()),
        StandardCopyOption.REPLACE_EXISTING);

    assertThat(refusal().problem().what()).contains("is not its public key");
  }

  @Test
  void what_is_no_key_and_what_can_not_be_made_is_refused() throws IOException {
    make(file());
    Files.writeString(file(), "half a file");
    assertThat(refusal().problem().what()).contains("no Ed25519 key");

    Problems further = new Problems();
    assertThat(SigningKey.of(file().resolve("below").resolve("a-file.key"), further)).isEmpty();
    assertThat(further.findings().getFirst().problem().advice()).contains("--signing-key");
  }

  @Test
  void a_key_that_openssl_wrote_is_read() throws IOException, GeneralSecurityException {
    // RFC 8410, section 10.3
    Files.writeString(
        file(),
        """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----
        """);
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        SigningKey.publicFile(file()),
        """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
        -----END PUBLIC KEY-----
        """);

    assertThat(SigningKey.of(file(), problems)).as("%s", problems.findings()).isPresent();
  }
}
