package dev.twokey.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.action.Risk;
import dev.twokey.problem.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a runbook is not trusted with: secrets, addresses, and a lower risk. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunbookTrustTest {
  private static final String FRONT =
      """
      ---
      title: A test
      service: rabbitmq
      owner: team
      environments: [staging]
      ---
      """;

  private static List<Finding> errors(String body) {
    return House.findings(Map.of("a-test.md", FRONT + body)).stream()
        .filter(f -> f.severity() == Finding.Severity.ERROR)
        .toList();
  }

  private static String check(String with) {
    return """
    ```yaml check
    id: page
    probe: http.get
    with: %s
    ```
    """
        .formatted(with);
  }

  @Test
  void a_page_of_a_service_is_fine() {
    assertThat(errors(check("{service: backend, path: /healthz?full=1}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{url: \"http://evil.example/\", service: backend, path: /}",
        "{host: evil.example, service: backend, path: /}",
        "{headers: {Host: evil.example}, service: backend, path: /}",
        "{header: \"X: y\", service: backend, path: /}",
        "{service: \"http://evil.example\", path: /}",
        "{service: evil.example, path: /}",
        "{service: backend, path: \"http://evil.example/\"}",
        "{service: backend, path: \"//evil.example/\"}",
        "{service: backend, path: \"@evil.example/\"}",
        "{service: backend, path: \"/../admin\"}",
        "{service: backend, path: \"/a\\r\\nX-Admin: 1\"}",
        "{service: backend, path: \"/a\\\\b\"}"
      })
  void a_runbook_can_not_name_an_address_or_a_header(String with) {
    assertThat(errors(check(with)))
        .isNotEmpty()
        .allSatisfy(f -> assertThat(f.at().file()).isEqualTo("a-test.md"))
        .allSatisfy(f -> assertThat(f.at().line()).isGreaterThan(6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"${env:HOME}", "${file:/etc/passwd}", "x${ env:HOME }"})
  void a_reference_to_a_secret_is_refused_with_file_and_line(String reference) {
    String block = check("{service: backend, path: /, says: \"" + reference + "\"}");
    assertThat(errors(block))
        .anySatisfy(f -> {
          assertThat(f.problem().what()).isEqualTo("A reference to a secret is not allowed here.");
          assertThat(f.at().line()).isEqualTo(10);
        });
    String front = FRONT.replace("A test", "\"" + reference + "\"");
    assertThat(House.findings(Map.of("a-test.md", front)))
        .anySatisfy(f -> {
          assertThat(f.problem().what()).isEqualTo("A reference to a secret is not allowed here.");
          assertThat(f.at().line()).isEqualTo(2);
        });
  }

  private static String restart(String id, String run, String risk) {
    return """
    ```yaml action
    id: %s
    run: %s
    %s
    verify: none
    ```
    By hand: do it.

    """
        .formatted(id, run, risk);
  }

  @Test
  void a_list_of_actions_is_as_bad_as_the_worst_that_it_runs() {
    String bad =
        restart("bad", "workload.restart", "risk: destroy\nwith: {workload: worker-transcode}");
    String file = FRONT + bad + restart("all", "[bad]", "");
    assertThat(House.catalog(Map.of("a-test.md", file)).action("a_test.all").orElseThrow().risk())
        .isEqualTo(Risk.DESTROY);
    assertThat(errors(bad + restart("all", "[bad]", "risk: change")))
        .anySatisfy(f ->
            assertThat(f.problem().what()).contains("is lower than that of what it runs, destroy"));
  }
}
