package dev.twokey.bench;

import dev.twokey.action.Action;
import dev.twokey.action.ActionCall;
import dev.twokey.action.ActionKind;
import dev.twokey.action.Effect;
import dev.twokey.action.Outcome;
import dev.twokey.action.Preview;
import dev.twokey.action.Risk;
import dev.twokey.approval.Review;
import dev.twokey.chat.Conversation;
import dev.twokey.chatops.Setup;
import dev.twokey.command.CommandCatalog;
import dev.twokey.command.Names;
import dev.twokey.guard.PolicyReader;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.InventoryReader;
import dev.twokey.inventory.Target;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationInput;
import dev.twokey.operation.Request;
import dev.twokey.people.Account;
import dev.twokey.people.FileRoster;
import dev.twokey.people.PersonId;
import dev.twokey.people.RosterReader;
import dev.twokey.plan.Draft;
import dev.twokey.plan.Step;
import dev.twokey.plan.Verification;
import dev.twokey.probe.Cancellation;
import dev.twokey.probe.Probe;
import dev.twokey.problem.Problems;
import dev.twokey.runbook.RunbookCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A house with two environments and two people, whose workloads are restarted with two keys. */
final class BenchHouse {
  static final PersonId ANA = new PersonId("ana");
  static final PersonId BEN = new PersonId("ben");
  static final Conversation PROD = new Conversation("console", "prod", Optional.empty());

  private static final String KIND = "workload.restart";
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private static final String PEOPLE =
      """
      people:
        ana: {name: Ana, roles: [responder], accounts: [console]}
        ben: {name: Ben, roles: [approver], accounts: [console]}
      """;

  private static final String POLICY =
      """
      environments:
        staging:
          read: {role: responder}
          change: {role: responder, confirm: true}
        prod:
          read: {role: responder}
          change: {role: responder, approval: {of: approver, quorum: 1, pending: 15m, start_within: 10m}}
      """;

  private BenchHouse() {}

  /** Returns the house with one runbook. */
  static Setup setup(Map<String, String> runbooks, List<Probe> probes) {
    Problems problems = new Problems();
    Inventory inventory =
        InventoryReader.read(
            Map.of(
                "staging.yaml", "color: blue\nchannels: [console:staging]\n",
                "prod.yaml", "color: red\nproduction: true\nchannels: [console:prod]\n"),
            problems);
    FileRoster roster = RosterReader.read("people.yaml", PEOPLE, problems);
    Map<String, ActionKind> actions = Map.of(KIND, new Restart(_ -> success()).kind());
    Optional<RunbookCatalog> catalog =
        RunbookCatalog.load(
            runbooks,
            probes.stream()
                .map(Probe::kind)
                .collect(java.util.stream.Collectors.toMap(k -> k.name(), k -> k)),
            actions,
            inventory,
            problems);
    Setup setup =
        new Setup(
            roster,
            PolicyReader.read("policy.yaml", POLICY, roster, inventory, problems),
            inventory,
            catalog.orElseThrow(() -> new IllegalStateException(problems.findings().toString())),
            CommandCatalog.of(List.of()),
            Names.of(List.of(), List.of()),
            actions,
            false);
    if (problems.hasErrors()) {
      throw new IllegalStateException(problems.findings().toString());
    }
    return setup;
  }

  static Outcome success() {
    return new Outcome.Succeeded("pid 812 became pid 990");
  }

  /** Ana asks for a restart of a workload in prod. */
  static OperationInput ask(String workload) {
    ActionCall call = new ActionCall(KIND, "prod", Map.of("workload", workload), TIMEOUT);
    Draft draft =
        new Draft(
            "restart " + workload,
            "prod",
            Risk.CHANGE,
            List.of(new Step.Act("act", "restart " + workload, call, new Verification.None())),
            List.of(),
            List.of(),
            Optional.empty(),
            Map.of(),
            List.of("restart"),
            List.of("jobs in flight are taken up again"),
            "the queue is stuck",
            Optional.empty());
    return new OperationInput.Ask(
        new Request(ANA, account(ANA), PROD, "/restart " + workload + " prod", draft, false));
  }

  /** Ben signs it. */
  static OperationInput sign(Operation operation, Instant at) {
    return new OperationInput.Sign(
        new Review(BEN, account(BEN), true, operation.hash().hex(), "", at));
  }

  static Account account(PersonId person) {
    return new Account("console", person.id());
  }

  /** A restart that does what it is told. */
  record Restart(Function<ActionCall, Outcome> effect) implements Action {
    @Override
    public ActionKind kind() {
      return new ActionKind(
          KIND, Risk.CHANGE, Set.of(Effect.RESTART), List.of(), false, "restarts a workload");
    }

    @Override
    public Preview preview(ActionCall call, Cancellation cancellation) {
      String workload = String.valueOf(call.with().get("workload"));
      return new Preview.Ready(
          List.of(new Target("prod", workload)),
          "restart unit " + workload + " on host api-1",
          List.of("pid 812 becomes a new one"),
          "f1",
          "not needed: a restart is safe to repeat",
          "ssh api-1 systemctl restart " + workload);
    }

    @Override
    public Outcome execute(ActionCall call, String fingerprint, Cancellation cancellation) {
      return effect.apply(call);
    }
  }
}
