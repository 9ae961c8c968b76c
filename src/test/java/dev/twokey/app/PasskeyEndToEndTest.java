package dev.twokey.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.web.Browser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;

/** What Ben does with a passkey, in a real browser, against a whole bot. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PasskeyEndToEndTest {
  private static final Pattern LINK = Pattern.compile("http://localhost:\\d+/enroll/[\\w-]+");
  private static final Pattern TOKEN = Pattern.compile("twk_[\\w-]+");
  private static final Pattern TOKEN_ID = Pattern.compile("tk-[a-z0-9]+");

  @TempDir private @Nullable Path folder;
  private @Nullable KeyedBot opened;
  private @Nullable Browser browser;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    opened =
        KeyedBot.start(
            requireNonNull(folder),
            "{role: responder, confirm: true}",
            "{role: responder, approval: {of: approver, quorum: 1}, proof: passkey}");
    browser = new Browser();
  }

  @AfterEach
  void stop() throws IOException {
    ben().close();
    bot().close();
  }

  private KeyedBot bot() {
    return requireNonNull(opened);
  }

  private Browser ben() {
    return requireNonNull(browser);
  }

  private VirtualAuthenticator authenticator() {
    return ben()
        .driver
        .addVirtualAuthenticator(
            new VirtualAuthenticatorOptions()
                .setProtocol(VirtualAuthenticatorOptions.Protocol.CTAP2)
                .setTransport(VirtualAuthenticatorOptions.Transport.INTERNAL)
                .setHasResidentKey(true)
                .setHasUserVerification(true)
                .setIsUserConsenting(true)
                .setIsUserVerified(true));
  }

  private void enterByLink() {
    ben().driver.get(bot().link("ben"));
    ben().driver.findElement(By.cssSelector("main button")).click();
    ben().waitFor("#command");
    ben().driver.get(bot().url() + "/channels/prod");
    ben().waitFor("#command");
  }

  /** Types a command and returns what is found in the answer that Ben alone sees. */
  private String told(String command, Pattern wanted) {
    int before = found(wanted).size();
    ben().send(command);
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> found(wanted).size() > before);
    return found(wanted).getLast();
  }

  private List<String> found(Pattern wanted) {
    return wanted
        .matcher(ben().driver.findElement(By.id("notes")).getText())
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private void enrol(String label) {
    ben().driver.get(told("/enroll", LINK));
    ben().driver.findElement(By.cssSelector("main button")).click();
    ben().waitFor("#label").sendKeys(label);
    ben().button("Make the passkey").click();
    ben().waitForText("main button", "Sign in with a passkey");
  }

  private void signIn() {
    ben().driver.get(bot().url() + "/sign-in");
    ben().button("Sign in with a passkey").click();
    ben().waitFor("#command");
    ben().driver.get(bot().url() + "/channels/prod");
    ben().waitFor("#command");
  }

  private void signOut() {
    ben().driver.get(bot().url() + "/passkeys");
    ben().button("Sign out").click();
    ben().waitForText("main button", "Sign in with a passkey");
  }

  @Test
  void Ben_enrols_signs_in_and_turns_the_second_key_that_his_chat_session_could_not_turn() {
    VirtualAuthenticator device = authenticator();
    enterByLink();
    Operation operation = bot().asked("prod", o -> o.phase() instanceof Phase.Approving);
    ben().waitForText("#messages", "one key must be given by passkey");
    ben().button("Approve").click();
    ben().waitForText("#notes", "/sign-in");
    assertThat(ben().driver.findElement(By.id("notes")).getText())
        .contains("The policy wants this by passkey");
    assertThat(bot().restarts()).isZero();

    enrol("laptop");
    signOut();
    signIn();
    ben().waitForText("#messages", "Ben has one");
    ben().button("Approve").click();
    ben().waitForText("#messages", "approved by Ben");
    bot().await("operation/" + operation.id(), Operation::isEnded);
    assertThat(bot().restarts()).isEqualTo(1);

    ben().driver.get(bot().url() + "/passkeys");
    assertThat(ben().driver.findElement(By.tagName("main")).getText())
        .contains("laptop", "you are signed in with it");
    assertThat(ben().complaints()).noneMatch(c -> c.contains("Content Security Policy"));

    ben().button("Revoke laptop").click();
    ben().waitForText("h1", "You are not signed in");
    ben().driver.get(bot().url() + "/sign-in");
    ben().button("Sign in with a passkey").click();
    ben().waitForText("#passkey-trouble", "not accepted");

    device.removeAllCredentials();
    enterByLink();
    enrol("phone of a thief");
    enterByLink();
    ben().waitForText("#messages", "NO EARLIER PASSKEY WAS SHOWN");
    ben().waitForText("#messages", "/passkey revoke pk-");
  }

  @Test
  void a_token_is_whispered_once_works_and_ends_at_once() throws IOException, InterruptedException {
    enterByLink();
    String token = told("/token new laptop read 7", TOKEN);
    String id = found(TOKEN_ID).getLast();
    assertThat(ben().driver.findElement(By.id("messages")).getText()).doesNotContain(token);
    assertThat(post(token, "/help").statusCode()).isEqualTo(200);
    HttpResponse<String> change = post(token, "/restart web prod");
    assertThat(change.body()).contains("This token may only read");
    Path file = Files.writeString(requireNonNull(folder).resolve("token"), token);
    assertThat(run(file, "/help")).startsWith("0 ").contains("What you can type");
    ben().send("/token revoke " + id);
    ben().waitForText("#notes", "is revoked");
    assertThat(post(token, "/help").statusCode()).isEqualTo(401);
    assertThat(run(file, "/help")).startsWith("2 ").contains("ended or revoked");
  }

  /** Runs {@code ./twokey run} as somebody who has nothing but a token; returns code and output. */
  private String run(Path tokenFile, String command) {
    StringWriter out = new StringWriter();
    int exit =
        Main.line(_ -> Optional.empty())
            .setOut(new PrintWriter(out))
            .execute(
                "run",
                "--url",
                bot().url(),
                "--token-file",
                tokenFile.toString(),
                "--channel",
                "prod",
                command);
    return exit + " " + out;
  }

  private HttpResponse<String> post(String token, String text)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(bot().url() + "/api/command"))
                .header("Authorization", "Bearer " + token)
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"text\":\"" + text + "\",\"where\":\"prod\"}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
