package dev.twokey.guard;

import dev.twokey.action.Risk;
import dev.twokey.inventory.Entry;
import dev.twokey.inventory.EntryKind;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.people.Roster;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Fields;
import dev.twokey.problem.Location;
import dev.twokey.problem.Nearest;
import dev.twokey.problem.Problems;
import dev.twokey.problem.SecretReferences;
import dev.twokey.problem.YamlNode;
import dev.twokey.problem.YamlReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    FreezeReader freezes = new FreezeReader(inventory, roles, problems);
    fields.list("freeze").forEach(freezes::read);
    Optional<BreakGlass> breakGlass = fields.fields("break_glass").flatMap(this::breakGlass);
    Escalation escalation =
        fields.fields("escalation").map(this::escalation).orElse(Escalation.DEFAULT);
    List<SelfDependency> self = new ArrayList<>();
    for (YamlNode node : fields.list("twokey")) {
      Fields.of(node, problems, ErrorCode.CONFIG_INVALID).flatMap(this::self).ifPresent(self::add);
    }
    fields.done();
    return new Policy(
        environments, freezes.freezes(), freezes.calendars(), breakGlass, escalation, self);
  }

  private Optional<EnvironmentRules> environment(String name, Fields f) {
    Optional<Environment> environment = inventory.environment(name);
    if (environment.isEmpty()) {
      error(
          f.at(),
          "There is no environment '" + name + "' in the inventory.",
          Nearest.advice(name, inventory.environments().keySet()));
    }
    Set<String> channels = RulesReader.channels(f).orElse(Set.of());
    Map<RuleKind, RiskRules> rules = new EnumMap<>(RuleKind.class);
    for (RuleKind kind : RuleKind.values()) {
      f.fields(kind.word())
          .flatMap(below -> new RulesReader(below, environment, channels, roles, problems).read())
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

  private Optional<SelfDependency> self(Fields f) {
    String name = f.requiredText("environment");
    Optional<Environment> environment = inventory.environment(name);
    if (environment.isEmpty() && !name.isEmpty()) {
      f.error(
          "environment",
          "There is no environment '" + name + "' in the inventory.",
          Nearest.advice(name, inventory.environments().keySet()));
    }
    List<String> hosts = f.texts("host");
    List<String> services = f.texts("services");
    List<String> connections = f.texts("connections");
    Optional<Exemption> exemption =
        f.fields("exemption").flatMap(e -> FreezeReader.exemption(e, roles));
    f.done();
    if (hosts.isEmpty() && services.isEmpty() && connections.isEmpty()) {
      error(f.at(), "'twokey' names nothing.", "Name host, services or connections.");
    }
    environment.ifPresent(e -> {
      hosts.forEach(h -> known(f, "host", h, names(e.entries(EntryKind.HOST))));
      services.forEach(s -> known(f, "services", s, names(e.entries(EntryKind.SERVICE))));
      connections.forEach(c -> known(f, "connections", c, e.connections().keySet()));
    });
    return environment.map(e ->
        new SelfDependency(
            e.name(), Set.copyOf(hosts), Set.copyOf(services), Set.copyOf(connections), exemption));
  }

  private static Set<String> names(Collection<Entry> entries) {
    return entries.stream().map(Entry::name).collect(Collectors.toSet());
  }

  private static void known(Fields f, String key, String name, Set<String> names) {
    if (!names.contains(name)) {
      f.error(
          key,
          "There is no '" + name + "' among the " + key + " of the environment.",
          Nearest.advice(name, names));
    }
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
