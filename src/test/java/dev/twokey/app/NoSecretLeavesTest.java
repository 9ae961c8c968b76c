package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.twokey.chat.Button;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationDecider;
import dev.twokey.operation.Phase;
import dev.twokey.people.Account;
import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import dev.twokey.web.CardResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * I7 over the whole program: secrets of each kind are planted in all that comes in (what people
 * type, dialogs, readings, log lines, outcomes, exceptions) and looked for in all that goes out
 * (journal, cards, pages, answers, exports, logs, the terminal), in all their forms.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NoSecretLeavesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ROUNDS = 6;
  private static final int AROUND = 80;
  private static final Account ANA = new Account("console", "ana");
  private static final Conversation STAGING =
      new Conversation("console", "staging", Optional.empty());

  @TempDir Path folder = Path.of("");
  private final Map<String, String> out = new TreeMap<>();
  private int keys;

  @ParameterizedTest
  @ValueSource(longs = {1, 20_261_125L})
  void I7_a_secret_that_comes_in_anywhere_goes_out_nowhere(long seed) throws Exception {
    Planted planted = new Planted(seed);
    Folders folders = folders(planted);
    PrintStream terminal = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    logAs("/logback.xml");
    try {
      inChat(folders, planted);
      overHttp(folders, planted);
    } finally {
      System.setErr(terminal);
      logAs("/logback-test.xml");
    }
    out.put("log", log.toString(StandardCharsets.UTF_8));
    filesOf("journal", folders.state());
    assertThat(out.get("log")).contains("(this is a bug)", "[redacted: ");
    assertThat(out.get("journal journal.db")).contains("[redacted: ");
    assertThat(out).containsKeys("page /channels/staging", "cli export", "cli run", "card text");
    assertThat(leaks(planted)).as("seed %s", seed).isEmpty();
  }

  /** Returns where a planted secret stands, with what stands around it. */
  private List<String> leaks(Planted planted) {
    List<String> leaks = new ArrayList<>();
    out.forEach((path, text) ->
        planted.forbidden().stream()
            .filter(text::contains)
            .forEach(secret -> {
              int at = text.indexOf(secret);
              int from = Math.max(0, at - AROUND);
              int to = Math.min(text.length(), at + secret.length() + AROUND);
              leaks.add(path + ": " + secret + " in " + text.substring(from, to));
            }));
    return leaks;
  }

  private static void logAs(String configuration) throws JoranException {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(
        Objects.requireNonNull(NoSecretLeavesTest.class.getResource(configuration)));
  }

  private void filesOf(String kind, Path where) throws IOException {
    try (Stream<Path> files = Files.walk(where)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.put(
            kind + " " + file.getFileName(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
  }

  // ---- all that people and systems say, by chat

  private void inChat(Folders folders, Planted planted) throws Exception {
    Recorder chat = new Recorder();
    try (Bot bot = open(folders, planted)) {
      bot.outbox().add(chat);
      bot.start();
      Results results = new Results(bot.board(), bot.outbox(), bot::setup);
      // what was resolved once is known from then on, whoever says it
      String first = type(bot, "/diagnose vault staging");
      await().atMost(PATIENCE).until(() -> ended(results, first));
      String incident = type(bot, "/incident open " + planted.line());
      for (int i = 0; i < ROUNDS; i++) {
        String diagnosis = type(bot, "/diagnose vault staging");
        await().atMost(PATIENCE).until(() -> ended(results, diagnosis));
        type(bot, "/incident note " + planted.line());
        type(bot, planted.line());
        type(bot, "/" + planted.line());
        type(bot, "/restart " + planted.line());
        change(bot, chat, planted, i);
      }
      press(bot, planted.line(), planted);
      type(bot, "/export");
      await().atMost(PATIENCE).until(() -> chat.files.size() == Exports.WRITERS.size());
      export(folders, incident.substring(incident.indexOf('/') + 1));
    }
    out.putAll(chat.out());
  }

  private static boolean ended(Results results, String marker) {
    return results.of(marker, ANA) instanceof CardResults.Ended;
  }

  private void change(Bot bot, Recorder chat, Planted planted, int round) throws Exception {
    String subject = type(bot, "/mend vault staging because " + planted.line());
    String id = subject.substring(subject.indexOf('/') + 1);
    if (!subject.startsWith("operation/")) {
      return;
    }
    await().atMost(PATIENCE).until(() -> rests(bot, id));
    for (Button button : chat.buttons(subject)) {
      boolean confirms = button.label().equals("Run it");
      if (confirms == (round % 3 < 2)) {
        press(bot, button.id(), planted);
      }
    }
    await().atMost(PATIENCE).until(() -> rests(bot, id));
    for (Button button : chat.buttons(subject)) {
      press(bot, button.id(), planted);
    }
  }

  private static boolean rests(Bot bot, String id) {
    return bot.board()
        .state(OperationDecider.stream(id))
        .map(Operation.class::cast)
        .filter(o ->
            o.phase() instanceof Phase.Confirming
                || o.phase() instanceof Phase.Ended
                || o.phase() instanceof Phase.Doubtful)
        .filter(o -> bot.outbox().isShown(OperationDecider.stream(id)))
        .isPresent();
  }

  private String type(Bot bot, String text) throws Exception {
    return receive(bot, new Inbound.Command(STAGING, ANA, text, "key " + keys++ + " " + text));
  }

  private void press(Bot bot, String button, Planted planted) throws Exception {
    Map<String, String> inputs = new LinkedHashMap<>();
    for (String name : List.of("reason", "phrase", "code", "note", "text", planted.line())) {
      inputs.put(name, planted.text());
    }
    receive(bot, new Inbound.Click(STAGING, ANA, button, inputs, "key " + keys++));
  }

  private String receive(Bot bot, Inbound inbound) throws Exception {
    Receipt receipt =
        bot.desk()
            .receive(inbound)
            .toCompletableFuture()
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    out.merge("receipts", receipt + "\n", String::concat);
    return receipt.subject();
  }

  // ---- the same record by the console, its API and the command line

  private void overHttp(Folders folders, Planted planted) throws Exception {
    try (Served served = Served.start(open(folders, planted), folders, 0, "ana", "")) {
      HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
      String link = served.link(ana(served.bot()));
      send(
          client,
          "page enter",
          HttpRequest.newBuilder(URI.create(link)).POST(BodyPublishers.noBody()));
      await()
          .atMost(PATIENCE)
          .until(() -> get(client, served, "/channels/staging").contains("vault"));
      get(client, served, "/channels/" + planted.token());
      get(client, served, "/" + planted.token() + "?password=" + planted.token());
      String token = Files.readString(folders.token());
      for (int i = 0; i < ROUNDS; i++) {
        api(client, served, token, "{\"text\": " + quoted(planted.line()) + "}");
        api(
            client,
            served,
            token,
            "{\"text\": \"/help\", \"where\": " + quoted(planted.line()) + "}");
        api(client, served, token, planted.line());
      }
      run(folders, "/diagnose vault staging");
      run(folders, "/restart " + planted.line());
      run(folders, planted.line());
    }
  }

  private static Person ana(Bot bot) {
    return bot.setup().roster().person(new PersonId("ana"), bot.clock().instant()).orElseThrow();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private void api(HttpClient client, Served served, String token, String body) throws Exception {
    send(
        client,
        "api",
        HttpRequest.newBuilder(URI.create(served.url() + "/api/command"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private String get(HttpClient client, Served served, String path) throws Exception {
    return send(client, "page " + path, HttpRequest.newBuilder(URI.create(served.url() + path)));
  }

  private String send(HttpClient client, String name, HttpRequest.Builder request)
      throws Exception {
    String body =
        client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString()).body();
    out.merge(
        name.equals("page /channels/staging") ? name : name.replaceFirst(" /.*", ""),
        body,
        String::concat);
    return body;
  }

  private void run(Folders folders, String text) {
    cli("run", folders, "run", text);
  }

  private void export(Folders folders, String incident) throws IOException {
    Path to = folder.resolve("exported");
    cli("export", folders, "export", incident, "--to", to.toString());
    filesOf("export", to);
  }

  private void cli(String name, Folders folders, String... words) {
    StringWriter said = new StringWriter();
    Stream<String> where =
        Stream.of(
            "--config", folders.config().toString(),
            "--runbooks", folders.runbooks().toString(),
            "--commands", folders.commands().toString(),
            "--state", folders.state().toString());
    Main.line()
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(said, true))
        .execute(Stream.concat(Stream.of(words), where).toArray(String[]::new));
    out.merge("cli " + name, said.toString(), String::concat);
  }

  // ---- the parts

  private static Bot open(Folders folders, Planted planted) {
    Bot.Opened opened = Bot.open(folders, true, world -> LeakyKinds.of(world, planted));
    assertThat(opened.problems().hasErrors()).as("%s", opened.problems().findings()).isFalse();
    return opened.bot().orElseThrow();
  }

  private Folders folders(Planted planted) throws IOException {
    Path config = folder.resolve("config");
    Path runbooks = Files.createDirectories(folder.resolve("runbooks"));
    Path commands = Files.createDirectories(folder.resolve("commands"));
    Path secrets = Files.createDirectories(folder.resolve("secrets"));
    Files.createDirectories(config.resolve("inventory"));
    for (String access : List.of("read", "change", "destroy")) {
      Path file = Files.writeString(secrets.resolve(access), planted.known());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    Files.writeString(
        config.resolve("inventory/staging.yaml"), INVENTORY.replace("SECRETS", secrets.toString()));
    Files.writeString(config.resolve("people.yaml"), PEOPLE);
    Files.writeString(config.resolve("policy.yaml"), POLICY);
    Files.writeString(runbooks.resolve("leaky.md"), RUNBOOK);
    try (Stream<Path> shipped = Files.list(Path.of("commands"))) {
      for (Path command : shipped.toList()) {
        Files.copy(command, commands.resolve(command.getFileName()));
      }
    }
    Files.writeString(commands.resolve("mend.yaml"), COMMAND);
    Folders folders = new Folders(folder, config, runbooks, commands, folder.resolve("state"));
    StateFolder.make(folders);
    return folders;
  }

  private static final String INVENTORY =
      """
      color: blue
      channels: [console:staging]
      connections:
        vault:
          kind: vault
          read: {password: "${file:SECRETS/read}"}
          change: {password: "${file:SECRETS/change}"}
          destroy: {password: "${file:SECRETS/destroy}"}
      services:
        vault: {connection: vault}
      """;

  private static final String PEOPLE =
      """
      people:
        ana: {name: Ana, roles: [responder], accounts: [console]}
      on_call: {fallback: [ana]}
      """;

  private static final String POLICY =
      """
      environments:
        staging:
          read: {role: responder}
          change: {role: responder, confirm: true}
      """;

  private static final String COMMAND =
      """
      command: mend
      summary: Mend a service
      parameters:
        - {name: service, type: service, says: what to mend}
        - {name: environment, type: environment, optional: true, says: where}
        - {name: reason, type: text, optional: true, says: why}
      run: leaky.change
      verify: none
      examples: ["/mend vault"]
      """;

  private static final String RUNBOOK =
      """
      ---
      title: The leaky service
      service: vault
      owner: team
      environments: [staging]
      ---
      ```yaml check
      id: look
      probe: leaky.read
      with: {service: vault}
      expect: it.state == "fine"
      says: "leaky says ${it.state} ${it.lines[0]} ${it.lines[1]}"
      ```
      ```yaml cause
      id: broken
      when: look.state != "fine"
      says: "leaky is ${look.state}"
      mitigate: [mend]
      ```
      ```yaml action
      id: mend
      run: leaky.change
      with: {service: vault}
      verify: none
      ```
      By hand: mend it.
      """;
}
