package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twokey.chat.Button;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Inbound;
import dev.twokey.people.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the Git checkout to the card: what production asks of a runbook that it runs. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunbookProvenanceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String INVENTORY =
      """
      channels: [console:ENVIRONMENT]
      connections:
        vault: {kind: vault, read: {password: "${file:SECRET}"}}
      services:
        vault: {connection: vault}
      """;
  private static final String POLICY =
      """
      environments:
        staging: {read: {role: responder}, change: {role: responder, confirm: true}}
        prod: {read: {role: responder}, change: {role: responder, confirm: true}}
      """;
  private static final String PEOPLE =
      "people:\n  ana: {name: Ana, roles: [responder], accounts: [console]}\n";
  private static final String RUNBOOK =
      """
      ---
      title: The leaky service
      service: vault
      owner: team
      environments: [staging, prod]
      ---
      ```yaml check
      id: look
      probe: leaky.read
      with: {service: vault}
      expect: it.state == "fine"
      says: "it was read"
      ```
      ```yaml cause
      id: broken
      when: look.state != "fine"
      says: "it is not fine"
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

  @TempDir Path folder = Path.of("");

  private Path runbooks() {
    return folder.resolve("runbooks");
  }

  private void git(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=Ana", "-c", "user.email=ana@example.org"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(runbooks().toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    assertThat(builder.inheritIO().start().waitFor()).isZero();
  }

  /** Commits the runbook and asks for its action; returns the card of the plan. */
  private String plan(String environment, String editedSince) throws Exception {
    Planted planted = new Planted(1);
    Folders folders = folders(planted);
    git("init", "-q");
    git("add", "-A");
    git("commit", "-q", "-m", "A runbook");
    Files.writeString(runbooks().resolve("leaky.md"), RUNBOOK + editedSince);
    Recorder chat = new Recorder();
    Bot.Opened opened = Bot.open(folders, true, world -> LeakyKinds.of(world, planted));
    assertThat(opened.problems().hasErrors()).as("%s", opened.problems().findings()).isFalse();
    try (Bot bot = opened.bot().orElseThrow()) {
      bot.outbox().add(chat);
      bot.start();
      String diagnosis = send(bot, command(environment));
      await().atMost(PATIENCE).until(() -> mend(chat, diagnosis).isPresent());
      String mend = mend(chat, diagnosis).orElseThrow().id();
      String operation = send(bot, click(environment, mend));
      await().atMost(PATIENCE).until(() -> chat.text(operation).contains("leaky.md"));
      return chat.text(operation);
    }
  }

  private static Optional<Button> mend(Recorder chat, String diagnosis) {
    return chat.buttons(diagnosis).stream()
        .filter(b -> b.label().toLowerCase(Locale.ROOT).contains("mend"))
        .findFirst();
  }

  private static Conversation channel(String environment) {
    return new Conversation("console", environment, Optional.empty());
  }

  private static Inbound command(String environment) {
    return new Inbound.Command(
        channel(environment), new Account("console", "ana"), "/diagnose vault", "key 1");
  }

  private static Inbound click(String environment, String button) {
    return new Inbound.Click(
        channel(environment), new Account("console", "ana"), button, Map.of(), "key 2");
  }

  private static String send(Bot bot, Inbound inbound) throws Exception {
    return bot.desk()
        .receive(inbound)
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .subject();
  }

  private Folders folders(Planted planted) throws IOException {
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("inventory"));
    Files.createDirectories(runbooks());
    Path secret = Files.writeString(folder.resolve("secret"), planted.known());
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    for (String environment : List.of("staging", "prod")) {
      Files.writeString(
          config.resolve("inventory/" + environment + ".yaml"),
          INVENTORY.replace("ENVIRONMENT", environment).replace("SECRET", secret.toString()));
    }
    Files.writeString(config.resolve("people.yaml"), PEOPLE);
    Files.writeString(config.resolve("policy.yaml"), POLICY);
    Files.writeString(runbooks().resolve("leaky.md"), RUNBOOK);
    Folders folders =
        new Folders(folder, config, runbooks(), Path.of("commands"), folder.resolve("state"));
    StateFolder.make(folders);
    return folders;
  }

  @Test
  void the_card_says_which_commit_a_plan_comes_from() throws Exception {
    assertThat(plan("prod", "")).containsPattern("leaky\\.md @ [0-9a-f]{7} by Ana, ");
  }

  @Test
  void production_refuses_a_runbook_that_was_edited_since() throws Exception {
    assertThat(plan("prod", "\nOne more line.\n"))
        .contains("Production runs no runbook that is not committed", "commit it");
  }

  @Test
  void staging_runs_it_and_says_so() throws Exception {
    assertThat(plan("staging", "\nOne more line.\n"))
        .containsPattern("leaky\\.md @ [0-9a-f]{7} by Ana, .*edited since and not committed")
        .doesNotContain("Production runs no runbook");
  }
}
