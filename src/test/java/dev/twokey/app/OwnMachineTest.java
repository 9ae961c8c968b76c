package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.InventoryReader;
import dev.twokey.inventory.Target;
import dev.twokey.problem.Problems;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What lies on the machine that Twokey runs on, by the addresses of the inventory. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OwnMachineTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");

  private static Map<Target, String> here(String file) {
    Problems problems = new Problems();
    Inventory inventory =
        InventoryReader.read(Map.of("staging.yaml", "color: blue", "prod.yaml", file), problems);
    assertThat(problems.hasErrors()).as("%s", problems.findings()).isFalse();
    return OwnMachine.find(inventory, NOW).addresses();
  }

  @Test
  void what_is_reached_by_a_loopback_address_lies_here_and_what_is_elsewhere_does_not() {
    assertThat(
            here(
                """
                connections:
                  near: {kind: http, url: "http://127.0.0.1:8080"}
                  far: {kind: http, url: "http://192.0.2.7:8080"}
                services:
                  journal: {connection: near}
                  shop: {connection: far}
                """))
        .containsExactly(Map.entry(new Target("prod", "journal"), "127.0.0.1"));
  }

  @Test
  void a_workload_lies_where_its_host_does() {
    assertThat(
            here(
                """
                connections:
                  machines: {kind: ssh, user: twokey}
                hosts:
                  here: {address: localhost, via: machines}
                  there: {address: 192.0.2.7, via: machines}
                workloads:
                  worker: {runs_on: host, host: here}
                  backend: {runs_on: host, host: there}
                """))
        .containsOnlyKeys(new Target("prod", "here"), new Target("prod", "worker"));
  }

  @Test
  void the_machines_own_name_leads_here() throws Exception {
    String name = InetAddress.getLocalHost().getHostName();

    assertThat(
            here(
                "connections: {own: {kind: http, url: \"http://"
                    + name
                    + ":80\"}}\nservices: {self: {connection: own}}\n"))
        .containsOnlyKeys(new Target("prod", "self"));
  }

  @Test
  void a_name_that_does_not_resolve_is_no_warning() {
    assertThat(
            here(
                """
                connections: {gone: {kind: http, url: "http://nowhere.invalid:80"}}
                services: {shop: {connection: gone}}
                """))
        .isEmpty();
  }
}
