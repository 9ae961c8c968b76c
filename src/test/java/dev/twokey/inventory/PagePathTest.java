package dev.twokey.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PagePathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/healthz",
        "/api/queues/%2F/orders",
        "/users/@me",
        "/a//b",
        "/x?to=../y&z=http://a.example/",
        "/v1..2/x"
      })
  void a_path_below_the_address_is_one(String path) {
    assertThat(PagePath.fits(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "healthz",
        "@evil.example/",
        ":9/",
        "//evil.example/x",
        "http://evil.example/",
        "/\\evil.example",
        "/a\r\nX-Admin: 1",
        "/a b",
        "/a\tb",
        "/a#b",
        "/../admin",
        "/a/..",
        "/a/./b",
        "/%2e%2E/admin",
        "/a/%2e%2e%2fadmin",
        "/a%5c..%5cadmin",
        "/\u00e4"
      })
  void what_could_lead_elsewhere_is_none(String path) {
    assertThat(PagePath.fits(path)).isFalse();
  }
}
