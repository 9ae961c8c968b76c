package dev.twokey.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LabSettingsTest {
  @ParameterizedTest
  @ValueSource(strings = {"staging", "prod"})
  void the_shipped_inventory_names_the_ports_and_files_of_the_lab(String environment)
      throws IOException {
    LabPorts ports = LabPorts.ofEnvironment(environment);
    String inventory =
        Files.readString(Path.of("deploy/lab/config/inventory", environment + ".yaml"));

    assertThat(inventory)
        .contains("amqp://127.0.0.1:" + ports.amqp() + "/")
        .contains("http://127.0.0.1:" + ports.management())
        .contains("http://127.0.0.1:" + ports.http(1))
        .contains("http://127.0.0.1:" + ports.http(2))
        .contains(".twokey/lab/" + environment + "/supervisor.sock");
    LabSystem.WORKERS.forEach(
        (queue, worker) -> assertThat(inventory).contains(queue + ": {worker: " + worker));
  }

  @Test
  void the_two_environments_share_no_port() {
    int apart = LabPorts.ofEnvironment("prod").base() - LabPorts.ofEnvironment("staging").base();

    assertThat(apart).isGreaterThan(10).isLessThan(10_000 - 10);
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 22_760, 32_768, 60_000})
  void ports_that_the_system_gives_to_passing_clients_are_refused(int base) {
    assertThatThrownBy(() -> new LabPorts(base)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_folder_whose_path_is_too_long_for_a_socket_is_refused_with_what_to_do() {
    Path far = Path.of("/tmp", "a".repeat(100));

    assertThatThrownBy(() -> new LabDirectory(far)).hasMessageContaining("shorter --dir");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void every_fault_can_be_made_and_taken_back_and_is_in_the_readme(Fault fault) throws IOException {
    assertThat(fault.requests(true, "")).isNotEmpty();
    assertThat(fault.requests(false, "")).isNotEmpty();
    assertThat(Files.readString(Path.of("deploy/lab/README.md"))).contains("`" + fault.text());
  }
}
