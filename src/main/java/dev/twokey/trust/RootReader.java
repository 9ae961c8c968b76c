package dev.twokey.trust;

import dev.twokey.action.Risk;
import dev.twokey.guard.BreakGlass;
import dev.twokey.guard.EnvironmentRules;
import dev.twokey.guard.Escalation;
import dev.twokey.guard.Exemption;
import dev.twokey.guard.Freeze;
import dev.twokey.guard.FreezeCalendar;
import dev.twokey.guard.Policy;
import dev.twokey.guard.RuleKind;
import dev.twokey.guard.SelfDependency;
import dev.twokey.inventory.Access;
import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Credential;
import dev.twokey.inventory.SecretRef;
import dev.twokey.people.Account;
import dev.twokey.people.FileRoster;
import dev.twokey.people.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Puts facts together again. What is no fact of a root is refused. */
final class RootReader {
  private RootReader() {}

  /** Calls for each fact of a kind. */
  private static void each(Root root, String kind, BiConsumer<Line, String> use) {
    root.facts()
        .forEach((key, value) -> {
          Line line = Line.read(key);
          if (line.kind().equals(kind)) {
            use.accept(line, value);
          }
        });
  }

  static FileRoster roster(Root root) {
    List<FileRoster.Member> members = new ArrayList<>();
    each(
        root,
        Line.PERSON,
        (line, _) -> {
          if (line.isHead()) {
            members.add(member(root, line.part(1)));
          }
        });
    List<PersonId> order =
        value(root, Line.ON_CALL, "fallback")
            .map(text -> Arrays.stream(text.split(",")).map(PersonId::new).toList())
            .orElse(List.of());
    return new FileRoster(members, order, value(root, Line.ON_CALL, "ical"));
  }

  private static FileRoster.Member member(Root root, String id) {
    Map<String, Optional<Instant>> roles = new TreeMap<>();
    Set<Account> accounts = new HashSet<>();
    each(
        root,
        Line.PERSON,
        (line, value) -> {
          if (line.part(1).equals(id)) {
            switch (line.below()) {
              case Line.ROLE -> roles.put(line.part(3), end(value));
              case Line.ACCOUNT -> accounts.add(account(line.part(3)));
              case Line.NAME, "" -> {} // below
              default -> throw notAFact(line);
            }
          }
        });
    String name = value(root, Line.PERSON, id, Line.NAME).orElse(id);
    return new FileRoster.Member(new PersonId(id), name, roles, accounts);
  }

