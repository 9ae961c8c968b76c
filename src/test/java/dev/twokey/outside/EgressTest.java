package dev.twokey.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.net.spi.InetAddressResolverProvider;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EgressTest {
  private static final LookupPolicy ANY = LookupPolicy.of(LookupPolicy.IPV4 | LookupPolicy.IPV6);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.0.1",
        "0.0.0.0",
        "0.1.2.3",
        "224.0.0.1",
        "255.255.255.255",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "::",
        "fe80::1",
        "febf::1",
        "ff02::1",
        "fd00:ec2::254",
        "fd20:ce::254",
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "64:ff9b::169.254.169.254",
        "2002:a9fe:a9fe::1"
      })
  void where_clouds_hand_out_credentials_and_nowhere_in_particular_are_refused(String address)
      throws Exception {
    assertThat(Egress.allows(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "::1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "fd00::1",
        "2001:db8::1",
        "::ffff:10.0.0.1",
        "203.0.113.7"
      })
  void loopback_private_and_public_addresses_are_allowed(String address) throws Exception {
    assertThat(Egress.allows(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata.google.internal", "METADATA.google.internal.", "instance-data"})
  void the_names_of_metadata_servers_are_refused(String name) {
    assertThat(Egress.allows(name)).isFalse();
  }

  @Test
  void an_answer_that_changes_after_the_check_is_checked_too() throws Exception {
    InetAddressResolver names = CheckedNames.over(answers("127.0.0.1", "169.254.169.254"));

    assertThat(names.lookupByName("broker.example", ANY)).hasSize(1);
    assertThatThrownBy(() -> names.lookupByName("broker.example", ANY))
        .isInstanceOf(UnknownHostException.class);
    assertThat(CheckedNames.refused("broker.example")).isTrue();
  }

  @Test
  void a_forbidden_address_beside_an_allowed_one_is_left_out() throws Exception {
    InetAddressResolver names = CheckedNames.over(answers("fe80::1 10.0.0.1"));

    assertThat(names.lookupByName("own.example", ANY).map(InetAddress::getHostAddress))
        .containsExactly("10.0.0.1");
  }

  @Test
  void a_metadata_name_is_not_even_looked_up() {
    InetAddressResolver names = CheckedNames.over(answers());
    assertThatThrownBy(() -> names.lookupByName("metadata.google.internal", ANY))
        .hasMessageContaining("never connects");
  }

  @Test
  void no_client_of_this_process_reaches_a_forbidden_address_by_a_name() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create("http://link-local.test/")).build();
      assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.discarding()))
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void the_program_installs_the_check_for_all_of_its_names() {
    List<String> found =
        ServiceLoader.load(InetAddressResolverProvider.class).stream()
            .map(p -> p.type().getName())
            .toList();
    assertThat(found).contains(CheckedNames.class.getName());
  }

  /** Answers with one line after the other; a line holds addresses. */
  private static InetAddressResolver answers(String... lines) {
    Deque<String> left = new ArrayDeque<>(List.of(lines));
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        List<InetAddress> found = new java.util.ArrayList<>();
        for (String address : left.removeFirst().split(" ", -1)) {
          found.add(InetAddress.getByName(address));
        }
        return found.stream();
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        throw new UnknownHostException();
      }
    };
  }
}
