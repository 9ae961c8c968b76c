package dev.twokey.sim;

import dev.twokey.action.ActionKind;
import dev.twokey.action.Effect;
import dev.twokey.action.Risk;
import dev.twokey.condition.Shape;
import dev.twokey.guard.Policy;
import dev.twokey.guard.PolicyReader;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Entry;
import dev.twokey.inventory.EntryKind;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.operation.Known;
import dev.twokey.people.FileRoster;
import dev.twokey.people.RosterReader;
import dev.twokey.probe.ProbeKind;
import dev.twokey.problem.Problems;
import dev.twokey.runbook.RunbookCatalog;
import dev.twokey.runbook.TaskList;
import dev.twokey.trust.InForce;
import dev.twokey.trust.Root;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The files that a history is played with, read by the real readers, in several versions. */
public final class Setting {
  /** The units of the one host of each environment. */
  static final List<String> UNITS = List.of("web", "mail");

  /** The environments. */
  static final List<String> ENVIRONMENTS = List.of("staging", "prod");

  static final String HOST = "box";
  static final String RUNBOOK = "house";

  private static final double TIME_SCALE = 1;

  private static final Map<String, Connection> CONNECTIONS =
      Map.of("pager", new Connection("pager", "webhook", Map.of(), Map.of()));

  private static final String PEOPLE =
      """
      people:
        ana: {name: Ana, roles: [responder], accounts: [console, "slack:T1/U1"]}
        ben: {name: Ben, roles: [responder, approver], accounts: [console, "slack:T1/U2"]}
        chi: {name: Chi, roles: [approver], accounts: [console]}
        dee: {name: Dee, roles: [responder, approver], accounts: [console]}
        eve: {name: Eve, roles: [], accounts: [console]}
      on_call: {fallback: [ana]}
      """;

  private static final String POLICY =
      """
      environments:
        staging:
          read: {role: responder}
          change: {role: responder, confirm: true}
          drill: {role: responder}
        prod:
          read: {role: responder}
          change: {role: responder, approval: {of: approver, quorum: 1, pending: 3m, start_within: 2m}, fresh_evidence: 20s}
          drill: {role: responder, approval: {of: approver, quorum: 1, pending: 3m}, phrase: BREAK-PROD}
      break_glass: {role: responder, risks: [change], delay: 30s}
      """;

  private static final String BOOK =
      """
      ---
      title: The house is down
      service: web
      owner: ana
      environments: [staging, prod]
      ---

      # The house is down

      ## What breaks

      | Subsystem | Effect | Severity |
      |---|---|---|
      | Web | nothing answers | HIGH |

      ## Checks

      ```yaml check
      id: web
      probe: host.service
      with: {host: box, unit: web}
      expect: it.state == "active"
      ```
      ```yaml check
      id: mail
      probe: host.service
      with: {host: box, unit: mail}
      expect: it.state == "active"
      ```

      ## Causes

      ```yaml cause
      id: web_down
      when: web.state != "active"
      mitigate: [start_web]
      ```
      ```yaml cause
      id: mail_down
      when: mail.state != "active"
      mitigate: [restart_mail]
      ```

      ## Mitigations

      ```yaml action
      id: start_web
      run: host.service.restart
      with: {host: box, unit: web}
      needs: web_down.holds
      verify: web.ok
      within: 1m
      ```
      By hand: `systemctl restart web`.

      ```yaml action
      id: restart_web
      run: host.service.restart
      with: {host: box, unit: web}
      verify: web.ok
      within: 1m
      ```
      By hand: `systemctl restart web`.

      ```yaml action
      id: restart_mail
      run: host.service.restart
      with: {host: box, unit: mail}
      verify: mail.ok
      within: 1m
      ```
      By hand: `systemctl restart mail`.

      ```yaml forbid
      id: keep_mail
      effect: [restart]
      target: mail
      while: web_down.holds
      says: Mend the web first.
      ```

      ## Drills

      ```yaml drill
      id: outage
      alias: E
      says: The web stops for a while
      environments: [staging, prod]
      steady_state: web.ok
      inject: {run: host.service.stop, with: {host: box, unit: web}}
      undo: {run: host.service.start, with: {host: box, unit: web}}
      lasts: 25s
      abort_when: "!mail.ok"
      expects: {cause: web_down, detected_within: 10s, recovered_within: 15s, recovered_by: undo}
      ```
      ```yaml drill
      id: self_healing
      alias: S
      says: The mail stops and somebody mends it
      environments: [staging, prod]
      steady_state: mail.ok
      inject: {run: host.service.stop, with: {host: box, unit: mail}}
      undo: {run: host.service.start, with: {host: box, unit: mail}}
      lasts: 30s
      expects: {cause: mail_down, detected_within: 10s, recovered_within: 15s, recovered_by: itself}
      ```

      ## First moves

      - [ ] `web`: does it answer?
      - [ ] Tell everybody
      - [ ] `restart_mail`
      - [ ] `mail`
      """;

