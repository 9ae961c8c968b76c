package dev.twokey.fuzz;

import dev.twokey.chatops.ButtonIdsFuzz;
import dev.twokey.command.CommandFilesFuzz;
import dev.twokey.command.CommandLinesFuzz;
import dev.twokey.condition.ConditionsFuzz;
import dev.twokey.connector.pgbackrest.BackupReportsFuzz;
import dev.twokey.journal.EventTextsFuzz;
import dev.twokey.problem.RedactionFuzz;
import dev.twokey.runbook.RunbooksFuzz;
import dev.twokey.trust.InventoryFilesFuzz;
import dev.twokey.trust.PeopleFilesFuzz;
import dev.twokey.trust.PolicyFilesFuzz;
import dev.twokey.web.ConsoleBodiesFuzz;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Everything that is fuzzed, by its name. A target is made when it is needed: one starts a server.
 */
final class FuzzTargets {
  private static final Map<String, Supplier<FuzzTarget>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("command-lines", CommandLinesFuzz::new);
    ALL.put("command-files", CommandFilesFuzz::new);
    ALL.put("runbooks", RunbooksFuzz::new);
    ALL.put("conditions", ConditionsFuzz::new);
    ALL.put("people-files", PeopleFilesFuzz::new);
    ALL.put("policy-files", PolicyFilesFuzz::new);
    ALL.put("inventory-files", InventoryFilesFuzz::new);
    ALL.put("event-texts", EventTextsFuzz::new);
    ALL.put("button-ids", ButtonIdsFuzz::new);
    ALL.put("backup-reports", BackupReportsFuzz::new);
    ALL.put("redaction", RedactionFuzz::new);
    ALL.put("console-bodies", ConsoleBodiesFuzz::new);
  }

  private FuzzTargets() {}

  /** Returns all names, which are those of the folders of kept inputs. */
  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  static FuzzTarget named(String name) {
    Supplier<FuzzTarget> target = ALL.get(name);
    if (target == null) {
      throw new IllegalArgumentException(
          "there is no fuzz target '" + name + "'; there are " + String.join(", ", names()));
    }
    return target.get();
  }
}
