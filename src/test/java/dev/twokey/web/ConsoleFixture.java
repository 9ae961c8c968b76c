package dev.twokey.web;

import dev.twokey.chat.Card.EnvironmentTag;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Intake;
import dev.twokey.credential.CredentialEvent;
import dev.twokey.credential.CredentialInput;
import dev.twokey.credential.KeyJournal;
import dev.twokey.engine.Answer;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import dev.twokey.problem.Redactor;
import java.net.BindException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A console on a free port, with a fake intake behind it. */
final class ConsoleFixture implements AutoCloseable {
  static final Conversation STAGING = channel("staging");
  static final Conversation PROD = channel("prod");
  static final String TOKEN = "a-token-of-ana";
  private static final ApiTokens.Bearer ANAS =
      new ApiTokens.Bearer(TwoPeople.ANA, new Proven.ByToken("tk-1", true));

  final FakeIntake intake = new FakeIntake();
  final Map<String, Integer> results = new ConcurrentHashMap<>();
  final EntryLinks links;
  final EntryLinks enrolments;
  final KeyJournal keys;
  final WebConsole console;
  HttpHost host;

  ConsoleFixture() throws BindException {
    this(0, InstantSource.system(), "");
  }

  ConsoleFixture(int port, InstantSource clock, String banner) throws BindException {
    this(port, clock, banner, Optional.empty());
  }

  /** Makes one with another intake behind it than the fake. */
  static ConsoleFixture with(Intake intake) throws BindException {
    return new ConsoleFixture(0, InstantSource.system(), "", Optional.of(intake));
  }

  private ConsoleFixture(int port, InstantSource clock, String banner, Optional<Intake> other)
      throws BindException {
    links = new EntryLinks(clock, new SecureRandom());
    enrolments = EntryLinks.forEnrolling(clock, new SecureRandom());
    keys = new KeyJournal(clock);
    console =
        new WebConsole(
            new ConsoleParts(
                other.orElse(intake),
                ConsoleFixture::complete,
                links,
                token -> token.equals(TOKEN) ? Optional.of(ANAS) : Optional.empty(),
                (marker, _) ->
                    results.containsKey(marker)
                        ? new CardResults.Ended(results.getOrDefault(marker, 0))
                        : new CardResults.UnderWay(),
                TwoPeople::new,
                () ->
                    List.of(
                        new ChannelInfo(
                            "staging",
                            "staging",
                            Optional.of(new EnvironmentTag("staging", "blue"))),
                        new ChannelInfo(
                            "prod", "prod", Optional.of(new EnvironmentTag("prod", "red")))),
                clock,
                banner,
                new Redactor(),
                new Keys(keys.ring(), enrolments, this::ask)),
            Duration.ofSeconds(1));
    host = HttpHost.start(port, console::routes);
  }

  private CompletionStage<Answer> ask(PersonId person, CredentialInput input) {
    List<CredentialEvent> events = keys.ask(person, input);
    return CompletableFuture.completedFuture(
        new Answer(true, events.stream().flatMap(e -> e.refusal().stream()).findAny(), List.of()));
  }

  /** Starts the server anew on the same port. */
  void startAgain() {
    try {
      host = HttpHost.start(host.port(), console::routes);
    } catch (BindException e) {
      throw new IllegalStateException("nobody else should have the port", e);
    }
  }

  static Conversation channel(String id) {
    return new Conversation(WebConsole.NAME, id, Optional.empty());
  }

  String link(Account account, EntryLinks.Use use) {
    return host.address() + links.issue(account, use);
  }

  private static final List<Completions.Suggestion> ALL =
      List.of(
          new Completions.Suggestion("/diagnose ", "/diagnose", "run the checks of a runbook"),
          new Completions.Suggestion("/gameday ", "/gameday", "run a drill"),
          new Completions.Suggestion("/help", "/help", "what there is"),
          new Completions.Suggestion("/diagnose rabbitmq ", "rabbitmq", "runbook"),
          new Completions.Suggestion("/diagnose redis ", "redis", "runbook"),
          new Completions.Suggestion("/diagnose rabbitmq prod", "prod", "environment"),
          new Completions.Suggestion("/diagnose rabbitmq staging", "staging", "environment"));

  private static List<Completions.Suggestion> complete(
      Account by, Conversation where, String text) {
    long words = words(text);
    return ALL.stream()
        .filter(s -> s.text().startsWith(text) && !s.text().equals(text))
        .filter(s -> words(s.text().stripTrailing()) == words)
        .toList();
  }

  private static long words(String text) {
    return text.chars().filter(c -> c == ' ').count();
  }

  @Override
  public void close() {
    console.close();
    host.close();
  }
}
