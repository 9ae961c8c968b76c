package dev.twokey.guard;

import dev.twokey.action.Risk;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.people.Roster;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Fields;
import dev.twokey.problem.Location;
import dev.twokey.problem.Nearest;
import dev.twokey.problem.Problems;
import dev.twokey.problem.SecretReferences;
import dev.twokey.problem.TimeText;
import dev.twokey.problem.YamlNode;
import dev.twokey.problem.YamlReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code policy.yaml}. Fails closed: what can't be understood is an error and allows nothing,
 * and an environment that is not named allows nothing. Whoever loads must refuse the whole when
 * {@link Problems#hasErrors}.
 */
public final class PolicyReader {
  private static final Duration DELAY_MIN = Duration.ofSeconds(10);
  private static final Duration DELAY_DEFAULT = Duration.ofSeconds(60);
  private static final Duration DELAY_MAX = Duration.ofHours(1);
  private static final Duration ESCALATION_MAX = Duration.ofDays(1);
  private static final int PER_WEEK_DEFAULT = 2;
  private static final int PER_WEEK_MAX = 50;
  private static final String WEBHOOK = "webhook";

  private final Fields fields;
  private final Inventory inventory;
  private final Problems problems;
  private final Roles roles;

  private PolicyReader(Fields fields, Roster roster, Inventory inventory, Problems problems) {
    this.fields = fields;
    this.inventory = inventory;
    this.problems = problems;
    this.roles = new Roles(roster);
  }

  /**
   * Reads the policy.
   *
   * @param file its name, for the findings
   * @param roster whose roles the rules may name; with nobody on it roles are not checked
   * @param inventory whose environments and connections the rules may name
   */
  public static Policy read(
      String file, String text, Roster roster, Inventory inventory, Problems problems) {
    Optional<YamlNode> node = YamlReader.read(file, text, 0, problems);
    node.ifPresent(n -> SecretReferences.refuse(n, ErrorCode.CONFIG_INVALID, problems));
    return node.flatMap(n -> Fields.of(n, problems, ErrorCode.CONFIG_INVALID))
        .map(f -> new PolicyReader(f, roster, inventory, problems).read())
        .orElseGet(Policy::nothing);
  }

  private Policy read() {
    Map<String, EnvironmentRules> environments = new LinkedHashMap<>();
    if (fields.requiredNode("environments").isPresent()) {
      fields
          .entries("environments")
          .forEach(
              (name, f) -> environment(name, f).ifPresent(rules -> environments.put(name, rules)));
      warnOfEnvironmentsWithoutRules(environments.keySet());
    }
    if (roles.nobody()) {
      warning(
          fields.at(),
          "The roster is empty, so nobody may do anything.",
          "Add people to it first.");
    }
    List<Freeze> freezes = new ArrayList<>();
    for (YamlNode node : fields.list("freeze")) {
      Fields.of(node, problems, ErrorCode.CONFIG_INVALID)
          .flatMap(this::freeze)
          .ifPresent(freezes::add);
    }
    Optional<BreakGlass> breakGlass = fields.fields("break_glass").flatMap(this::breakGlass);
    Escalation escalation =
        fields.fields("escalation").map(this::escalation).orElse(Escalation.DEFAULT);
    fields.done();
    return new Policy(environments, freezes, breakGlass, escalation);
  }

  private Optional<EnvironmentRules> environment(String name, Fields f) {
    Optional<Environment> environment = inventory.environment(name);
    if (environment.isEmpty()) {
      error(
          f.at(),
          "There is no environment '" + name + "' in the inventory.",
          Nearest.advice(name, inventory.environments().keySet()));
    }
    Map<RuleKind, RiskRules> rules = new EnumMap<>(RuleKind.class);
    for (RuleKind kind : RuleKind.values()) {
      f.fields(kind.word())
          .flatMap(below -> new RulesReader(below, environment, roles, problems).read())
          .ifPresent(r -> rules.put(kind, r));
    }
    f.done();
    environment.filter(Environment::production).ifPresent(e -> warnOfThinRules(name, f, rules));
    return environment.map(e -> new EnvironmentRules(rules));
  }

  private void warnOfEnvironmentsWithoutRules(Set<String> named) {
    for (String name : inventory.environments().keySet()) {
      if (!named.contains(name)) {
        warning(
            fields.at("environments"),
            "The environment '" + name + "' has no rules, so it allows nothing.",
            "Add it here, or remove its inventory file.");
      }
    }
  }

  private void warnOfThinRules(String name, Fields f, Map<RuleKind, RiskRules> rules) {
    rules.forEach((kind, r) -> {
      if (kind != RuleKind.READ && r.approval().isEmpty()) {
        warning(
            f.at(kind.word()),
            "Thin policy: '" + kind.word() + "' in " + name + " asks for no second person.",
            "Add approval: {of: ROLE, quorum: 1}. Cards will say 'not asked for' until then.");
      }
    });
  }

  private Optional<Freeze> freeze(Fields f) {
    List<String> environments = f.texts("environments");
    if (environments.isEmpty()) {
      f.error("environments", "The freeze names no environment.", "Name at least one.");
    }
    for (String name : environments) {
      if (inventory.environment(name).isEmpty()) {
        f.error(
            "environments",
            "There is no environment '" + name + "' in the inventory.",
            Nearest.advice(name, inventory.environments().keySet()));
      }
    }
    Optional<Instant> from = time(f, "from", TimeText.startOf(f.requiredText("from")));
    Optional<Instant> until = time(f, "until", TimeText.endOf(f.requiredText("until")));
    String reason = f.requiredText("reason");
    Optional<Freeze.Exemption> exemption = f.fields("exemption").flatMap(this::exemption);
    f.done();
    if (from.isEmpty() || until.isEmpty()) {
      return Optional.empty();
    } else if (!from.get().isBefore(until.get())) {
      f.error("until", "The freeze ends before it begins.", "Write a later 'until'.");
      return Optional.empty();
    }
    return Optional.of(
        new Freeze(Set.copyOf(environments), from.get(), until.get(), reason, exemption));
  }

  private static Optional<Instant> time(Fields f, String key, Optional<Instant> time) {
    if (time.isEmpty() && f.keys().contains(key)) {
      f.error(key, "'" + key + "' is no time.", TimeText.ADVICE);
    }
    return time;
  }

  private Optional<Freeze.Exemption> exemption(Fields f) {
    Optional<String> of = roles.signing(f);
    Optional<Integer> quorum = roles.quorum(f, of);
    f.done();
    return of.flatMap(role -> quorum.map(n -> new Freeze.Exemption(role, n)));
  }

  private Optional<BreakGlass> breakGlass(Fields f) {
    Optional<String> role = roles.asking(f);
    Set<Risk> risks = EnumSet.noneOf(Risk.class);
    f.requiredNode("risks");
    for (String word : f.texts("risks")) {
      if (word.equals(Risk.CHANGE.word())) {
        risks.add(Risk.CHANGE);
      } else {
        f.error(
            "risks",
            "Break-glass can't be for '" + word + "'.",
            "Only 'change' is possible; destroying always needs a second person.");
      }
    }
    Duration delay = f.duration("delay", DELAY_MIN, DELAY_MAX).orElse(DELAY_DEFAULT);
    long perWeek = f.whole("per_person_a_week", 1, PER_WEEK_MAX).orElse((long) PER_WEEK_DEFAULT);
    List<String> tell = f.texts("tell");
    f.done();
    return role.filter(r -> !risks.isEmpty())
        .map(r -> new BreakGlass(r, risks, delay, (int) perWeek, tell));
  }

  private Escalation escalation(Fields f) {
    Duration onCall =
        f.duration("ask_on_call", Duration.ZERO, ESCALATION_MAX)
            .orElse(Escalation.DEFAULT.askOnCall());
    Duration group =
        f.duration("ask_group", Duration.ZERO, ESCALATION_MAX)
            .orElse(Escalation.DEFAULT.askGroup());
    Optional<Duration> pager = f.duration("pager", Duration.ZERO, ESCALATION_MAX);
    Optional<String> connection = f.text("pager_connection");
    if (group.compareTo(onCall) < 0 || pager.filter(p -> p.compareTo(group) < 0).isPresent()) {
      error(
          f.at(),
          "The order of escalation is ask_on_call, ask_group, pager.",
          "Give each a time that is not before the one of the last.");
    }
    if (pager.isPresent() && connection.isEmpty()) {
      f.error("pager", "'pager' has no connection.", "Add pager_connection.");
    }
    connection
        .filter(name ->
            inventory.environments().values().stream()
                .noneMatch(e -> e.connection(name).isPresent()))
        .ifPresent(name ->
            f.error(
                "pager_connection",
                "No environment has a connection '" + name + "'.",
                "Add it to the inventory."));
    connection
        .filter(name ->
            inventory.environments().values().stream()
                .flatMap(e -> e.connection(name).stream())
                .anyMatch(c -> !c.kind().equals(WEBHOOK)))
        .ifPresent(name ->
            f.error(
                "pager_connection",
                "The connection '" + name + "' is no webhook.",
                "Write kind: webhook and its url; the pager is called by POST."));
    f.done();
    return new Escalation(
        onCall, group, connection.isPresent() ? pager : Optional.empty(), connection);
  }

  private void error(Location at, String what, String advice) {
    problems.error(at, ErrorCode.CONFIG_INVALID, what, advice);
  }

  private void warning(Location at, String what, String advice) {
    problems.warning(at, ErrorCode.CONFIG_INVALID, what, advice);
  }
}