  private static Optional<Instant> end(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(value));
  }

  private static Account account(String text) {
    int colon = text.indexOf(':');
    return new Account(text.substring(0, colon), text.substring(colon + 1));
  }

  static Policy policy(Root root) {
    Map<String, Map<RuleKind, Map<String, String>>> rules = new TreeMap<>();
    each(
        root,
        Line.POLICY,
        (line, value) -> {
          RuleKind kind = RuleKind.valueOf(line.part(2).toUpperCase(Locale.ROOT));
          Map<String, String> facts =
              rules
                  .computeIfAbsent(line.part(1), _ -> new EnumMap<>(RuleKind.class))
                  .computeIfAbsent(kind, _ -> new TreeMap<>());
          if (!line.isHead()) {
            facts.put(line.part(3), value);
          }
        });
    Map<String, EnvironmentRules> environments = new TreeMap<>();
    rules.forEach((environment, byKind) -> {
      Map<RuleKind, dev.twokey.guard.RiskRules> read = new EnumMap<>(RuleKind.class);
      byKind.forEach((kind, facts) -> RuleLines.read(facts).ifPresent(r -> read.put(kind, r)));
      environments.put(environment, new EnvironmentRules(read));
    });
    return new Policy(
        environments,
        freezes(root),
        calendars(root),
        breakGlass(root),
        escalation(root),
        self(root));
  }

  private static List<Freeze> freezes(Root root) {
    List<Freeze> freezes = new ArrayList<>();
    each(
        root,
        Line.FREEZE,
        (line, _) ->
            freezes.add(
                new Freeze(
                    Set.of(line.part(3).split(",")),
                    Instant.parse(line.part(1)),
                    Instant.parse(line.part(2)),
                    line.part(5),
                    exemption(line.part(4)))));
    return freezes;
  }

  private static List<FreezeCalendar> calendars(Root root) {
    List<FreezeCalendar> calendars = new ArrayList<>();
    each(
        root,
        Line.CALENDAR,
        (line, _) ->
            calendars.add(
                new FreezeCalendar(
                    Set.of(line.part(3).split(",")),
                    line.part(1).isEmpty()
                        ? new FreezeCalendar.OfFile(line.part(2))
                        : new FreezeCalendar.OfConnection(line.part(1), line.part(2)),
                    exemption(line.part(4)))));
    return calendars;
  }

  private static List<SelfDependency> self(Root root) {
    Map<String, Map<String, Set<String>>> named = new TreeMap<>();
    each(
        root,
        Line.SELF,
        (line, value) ->
            named
                .computeIfAbsent(line.part(1), _ -> new TreeMap<>())
                .computeIfAbsent(line.part(2), _ -> new TreeSet<>())
                .add(line.part(2).equals(RootWriter.EXEMPTION) ? value : line.part(3)));
    return named.entrySet().stream()
        .map(e ->
            new SelfDependency(
                e.getKey(),
                e.getValue().getOrDefault("host", Set.of()),
                e.getValue().getOrDefault("service", Set.of()),
                e.getValue().getOrDefault("connection", Set.of()),
                e.getValue().getOrDefault(RootWriter.EXEMPTION, Set.of()).stream()
                    .findFirst()
                    .flatMap(RootReader::exemption)))
        .toList();
  }

  private static Optional<Exemption> exemption(String text) {
    int gap = text.lastIndexOf(' ');
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Exemption(text.substring(0, gap), Integer.parseInt(text.substring(gap + 1))));
  }

  private static Optional<BreakGlass> breakGlass(Root root) {
    if (value(root, Line.BREAK_GLASS).isEmpty()) {
      return Optional.empty();
    }
    Set<Risk> risks = EnumSet.noneOf(Risk.class);
    List<String> tell = new ArrayList<>();
    each(
        root,
        Line.BREAK_GLASS,
        (line, _) -> {
          switch (line.below()) {
            case "risk" -> risks.add(Risk.valueOf(line.part(2).toUpperCase(Locale.ROOT)));
            case Line.TELL -> tell.add(line.part(2));
            default -> {} // below
          }
        });
    return Optional.of(
        new BreakGlass(
            required(root, Line.BREAK_GLASS, "role"),
            risks,
            Duration.parse(required(root, Line.BREAK_GLASS, "delay")),
            Integer.parseInt(required(root, Line.BREAK_GLASS, "per_person_a_week")),
            tell));
  }

  private static Escalation escalation(Root root) {
    Escalation usual = Escalation.DEFAULT;
    return new Escalation(
        value(root, Line.ESCALATION, "ask_on_call").map(Duration::parse).orElse(usual.askOnCall()),
        value(root, Line.ESCALATION, "ask_group").map(Duration::parse).orElse(usual.askGroup()),
        value(root, Line.ESCALATION, "pager").map(Duration::parse),
        value(root, Line.ESCALATION, "pager_connection"));
  }

  static Map<String, Map<String, Connection>> connections(Root root) {
    Map<String, Map<String, Connection>> connections = new TreeMap<>();
    each(
        root,
        Line.CONNECTION,
        (line, kind) -> {
          if (line.isHead()) {
            connections
                .computeIfAbsent(line.part(1), _ -> new TreeMap<>())
                .put(line.part(2), connection(root, line, kind));
          }
        });
    return connections;
  }

  private static Connection connection(Root root, Line head, String kind) {
    Map<String, String> facts = new TreeMap<>();
    Map<Access, Credential> credentials = new EnumMap<>(Access.class);
    each(
        root,
        Line.CONNECTION,
        (line, value) -> {
          if (line.head().filter(head::equals).isPresent()) {
            switch (line.below()) {
              case Line.FACT -> facts.put(line.part(4), value);
              case Line.CREDENTIAL ->
                  credentials.put(
                      Access.valueOf(line.part(4).toUpperCase(Locale.ROOT)), credential(value));
              default -> throw notAFact(line);
            }
          }
        });
    return new Connection(head.part(2), kind, facts, credentials);
  }

  private static Credential credential(String text) {
    Map<String, String> facts = new TreeMap<>();
    Map<String, SecretRef> secrets = new TreeMap<>();
    for (String line : text.lines().toList()) {
      int plain = line.indexOf('=');
      int secret = line.indexOf('<');
      if (secret > 0 && (plain < 0 || secret < plain)) {
        secrets.put(line.substring(0, secret), secret(Line.unescape(line.substring(secret + 1))));
      } else {
        facts.put(line.substring(0, plain), Line.unescape(line.substring(plain + 1)));
      }
    }
    return new Credential(facts, secrets);
  }

  private static SecretRef secret(String text) {
    int colon = text.indexOf(':');
    SecretRef.Source source =
        text.startsWith("${env") ? SecretRef.Source.ENVIRONMENT : SecretRef.Source.FILE;
    return new SecretRef(source, text.substring(colon + 1, text.length() - 1));
  }

  static Optional<String> value(Root root, String... parts) {
    return Optional.ofNullable(root.facts().get(Line.of(parts).toString()));
  }

  private static String required(Root root, String... parts) {
    return value(root, parts).orElseThrow(() -> notAFact(Line.of(parts)));
  }

  private static IllegalArgumentException notAFact(Line line) {
    return new IllegalArgumentException("not a fact of a root of trust, or it misses: " + line);
  }
}
