package dev.twokey.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.connector.TestInventory.Addresses;
import dev.twokey.connector.host.HostConnector;
import dev.twokey.connector.net.NetConnector;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import dev.twokey.probe.TestCancellation;
import dev.twokey.problem.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NetReadingsTest {
  private final FakeWeb web = new FakeWeb();
  private final FakeWeb elsewhere = new FakeWeb();

  NetReadingsTest() throws IOException {}

  @AfterEach
  void close() {
    web.close();
    elsewhere.close();
  }

  private static Reading read(String probe, Map<String, Object> with, Addresses at) {
    TestInventory inventory = new TestInventory().environment("staging", at);
    return ProbeSystems.named(probe, NetConnector.probes(inventory.world(), HostConnector.place()))
        .read(
            new ProbeCall(probe, "staging", Optional.empty(), with, Duration.ofSeconds(10)),
            new TestCancellation());
  }

  private Reading get(String path) {
    return read(
        "http.get",
        Map.of("service", "backend", "path", path),
        Addresses.nowhere("/nowhere").web(web.address()));
  }

  private static ErrorCode code(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    return ((Reading.Unreadable) reading).why().code();
  }

  @Test
  void a_status_of_failure_is_an_answer() {
    assertThat(LabWorld.values(get("/broken")))
        .containsEntry("answered", true)
        .containsEntry("status", 503L)
        .containsEntry("body", "down");
  }

  @Test
  void a_redirect_on_the_same_host_is_followed() {
    assertThat(LabWorld.values(get("/moved")))
        .containsEntry("status", 200L)
        .containsEntry("body", "{\"log_level\":\"warn\"}");
  }

  @Test
  void a_redirect_to_another_host_or_port_is_not_followed() {
    web.elsewhere(elsewhere.address() + "/healthz");
    assertThat(LabWorld.values(get("/away"))).containsEntry("status", 302L);
  }

  @Test
  void redirects_in_a_circle_end() {
    assertThat(LabWorld.values(get("/round"))).containsEntry("status", 302L);
  }

  @Test
  void a_long_page_is_cut() {
    String body = LabWorld.field(LabWorld.values(get("/long")), "body").toString();
    assertThat(body).hasSize(64 * 1024);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"healthz", "@127.0.0.1:9/", ":9/", "//", "/a b", "http://127.0.0.1:9/", "/../x"})
  void a_path_can_not_lead_to_another_address(String path) {
    Reading reading = get(path);
    if (reading instanceof Reading.Observed observed) {
      // what is taken as a path stays on the service, which knows no such page or refuses its form
      assertThat(observed.values().get("status")).isIn(404L, 400L);
    } else {
      assertThat(code(reading)).isEqualTo(ErrorCode.ARGUMENT_INVALID);
    }
  }

  @Test
  void an_address_where_clouds_hand_out_credentials_is_never_asked() {
    Addresses nowhere = Addresses.nowhere("/nowhere");
    Map<String, Object> page = Map.of("service", "backend", "path", "/");
    for (String host : new String[] {ControlledResolver.LINK_LOCAL, "169.254.169.254", "0.0.0.0"}) {
      assertThat(code(read("http.get", page, nowhere.web("http://" + host))))
          .isEqualTo(ErrorCode.CONFIG_INVALID);
      assertThat(
              code(read("tcp.connect", Map.of("service", "rabbitmq"), nowhere.amqp(host + ":80"))))
          .isEqualTo(ErrorCode.CONFIG_INVALID);
    }
  }

  @Test
  void a_name_that_does_not_resolve_is_no_answer_and_has_no_addresses() {
    Addresses at = Addresses.nowhere("/nowhere").amqp(ControlledResolver.UNKNOWN + ":5672");
    assertThat(LabWorld.values(read("dns.resolve", Map.of("service", "rabbitmq"), at)))
        .containsEntry("answered", false)
        .containsEntry("addresses", java.util.List.of())
        .containsEntry("host", ControlledResolver.UNKNOWN)
        .containsEntry("detail", "The host name unknown.test does not resolve.");
    assertThat(LabWorld.values(read("tcp.connect", Map.of("service", "rabbitmq"), at)))
        .containsEntry("answered", false)
        .containsEntry("detail", "The host name unknown.test does not resolve.");
  }

  @Test
  void a_refused_connection_says_so() {
    Addresses at = Addresses.nowhere("/nowhere");
    assertThat(LabWorld.values(read("tcp.connect", Map.of("service", "rabbitmq"), at)))
        .isEqualTo(
            Map.of("answered", false, "detail", TestInventory.NOBODY + " refused the connection."));
  }
}
