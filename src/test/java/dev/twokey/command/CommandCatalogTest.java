package dev.twokey.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.action.Risk;
import dev.twokey.problem.Finding;
import dev.twokey.problem.Problems;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CommandCatalogTest {
  @Test
  void the_shipped_commands_load_without_a_finding() {
    CommandCatalog catalog = TestWorld.catalog();
    assertThat(catalog.commands())
        .extracting(Command::name)
        .containsExactly(
            "approve",
            "confirm",
            "deny",
            "diagnose",
            "enroll",
            "export",
            "gameday",
            "grant",
            "halt",
            "help",
            "incident",
            "passkey",
            "release",
            "restart",
            "revoke",
            "runbook",
            "takeover",
            "token",
            "withdraw");
    assertThat(catalog.commands())
        .filteredOn(Command::reserved)
        .extracting(Command::name)
        .containsExactlyElementsOf(CommandCatalog.RESERVED.keySet());
  }

  @Test
  void a_command_is_found_with_or_without_its_slash() {
    CommandCatalog catalog = TestWorld.catalog();
    assertThat(catalog.command("restart")).isPresent();
    assertThat(catalog.command("/Restart")).isEqualTo(catalog.command("restart"));
    assertThat(catalog.command("//restart")).isEmpty();
  }

  @Test
  void restart_runs_an_action_and_diagnose_a_handler() {
    Command restart = TestWorld.catalog().command("restart").orElseThrow();
    assertThat(restart.handler()).isEmpty();
    assertThat(restart.run()).isEqualTo("workload.restart");
    assertThat(restart.risk()).isEqualTo(Risk.CHANGE);
    assertThat(restart.verify()).contains("workload.healthy");
    assertThat(restart.usage()).isEqualTo("/restart WORKLOAD [ENVIRONMENT] [REASON]");
    Command diagnose = TestWorld.catalog().command("diagnose").orElseThrow();
    assertThat(diagnose.handler()).contains(Handler.DIAGNOSE);
    assertThat(diagnose.risk()).isEqualTo(Risk.READ);
  }

  @Test
  void the_risk_of_a_command_can_be_raised() {
    String raised =
        """
        command: purge
        summary: x
        parameters: [{name: workload, type: workload}]
        run: workload.restart
        risk: destroy
        verify: none
        examples: [/purge api]
        """;
    assertThat(
            TestWorld.catalog(Map.of("commands/purge.yaml", raised))
                .command("purge")
                .orElseThrow()
                .risk())
        .isEqualTo(Risk.DESTROY);
  }

  @Test
  void a_reserved_command_can_not_be_removed() {
    for (String name : CommandCatalog.RESERVED.keySet()) {
      Map<String, String> files = TestWorld.shipped();
      assertThat(files.remove("commands/" + name + ".yaml")).isNotNull();
      assertThat(findings(files))
          .containsExactly(
              "commands/"
                  + name
                  + ".yaml:1:1: The reserved command /"
                  + name
                  + " is missing or can't be read. Put back the file that Twokey ships.");
    }
  }

  @Test
  void a_command_can_not_be_shadowed_by_a_second_file() {
    Map<String, String> files = TestWorld.shipped();
    files.put("commands/more/halt.yml", String.valueOf(files.get("commands/halt.yaml")));
    assertThat(findings(files))
        .anySatisfy(f -> assertThat(f).contains("The command /halt has two files."));
  }

  @Test
  void a_command_with_an_error_is_left_out() {
    Map<String, String> files = TestWorld.shipped();
    files.put(
        "commands/diagnose.yaml",
        "command: diagnose\nsummary: x\nrun: nothing\nexamples: /diagnose\n");
    Problems problems = new Problems();
    CommandCatalog catalog = CommandCatalog.read(files, TestWorld.KINDS, problems);
    assertThat(problems.hasErrors()).isTrue();
    assertThat(catalog.command("diagnose")).isEmpty();
    assertThat(catalog.command("restart")).isPresent();
  }

  @Test
  void there_are_no_more_commands_than_platforms_show() {
    Map<String, String> files = TestWorld.shipped();
    for (int i = 0; i < CommandCatalog.COMMANDS_MAX; i++) {
      files.put(
          "commands/d" + i + ".yaml",
          "command: d"
              + i
              + "\nsummary: x\nparameters: {name: service, type: service}\n"
              + "run: diagnose\nexamples: /d"
              + i
              + " x\n");
    }
    assertThat(findings(files)).singleElement().asString().contains("the limit is 100");
  }

  private static List<String> findings(Map<String, String> files) {
    Problems problems = new Problems();
    CommandCatalog.read(files, TestWorld.KINDS, problems);
    return problems.findings().stream().map(Finding::toString).toList();
  }
}