  private static final String PASSKEYS =
      POLICY
          .replace(
              "quorum: 1, pending: 3m}, phrase", "quorum: 1, pending: 3m}, proof: passkey, phrase")
          .replace("start_within: 2m}, fresh", "start_within: 2m}, proof: passkey, fresh");

  private static final Setting ONE = new Setting();

  private final Inventory inventory = inventory();
  private final RunbookCatalog catalog = catalog(BOOK);
  private final RunbookCatalog edited =
      catalog(BOOK.replace("verify: mail.ok", "verify: mail.ok && mail.state == \"active\""));
  private final FileRoster roster = roster(PEOPLE);
  private final List<FileRoster> rosters =
      List.of(
          roster,
          roster(
              PEOPLE.replace("chi: {name: Chi, roles: [approver]", "chi: {name: Chi, roles: []")),
          roster(PEOPLE.replace("roles: [responder, approver]", "roles: [approver]")),
          roster(
              PEOPLE.replace("name: Ben, roles: [responder, approver]", "name: Ben, roles: []")));
  private final Policy policy = policy(POLICY);
  private final List<Policy> policies =
      List.of(
          policy,
          policy(POLICY.replace("quorum: 1, pending: 3m, start", "quorum: 2, pending: 3m, start")),
          policy(
              POLICY.replace("confirm: true", "approval: {of: approver, quorum: 1, pending: 2m}")),
          policy(POLICY.replace("confirm: true", "cooldown: 20s")),
          policy(PASSKEYS),
          policy(PASSKEYS.replace("confirm: true", "confirm: true, proof: passkey")));

  private final Map<Integer, InForce> says = new ConcurrentHashMap<>();
  private final Map<Integer, Root> roots = new ConcurrentHashMap<>();

  private Setting() {}

  /** Returns the one setting; it never changes. */
  static Setting get() {
    return ONE;
  }

  /** Returns what a replica knows with the first version of each file. */
  Known known() {
    return new Known(roster, policy, inventory, catalog);
  }

  /** Returns one of the versions of the roster. */
  int anyRoster(RandomGenerator random) {
    return random.nextInt(rosters.size());
  }

  /** Returns one of the versions of the roster that lack somebody's role. */
  int narrowRoster(RandomGenerator random) {
    return 1 + random.nextInt(rosters.size() - 1);
  }

  /** Returns one of the versions of the policy. */
  int anyPolicy(RandomGenerator random) {
    return random.nextInt(policies.size());
  }

  /** Returns these versions of roster and policy, with the inventory. */
  InForce says(int rosterVersion, int policyVersion) {
    return says.computeIfAbsent(
        rosterVersion * policies.size() + policyVersion,
        _ -> new InForce(rosters.get(rosterVersion), policies.get(policyVersion), inventory));
  }

  /** Returns what power rests on with these versions. */
  Root root(int rosterVersion, int policyVersion) {
    return roots.computeIfAbsent(
        rosterVersion * policies.size() + policyVersion,
        _ -> says(rosterVersion, policyVersion).root());
  }

  RunbookCatalog catalog(boolean editedBook) {
    return editedBook ? edited : catalog;
  }

  /** Returns the runbook's task list. */
  TaskList taskList() {
    return catalog.runbook(RUNBOOK).orElseThrow().taskLists().values().iterator().next();
  }

  /** Returns what a replica knows whose files were edited so, each from its first version. */
  public static Known edited(
      UnaryOperator<String> people, UnaryOperator<String> policy, UnaryOperator<String> book) {
    Setting files = get();
    return new Known(
        roster(people.apply(PEOPLE)),
        files.policy(policy.apply(POLICY)),
        files.inventory,
        files.catalog(book.apply(BOOK)));
  }

