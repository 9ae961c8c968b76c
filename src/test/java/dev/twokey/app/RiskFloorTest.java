package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.action.ActionCall;
import dev.twokey.action.ActionKind;
import dev.twokey.action.Risk;
import dev.twokey.command.Command;
import dev.twokey.command.CommandCatalog;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.SecretRef;
import dev.twokey.inventory.Secrets.SecretMissingException;
import dev.twokey.outside.World;
import dev.twokey.problem.Problems;
import dev.twokey.runbook.RunbookCatalog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The least risk of each kind stands in Java: files may raise it, and nothing lowers it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RiskFloorTest {
  private static final Inventory NOTHING = new Inventory(Map.of());
  private static final Kinds KINDS =
      Kinds.of(new World(() -> NOTHING, RiskFloorTest::noSecret, InstantSource.system()));

  private static dev.twokey.problem.Secret noSecret(SecretRef ref) {
    throw new SecretMissingException(ref, "there are none", "");
  }

  static List<ActionKind> kinds() {
    return List.copyOf(KINDS.actionKinds().values());
  }

  private static List<Risk> lower(Risk floor) {
    return Arrays.stream(Risk.values()).filter(r -> r.compareTo(floor) < 0).toList();
  }

  private static String command(ActionKind kind, String risk) {
    String parameters =
        kind.arguments().stream().map(RiskFloorTest::parameter).collect(Collectors.joining("\n"));
    return """
    command: try
    summary: Try it
    parameters:
    %s
    run: %s
    verify: none
    %s
    examples: ["/try"]
    """
        .formatted(parameters, kind.name(), risk);
  }

  private static String parameter(Argument argument) {
    String choices =
        argument.type() == ArgumentType.CHOICE ? ", choices: " + argument.choices() : "";
    return "  - {name: %s, type: %s, optional: %s, says: it%s}"
        .formatted(argument.name(), argument.type().word(), argument.optional(), choices);
  }

  private static Problems load(String command, CommandCatalog[] into) {
    Problems problems = new Problems();
    into[0] =
        CommandCatalog.read(
            Map.of("commands/try.yaml", command), KINDS.actionKinds().values(), problems);
    return problems;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void a_command_can_not_lower_the_risk_of_a_kind(ActionKind kind) {
    for (Risk risk : lower(kind.leastRisk())) {
      Problems problems = load(command(kind, "risk: " + risk.word()), new CommandCatalog[1]);
      assertThat(problems.findings().toString())
          .contains("The risk is '" + risk.word() + "', what it runs has");
    }
    CommandCatalog[] loaded = new CommandCatalog[1];
    load(command(kind, ""), loaded);
    assertThat(loaded[0].command("try").map(Command::risk)).contains(kind.leastRisk());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void a_runbook_can_not_lower_the_risk_of_a_kind(ActionKind kind) {
    for (Risk risk : lower(kind.leastRisk())) {
      String file =
          """
          ---
          title: A test
          service: x
          owner: team
          environments: [staging]
          ---
          ```yaml action
          id: act
          run: %s
          risk: %s
          verify: none
          ```
          By hand: do it.
          """
              .formatted(kind.name(), risk.word());
      Problems problems = new Problems();
      RunbookCatalog.load(
          Map.of("a.md", file), KINDS.probeKinds(), KINDS.actionKinds(), NOTHING, problems);
      assertThat(problems.findings().toString())
          .contains("The risk '" + risk.word() + "' is lower than that of what it runs");
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void a_call_that_claims_less_has_the_risk_of_its_kind(ActionKind kind) {
    ActionCall call = new ActionCall(kind.name(), "staging", Map.of(), Duration.ofSeconds(1));
    for (Risk risk : Risk.values()) {
      ActionCall claims = call.raisedTo(risk, kind.leastRisk());
      assertThat(claims.risk(kind.leastRisk())).isGreaterThanOrEqualTo(kind.leastRisk());
      assertThat(claims.risk(kind.leastRisk())).isGreaterThanOrEqualTo(risk);
    }
  }
}
