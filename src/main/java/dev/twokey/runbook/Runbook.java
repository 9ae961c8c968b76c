package dev.twokey.runbook;

import static java.util.Objects.requireNonNull;

import dev.twokey.inventory.Argument;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One file, linked and typed. A plain Markdown file is a runbook too: it has a title and a text.
 *
 * @param id snake_case
 * @param file relative to the folder, such as {@code rabbitmq-down.md}
 * @param text the whole file
 * @param sha256 of the text, in hex
 * @param service what it is about; empty in a plain file
 * @param owner who keeps it; empty in a plain file
 * @param environments where it applies
 * @param alerts names of alerts that lead here
 * @param postmortemAfter an outage longer than this needs one
 * @param parameters asked for when a step needs one
 * @param watch how often its checks run where no alert exists
 * @param impacts rows of the impact table
 * @param blocks by their ids in this file, in the order of the file
 * @param taskLists by their ids in this file, in the order of the file
 */
public record Runbook(
    String id,
    String file,
    String text,
    String sha256,
    String title,
    String service,
    String owner,
    List<String> environments,
    List<String> alerts,
    Optional<Duration> postmortemAfter,
    List<Argument> parameters,
    Optional<Duration> watch,
    List<Impact> impacts,
    Map<String, Block> blocks,
    Map<String, TaskList> taskLists) {
  private static final List<String> AFTERWARDS = List.of("recovery", "audit", "after");

  public Runbook {
    requireNonNull(id, "id");
    requireNonNull(file, "file");
    requireNonNull(text, "text");
    requireNonNull(sha256, "sha256");
    requireNonNull(title, "title");
    requireNonNull(service, "service");
    requireNonNull(owner, "owner");
    requireNonNull(postmortemAfter, "postmortemAfter");
    requireNonNull(watch, "watch");
    environments = List.copyOf(environments);
    alerts = List.copyOf(alerts);
    parameters = List.copyOf(parameters);
    impacts = List.copyOf(impacts);
    blocks = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
    taskLists = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(taskLists));
  }

  /** Returns the checks in the order of the file. */
  public List<Check> checks() {
    return of(Check.class);
  }

  /** Returns the causes in the order of the file. */
  public List<Cause> causes() {
    return of(Cause.class);
  }

  /** Returns the actions in the order of the file. */
  public List<RunbookAction> actions() {
    return of(RunbookAction.class);
  }

  /** Returns what is forbidden for now. */
  public List<Forbid> forbids() {
    return of(Forbid.class);
  }

  /** Returns the drills in the order of the file. */
  public List<Drill> drills() {
    return of(Drill.class);
  }

  /**
   * Returns the lists for the time after an outage: those whose heading begins with Recovery, Audit
   * or After.
   */
  public List<TaskList> afterwards() {
    return taskLists.entrySet().stream()
        .filter(e -> AFTERWARDS.stream().anyMatch(e.getKey()::startsWith))
        .map(Map.Entry::getValue)
        .toList();
  }

  private <B extends Block> List<B> of(Class<B> kind) {
    return blocks.values().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