  /** Returns what a replica knows with other people and another policy, which must be right. */
  public static Known of(String people, String policy) {
    Problems problems = new Problems();
    FileRoster roster = RosterReader.read("people.yaml", people, problems);
    Policy read = PolicyReader.read("policy.yaml", policy, roster, get().inventory, problems);
    if (!problems.findings().isEmpty()) {
      throw new IllegalStateException(problems.findings().toString());
    }
    return new Known(roster, read, get().inventory, get().catalog);
  }

  private static FileRoster roster(String text) {
    Problems problems = new Problems();
    FileRoster roster = RosterReader.read("people.yaml", text, problems);
    refuse(problems);
    return roster;
  }

  private Policy policy(String text) {
    Problems problems = new Problems();
    Policy read = PolicyReader.read("policy.yaml", text, roster, inventory, problems);
    refuse(problems);
    return read;
  }

  private RunbookCatalog catalog(String text) {
    Problems problems = new Problems();
    Map<String, ActionKind> actions =
        actions().stream().collect(Collectors.toMap(ActionKind::name, k -> k));
    Map<String, ProbeKind> probes =
        probes().stream().collect(Collectors.toMap(ProbeKind::name, k -> k));
    return RunbookCatalog.load(Map.of(RUNBOOK + ".md", text), probes, actions, inventory, problems)
        .orElseThrow(() -> new IllegalStateException(problems.findings().toString()));
  }

  private static void refuse(Problems problems) {
    if (problems.hasErrors()) {
      throw new IllegalStateException(problems.findings().toString());
    }
  }

  private static Inventory inventory() {
    Map<String, Environment> environments = new LinkedHashMap<>();
    for (String name : ENVIRONMENTS) {
      Map<EntryKind, Map<String, Entry>> entries = new LinkedHashMap<>();
      entries.put(EntryKind.HOST, Map.of(HOST, new Entry(EntryKind.HOST, HOST, Map.of())));
      Map<String, Entry> services = new LinkedHashMap<>();
      for (String unit : UNITS) {
        services.put(unit, new Entry(EntryKind.SERVICE, unit, Map.of("host", HOST, "unit", unit)));
      }
      entries.put(EntryKind.SERVICE, services);
      environments.put(
          name,
          new Environment(
              name, "blue", name.equals("prod"), TIME_SCALE, List.of(), CONNECTIONS, entries));
    }
    return new Inventory(environments);
  }

  /** Returns the kinds of probes. */
  public static List<ProbeKind> probes() {
    Argument host = required("host", ArgumentType.HOST);
    return List.of(
        probe("host.service", host, required("unit", ArgumentType.TEXT)),
        probe("host.timer", host, required("id", ArgumentType.TEXT)));
  }

  private static ProbeKind probe(String name, Argument... arguments) {
    return new ProbeKind(
        name,
        List.of(arguments),
        new Shape.Fields(name, Map.of("state", Shape.Plain.TEXT)),
        false,
        name);
  }

  /** Returns the kinds of actions. */
  public static List<ActionKind> actions() {
    Argument host = required("host", ArgumentType.HOST);
    Argument unit = required("unit", ArgumentType.TEXT);
    Argument id = required("id", ArgumentType.TEXT);
    Argument after = required("after", ArgumentType.DURATION);
    Argument action = required("action", ArgumentType.TEXT);
    return List.of(
        action("host.service.start", Effect.START, true, host, unit),
        action("host.service.stop", Effect.STOP, true, host, unit),
        action("host.service.restart", Effect.RESTART, false, host, unit),
        action("host.timer.arm", Effect.RECONFIGURE, false, host, id, after, action, unit),
        action("host.timer.disarm", Effect.RECONFIGURE, true, host, id));
  }

  private static ActionKind action(
      String name, Effect effect, boolean convergent, Argument... arguments) {
    return new ActionKind(name, Risk.CHANGE, Set.of(effect), List.of(arguments), convergent, name);
  }

  private static Argument required(String name, ArgumentType type) {
    return Argument.required(name, type, "the " + name);
  }
}
