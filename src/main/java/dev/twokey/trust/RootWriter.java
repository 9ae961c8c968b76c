package dev.twokey.trust;

import dev.twokey.action.Risk;
import dev.twokey.guard.BreakGlass;
import dev.twokey.guard.Escalation;
import dev.twokey.guard.Exemption;
import dev.twokey.guard.Freeze;
import dev.twokey.guard.FreezeCalendar;
import dev.twokey.guard.Policy;
import dev.twokey.guard.RiskRules;
import dev.twokey.guard.SelfDependency;
import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Credential;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.people.FileRoster;
import dev.twokey.people.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Takes files apart into facts. */
final class RootWriter {
  static final String PRODUCTION = "production";
  static final String OTHER = "no production";
  static final String EXEMPTION = "exemption";

  private final SortedMap<String, String> facts = new TreeMap<>();

  private RootWriter() {}

  static Root write(FileRoster roster, Policy policy, Inventory inventory) {
    RootWriter writer = new RootWriter();
    writer.people(roster);
    writer.rules(policy);
    inventory.environments().values().forEach(writer::environment);
    return new Root(writer.facts);
  }

  private void put(String value, String... parts) {
    facts.put(Line.of(parts).toString(), value);
  }

  private void people(FileRoster roster) {
    for (FileRoster.Member member : roster.members()) {
      String id = member.id().id();
      put("", Line.PERSON, id);
      put(member.name(), Line.PERSON, id, Line.NAME);
      member.accounts().forEach(a -> put("", Line.PERSON, id, Line.ACCOUNT, a.toString()));
      member
          .roles()
          .forEach((role, end) ->
              put(end.map(Instant::toString).orElse(""), Line.PERSON, id, Line.ROLE, role));
    }
    String order =
        roster.onCall(Instant.EPOCH).stream().map(PersonId::id).collect(Collectors.joining(","));
    if (!order.isEmpty()) {
      put(order, Line.ON_CALL, "fallback");
    }
    roster.calendar().ifPresent(address -> put(address, Line.ON_CALL, "ical"));
  }

  private void rules(Policy policy) {
    policy
        .environments()
        .forEach((environment, rules) ->
            rules.byKind().forEach((kind, r) -> riskRules(environment, kind.word(), r)));
    policy.freezes().forEach(this::freeze);
    policy.calendars().forEach(this::calendar);
    policy.breakGlass().ifPresent(this::breakGlass);
    policy.self().forEach(this::self);
    escalation(policy.escalation());
  }

  private void riskRules(String environment, String kind, RiskRules rules) {
    put("", Line.POLICY, environment, kind);
    for (Map.Entry<String, String> rule : RuleLines.of(rules).entrySet()) {
      put(rule.getValue(), Line.POLICY, environment, kind, rule.getKey());
    }
  }

  private void freeze(Freeze freeze) {
    put(
        "",
        Line.FREEZE,
        freeze.from().toString(),
        freeze.until().toString(),
        sorted(freeze.environments()),
        text(freeze.exemption()),
        freeze.reason());
  }

  private void calendar(FreezeCalendar calendar) {
    List<String> source =
        switch (calendar.source()) {
          case FreezeCalendar.OfFile(var path) -> List.of("", path);
          case FreezeCalendar.OfConnection(var connection, var path) -> List.of(connection, path);
        };
    put(
        "",
        Line.CALENDAR,
        source.getFirst(),
        source.getLast(),
        sorted(calendar.environments()),
        text(calendar.exemption()));
  }

  private void self(SelfDependency self) {
    String environment = self.environment();
    self.hosts().forEach(h -> put("", Line.SELF, environment, "host", h));
    self.services().forEach(s -> put("", Line.SELF, environment, "service", s));
    self.connections().forEach(c -> put("", Line.SELF, environment, "connection", c));
    self.exemption().ifPresent(e -> put(text(Optional.of(e)), Line.SELF, environment, EXEMPTION));
  }

  private static String sorted(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(","));
  }

  private static String text(Optional<Exemption> exemption) {
    return exemption.map(e -> e.of() + " " + e.quorum()).orElse("");
  }

  private void breakGlass(BreakGlass glass) {
    put("", Line.BREAK_GLASS);
    put(glass.role(), Line.BREAK_GLASS, "role");
    for (Risk risk : glass.risks()) {
      put("", Line.BREAK_GLASS, "risk", risk.word());
    }
    put(glass.delay().toString(), Line.BREAK_GLASS, "delay");
    put(Integer.toString(glass.perPersonAWeek()), Line.BREAK_GLASS, "per_person_a_week");
    glass.tell().forEach(channel -> put("", Line.BREAK_GLASS, Line.TELL, channel));
  }

  /** What is as usual is no fact, so that a policy that says nothing has none. */
  private void escalation(Escalation escalation) {
    if (!escalation.askOnCall().equals(Escalation.DEFAULT.askOnCall())) {
      put(escalation.askOnCall().toString(), Line.ESCALATION, "ask_on_call");
    }
    if (!escalation.askGroup().equals(Escalation.DEFAULT.askGroup())) {
      put(escalation.askGroup().toString(), Line.ESCALATION, "ask_group");
    }
    escalation.pager().ifPresent(d -> put(d.toString(), Line.ESCALATION, "pager"));
    escalation.pagerConnection().ifPresent(c -> put(c, Line.ESCALATION, "pager_connection"));
  }

  private void environment(Environment environment) {
    String name = environment.name();
    put(environment.production() ? PRODUCTION : OTHER, Line.ENVIRONMENT, name);
    if (environment.production()) {
      environment.channels().forEach(c -> put("", Line.ENVIRONMENT, name, Line.CHANNEL, c));
    }
    for (Connection connection : environment.connections().values()) {
      put(connection.kind(), Line.CONNECTION, name, connection.name());
      connection
          .facts()
          .forEach((k, v) -> put(v, Line.CONNECTION, name, connection.name(), Line.FACT, k));
      connection
          .credentials()
          .forEach((access, credential) ->
              put(
                  text(credential),
                  Line.CONNECTION,
                  name,
                  connection.name(),
                  Line.CREDENTIAL,
                  access.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** Sorted lines; where a secret is found is part of them, its value is not known here. */
  private static String text(Credential credential) {
    SortedMap<String, String> lines = new TreeMap<>();
    credential.facts().forEach((k, v) -> lines.put(k, k + "=" + Line.escape(v)));
    credential.secrets().forEach((k, ref) -> lines.put(k, k + "<" + Line.escape(ref.toString())));
    return String.join("\n", lines.values());
  }
}
