package dev.twokey;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Holds the shape of the house. {@link ArchitectureRulesTest} shows that each rule can turn red.
 */
class ArchitectureTest {
  /**
   * The rows, first to last: the only place where they are written down. A package imports packages
   * of earlier rows only, so packages of one row do not see each other. {@code connector.*} stands
   * for any number of packages that do not see each other either.
   */
  static final List<List<String>> ROWS =
      List.of(
          List.of("problem"),
          List.of("journal", "people", "inventory", "condition"),
          List.of("probe", "chat"),
          List.of("action"),
          List.of("engine", "chart"),
          List.of("command", "runbook", "credential"),
          List.of("plan", "incident", "witness"),
          List.of("approval", "diagnosis"),
          List.of("guard", "checklist"),
          List.of("trust"),
          List.of("operation"),
          List.of("gameday"),
          List.of("timeline", "audit"),
          List.of("chatops"),
          List.of("outside"),
          List.of(
              "chat.slack",
              "chat.discord",
              "web",
              "connector.*",
              "journal.sql",
              "export",
              "witness.sink",
              "alert.*"),
          List.of("app"),
          List.of("lab"));

  /** Rows 1 to 14 hold the domain: no I/O, no thread, no clock, no chance. */
  static final int LAST_DOMAIN_ROW = 14;

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.twokey");

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPackages("dev.twokey");

  private final ArchitectureRules rules = new ArchitectureRules("dev.twokey");

  @Test
  void every_package_is_in_a_row() {
    rules.everyPackageIsInARow().check(MAIN);
  }

  @Test
  void a_package_imports_only_earlier_rows() {
    rules.importsOnlyEarlierRows().check(MAIN);
  }

  @Test
  void the_lab_imports_problem_only() {
    rules.labImportsProblemOnly().check(MAIN);
  }

  @Test
  void the_domain_does_no_input_or_output() {
    rules.domainDoesNoInputOrOutput().check(MAIN);
  }

  @Test
  void the_domain_starts_no_thread() {
    rules.domainStartsNoThread().check(MAIN);
  }

  @Test
  void the_domain_reads_no_clock_and_throws_no_dice() {
    rules.domainReadsNoClockAndThrowsNoDice().check(MAIN);
  }

  @Test
  void the_domain_knows_no_framework_of_the_edges() {
    rules.domainKnowsNoFramework().check(MAIN);
  }

  @Test
  void every_package_is_null_marked() {
    rules.everyPackageIsNullMarked().check(MAIN);
  }

  @Test
  void no_package_has_an_empty_name() {
    rules.noPackageHasAnEmptyName().check(MAIN);
  }

  @Test
  void only_the_engine_reads_probes_and_runs_actions() {
    rules.onlyTheEngineReadsProbesAndRunsActions().check(MAIN);
  }

  @Test
  void tests_do_not_mock_our_own_types() {
    rules.testsDoNotMockOurOwnTypes().check(TESTS);
  }
}
