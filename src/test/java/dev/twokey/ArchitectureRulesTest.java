package dev.twokey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Shows with planted classes (src/test/java/archfixture) that each rule of the house turns red. */
class ArchitectureRulesTest {
  @Test
  void a_later_row_a_neighbour_and_another_connector_are_seen() {
    List<String> found = violations("rows", ArchitectureRules::importsOnlyEarlierRows);
    assertThat(found)
        .anyMatch(text -> text.startsWith("problem (row 1) sees engine (row 5)"))
        .anyMatch(text -> text.startsWith("chart (row 5) sees engine (row 5)"))
        .anyMatch(text -> text.startsWith("connector.two (row 16) sees connector.one (row 16)"))
        .noneMatch(text -> text.startsWith("app"));
  }

  @Test
  void a_lab_that_sees_the_engine_is_seen() {
    assertThat(violations("lab", ArchitectureRules::labImportsProblemOnly))
        .isNotEmpty()
        .allMatch(text -> text.startsWith("the lab sees engine (row 5)"));
  }

  @Test
  void a_package_in_no_row_is_seen() {
    assertThat(violations("unknown", ArchitectureRules::everyPackageIsInARow))
        .containsExactlyInAnyOrder(
            "package archfixture.unknown is in no row",
            "package archfixture.unknown.helpers is in no row",
            "package archfixture.unknown.journal.inner is in no row");
  }

  @Test
  void input_and_output_in_the_domain_are_seen() {
    assertThat(violations("io", ArchitectureRules::domainDoesNoInputOrOutput))
        .anyMatch(text -> text.contains("java.nio.file.Files"))
        .anyMatch(text -> text.contains("java.net.Socket"))
        .anyMatch(text -> text.contains("java.sql.Connection"))
        .noneMatch(text -> text.contains("java.net.URI"))
        .noneMatch(text -> text.contains("archfixture.io.export"));
  }

  @Test
  void threads_in_the_domain_are_seen() {
    assertThat(violations("threads", ArchitectureRules::domainStartsNoThread))
        .anyMatch(text -> text.contains("Thread.startVirtualThread"))
        .anyMatch(text -> text.contains("Thread.ofVirtual"))
        .anyMatch(text -> text.contains("java.util.concurrent.Executors"))
        .anyMatch(text -> text.contains("CompletableFuture.supplyAsync"))
        .anyMatch(text -> text.contains("parallelStream"));
  }

  @Test
  void clocks_and_dice_in_the_domain_are_seen() {
    assertThat(violations("clock", ArchitectureRules::domainReadsNoClockAndThrowsNoDice))
        .anyMatch(text -> text.contains("Clocks.instant()"))
        .anyMatch(text -> text.contains("Clocks.reference()"))
        .anyMatch(text -> text.contains("Clocks.date("))
        .anyMatch(text -> text.contains("Clocks.clock()"))
        .anyMatch(text -> text.contains("Clocks.source()"))
        .anyMatch(text -> text.contains("Clocks.millis()"))
        .anyMatch(text -> text.contains("Clocks.id()"))
        .anyMatch(text -> text.contains("Clocks.dice()"))
        .anyMatch(text -> text.contains("Clocks.localDice()"))
        .anyMatch(text -> text.contains("Clocks.unseeded()"))
        .noneMatch(text -> text.contains("IsAllowed"));
  }

  @Test
  void a_framework_in_the_domain_is_seen() {
    assertThat(violations("framework", ArchitectureRules::domainKnowsNoFramework))
        .anyMatch(text -> text.contains("io.javalin.http.Context"));
  }

  @Test
  void a_package_without_null_marked_is_seen() {
    assertThat(violations("unknown", ArchitectureRules::everyPackageIsNullMarked))
        .contains("package archfixture.unknown.helpers is not @NullMarked");
  }

  @Test
  void a_package_with_an_empty_name_is_seen() {
    assertThat(violations("names", ArchitectureRules::noPackageHasAnEmptyName))
        .containsExactly("package archfixture.names.plan.util says nothing by its name");
  }

  @Test
  void a_way_around_the_engine_is_seen() {
    assertThat(violations("engineonly", ArchitectureRules::onlyTheEngineReadsProbesAndRunsActions))
        .hasSize(3)
        .anyMatch(text -> text.contains("Probe.read()"))
        .anyMatch(text -> text.contains("Action.execute()"))
        .anyMatch(text -> text.contains("Action.preview()"))
        .allMatch(text -> text.contains("Shortcut"));
  }

  @Test
  void a_mock_of_our_own_type_is_seen() {
    assertThat(violations("mocks", ArchitectureRules::testsDoNotMockOurOwnTypes))
        .anyMatch(text -> text.contains("Mocks.byClass()"))
        .anyMatch(text -> text.contains("Mocks.byGuess()"))
        .anyMatch(text -> text.contains("Mocks.bySpy("))
        .anyMatch(text -> text.contains("Mocks.field"))
        .noneMatch(text -> text.contains("othersAreAllowed"));
  }

  private static List<String> violations(
      String planted, Function<ArchitectureRules, ArchRule> rule) {
    String base = "archfixture." + planted;
    return rule.apply(new ArchitectureRules(base))
        .evaluate(new ClassFileImporter().importPackages(base))
        .getFailureReport()
        .getDetails();
  }
}
