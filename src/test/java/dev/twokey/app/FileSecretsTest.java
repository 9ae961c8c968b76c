package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.InventoryReader;
import dev.twokey.inventory.SecretRef;
import dev.twokey.inventory.Secrets.SecretMissingException;
import dev.twokey.problem.Finding;
import dev.twokey.problem.Problems;
import dev.twokey.problem.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FileSecretsTest {
  private static final String INVENTORY =
      """
      connections:
        mq:
          kind: rabbitmq
          read: {user: a, password: "${file:there}"}
          change: {user: a, password: "${file:missing}"}
          destroy: {user: a, password: "${file:open}"}
      """;

  @TempDir Path folder = Path.of("");
  private final Redactor redactor = new Redactor();

  private FileSecrets secrets() {
    return new FileSecrets(folder, redactor);
  }

  private void write(String name, String text, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static SecretRef file(String name) {
    return new SecretRef(SecretRef.Source.FILE, name);
  }

  @Test
  void a_private_file_is_read_and_its_value_is_known_to_the_redactor() throws Exception {
    write("there", "hunter2222\n", "rw-r-----");
    assertThat(secrets().resolve(file("there")).reveal()).isEqualTo("hunter2222");
    assertThat(redactor.holdsKnownSecret("x hunter2222 y")).isTrue();
  }

  @Test
  void a_value_is_read_anew_each_time() throws Exception {
    write("there", "first-value", "rw-------");
    FileSecrets secrets = secrets();
    assertThat(secrets.resolve(file("there")).reveal()).isEqualTo("first-value");
    write("there", "second-value", "rw-------");
    assertThat(secrets.resolve(file("there")).reveal()).isEqualTo("second-value");
  }

  @Test
  void a_file_that_everybody_may_read_is_refused_with_advice() throws Exception {
    write("open", "hunter2222", "rw-r--r--");
    SecretMissingException refused =
        catchThrowableOfType(SecretMissingException.class, () -> secrets().resolve(file("open")));
    assertThat(refused).hasMessageContaining("rw-r--r--").hasMessageNotContaining("hunter2222");
    assertThat(refused.advice()).contains("chmod 600");
  }

  @Test
  void a_missing_or_empty_file_says_so() throws Exception {
    write("empty", "\n", "rw-------");
    assertThatThrownBy(() -> secrets().resolve(file("missing")))
        .hasMessageContaining("${file:missing}")
        .hasMessageContaining("is not there");
    assertThatThrownBy(() -> secrets().resolve(file("empty"))).hasMessageContaining("is empty");
  }

  @Test
  void a_missing_variable_says_so() {
    SecretRef ref = new SecretRef(SecretRef.Source.ENVIRONMENT, "TWOKEY_NO_SUCH_VARIABLE");
    assertThatThrownBy(() -> secrets().resolve(ref))
        .hasMessageContaining("${env:TWOKEY_NO_SUCH_VARIABLE}")
        .hasMessageContaining("not set");
  }

  @Test
  void lint_tells_file_and_line_of_a_secret_that_can_not_be_used() throws Exception {
    write("there", "hunter2222", "rw-------");
    write("open", "hunter2222", "rw-rw-rw-");
    Path file = folder.resolve("inventory/staging.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, INVENTORY);
    Problems problems = new Problems();
    Inventory inventory =
        InventoryReader.read(Map.of("inventory/staging.yaml", INVENTORY), problems);
    Folders folders = new Folders(folder, folder, folder, folder, folder);

    new SecretChecks(folders, secrets(), problems).check(inventory);

    List<Finding> findings = problems.findings();
    assertThat(findings)
        .extracting(f -> f.at().file() + ":" + f.at().line())
        .containsExactlyInAnyOrder("inventory/staging.yaml:5", "inventory/staging.yaml:6");
    assertThat(findings.toString()).contains("missing is not there", "chmod 600");
  }
}
