package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.action.Action;
import dev.twokey.action.ActionCall;
import dev.twokey.action.ActionKind;
import dev.twokey.action.Effect;
import dev.twokey.action.Outcome;
import dev.twokey.action.Preview;
import dev.twokey.action.Risk;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.chatops.Board;
import dev.twokey.chatops.Buttons;
import dev.twokey.chatops.Press;
import dev.twokey.credential.CredentialInput;
import dev.twokey.credential.PublicKey;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Target;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Operation;
import dev.twokey.people.Account;
import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import dev.twokey.probe.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A whole bot with its console on real files, with one kind of action that only counts: Ana may
 * ask, Ben and Chi may sign.
 */
final class KeyedBot implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String PEOPLE =
      """
      people:
        ana: {name: Ana, roles: [responder], accounts: [console]}
        ben: {name: Ben, roles: [responder, approver], accounts: [console]}
        chi: {name: Chi, roles: [approver], accounts: [console]}
      on_call: {fallback: [ana]}
      """;
  private static final String INVENTORY =
      """
      color: COLOR
      channels: [console:NAME]
      workloads:
        web: {runs_on: host, host: box}
      hosts:
        box: {address: 127.0.0.1}
      """;
  private static final String RESTART =
      """
      command: restart
      summary: Restart one workload
      parameters:
        - {name: workload, type: workload}
        - {name: environment, type: environment, optional: true}
        - {name: reason, type: text, optional: true}
      run: box.restart
      verify: none
      examples: ["/restart web"]
      """;

  private final Folders folders;
  private final Bot bot;
  private final Served served;
  private final AtomicInteger restarts;

  private KeyedBot(Folders folders, Bot bot, Served served, AtomicInteger restarts) {
    this.folders = folders;
    this.bot = bot;
    this.served = served;
    this.restarts = restarts;
  }

  /** Starts one with these rules for changes. */
  static KeyedBot start(Path folder, String staging, String prod)
      throws IOException, InterruptedException {
    return start(written(folder, staging, prod));
  }

  /** Writes the files of one with these rules for changes. */
  static Folders written(Path folder, String staging, String prod) throws IOException {
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("inventory"));
    Path commands = Files.createDirectories(folder.resolve("commands"));
    Path runbooks = Files.createDirectories(folder.resolve("runbooks"));
    Path state = Files.createDirectories(folder.resolve("state"));
    write(config.resolve("people.yaml"), PEOPLE);
    write(
        config.resolve("policy.yaml"),
        "environments:\n  staging: {read: {role: responder}, change: "
            + staging
            + "}\n  prod: {read: {role: responder}, change: "
            + prod
            + "}\n");
    write(
        config.resolve("inventory/staging.yaml"),
        INVENTORY.replace("COLOR", "blue").replace("NAME", "staging"));
    write(
        config.resolve("inventory/prod.yaml"),
        INVENTORY.replace("COLOR", "red").replace("NAME", "prod"));
    try (Stream<Path> shipped = Files.list(Path.of("commands"))) {
      for (Path file : shipped.toList()) {
        Files.copy(file, commands.resolve(file.getFileName()));
      }
    }
    write(commands.resolve("restart.yaml"), RESTART);
    return new Folders(folder, config, runbooks, commands, state);
  }

  /** Starts one on files that were written. */
  static KeyedBot start(Folders folders) throws IOException, InterruptedException {
    AtomicInteger restarts = new AtomicInteger();
    Bot.Opened opened =
        Bot.open(folders, true, _ -> new Kinds(List.of(), List.of(new Restart(restarts))));
    assertThat(opened.problems().hasErrors()).as("%s", opened.problems().findings()).isFalse();
    Bot bot = opened.bot().orElseThrow();
    return new KeyedBot(folders, bot, Served.start(bot, folders, 0, "ana", ""), restarts);
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }

  Folders folders() {
    return folders;
  }

  String url() {
    return served.url();
  }

  /** Returns a link by which somebody comes in without a passkey. */
  String link(String person) {
    Person found =
        bot.setup().roster().person(new PersonId(person), bot.clock().instant()).orElseThrow();
    return served.link(found);
  }

  int restarts() {
    return restarts.get();
  }

  /** Enrols a passkey of a person as the page would, and returns a proof by it, shown now. */
  Proven.ByPasskey passkey(String person, String id) {
    ask(
        person,
        new CredentialInput.Enrol(
            id,
            new PublicKey("c-" + id, "h-" + person, "AA", List.of(), 0),
            "laptop",
            account(person),
            Optional.empty()));
    return new Proven.ByPasskey(id, bot.clock().instant());
  }

  void revoke(String person, String id) {
    ask(person, new CredentialInput.Revoke(id, new PersonId(person), false, ""));
  }

  private void ask(String person, CredentialInput input) {
    bot.keys().journal().ask(new PersonId(person), input).toCompletableFuture().join();
  }

  Receipt type(String person, String channel, String text, Proven proof) {
    return bot.desk()
        .receive(
            new Inbound.Command(
                channel(channel), account(person), text, UUID.randomUUID().toString(), proof))
        .toCompletableFuture()
        .join();
  }

  Receipt press(String person, Press press, Proven proof) {
    return bot.desk()
        .receive(
            new Inbound.Click(
                channel("prod"),
                account(person),
                Buttons.encode(press),
                Map.of(),
                UUID.randomUUID().toString(),
                proof))
        .toCompletableFuture()
        .join();
  }

  /** Ana asks for a restart in prod; returns the operation when it waits for a signature. */
  Operation asked(String environment, Predicate<Operation> until) {
    Receipt receipt = type("ana", environment, "/restart web " + environment, new Proven.ByChat());
    return await(receipt.subject(), until);
  }

  Board board() {
    return bot.board();
  }

  Operation await(String marker, Predicate<Operation> until) {
    return await(StreamId.parse(marker), until);
  }

  Operation await(StreamId stream, Predicate<Operation> until) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> bot.board().state(stream).map(Operation.class::cast),
            o -> o.filter(until).isPresent())
        .orElseThrow();
  }

  private static Conversation channel(String id) {
    return new Conversation("console", id, Optional.empty());
  }

  private static Account account(String person) {
    return new Account("console", person);
  }

  @Override
  public void close() {
    served.close();
  }

  /** Counts and always works. */
  private record Restart(AtomicInteger count) implements Action {
    @Override
    public ActionKind kind() {
      return new ActionKind(
          "box.restart",
          Risk.CHANGE,
          Set.of(Effect.RESTART),
          List.of(Argument.required("workload", ArgumentType.WORKLOAD, "which")),
          false,
          "restarts it");
    }

    @Override
    public Preview preview(ActionCall call, Cancellation cancellation) {
      return new Preview.Ready(
          List.of(new Target(call.environment(), call.text("workload").orElse(""))),
          "restart it",
          List.of("it runs -> it runs anew"),
          "f00d",
          "",
          "systemctl restart web");
    }

    @Override
    public Outcome execute(ActionCall call, String fingerprint, Cancellation cancellation) {
      return new Outcome.Succeeded("restarted " + count.incrementAndGet());
    }
  }
}
