package dev.twokey.web;

import static dev.twokey.web.ConsoleFixture.PROD;
import static dev.twokey.web.ConsoleFixture.STAGING;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twokey.chat.Card;
import dev.twokey.chat.ChatPlatform.Posted;
import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What people do in the console, in real browsers. Every test ends with a silent browser log. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WebConsoleBrowserTest {
  private static @Nullable Browser anasBrowser;
  private static @Nullable Browser bensBrowser;

  private Browser ana = requireNonNull(anasBrowser);
  private Browser ben = requireNonNull(bensBrowser);
  private @Nullable ConsoleFixture opened;

  @BeforeAll
  static void start_the_browsers() throws IOException {
    anasBrowser = new Browser();
    bensBrowser = new Browser();
  }

  @AfterAll
  static void end_the_browsers() throws IOException {
    requireNonNull(anasBrowser).close();
    requireNonNull(bensBrowser).close();
  }

  @BeforeEach
  void start_the_console() throws IOException {
    opened = new ConsoleFixture();
    ana = requireNonNull(anasBrowser);
    ben = requireNonNull(bensBrowser);
    ana.forgetComplaints();
    ana.screen(1280, 800, false);
    ana.signIn(fixture(), TwoPeople.ANA);
    assertThat(ana.complaints()).isEmpty();
  }

  @AfterEach
  void stop_the_console() {
    ana.leave();
    ben.leave();
    fixture().close();
  }

  private ConsoleFixture fixture() {
    return requireNonNull(opened);
  }

  @Test
  void two_people_see_the_same_card_change_without_loading_the_page() {
    ben.signIn(fixture(), TwoPeople.BEN);
    ana.open(fixture(), "prod");
    ben.open(fixture(), "prod");
    Posted.Done done = (Posted.Done) fixture().console.post(PROD, "o/1", SampleCards.approval());
    String card = "#m-" + done.message().id();
    ana.waitForText(card, "restart worker-transcode");
    ben.waitForText(card, "restart worker-transcode");
    fixture().intake.answer =
        in -> {
          fixture().console.edit(done.message(), "o/1", SampleCards.approved());
          return new Receipt(true, Optional.empty(), "o/1");
        };
    ben.button("Approve").click();
    ana.waitForText(card, "approved by Ben");
    ben.waitForText(card, "approved by Ben");
    assertThat(ana.driver.findElement(By.cssSelector(card)).getText()).doesNotContain("Deny…");
    assertThat(ana.driver.findElements(By.cssSelector(".item"))).hasSize(1);
    assertThat(fixture().intake.received)
        .singleElement()
        .satisfies(in -> assertThat(in.by()).isEqualTo(TwoPeople.BEN));
    assertThat(ana.complaints()).isEmpty();
    assertThat(ben.complaints()).isEmpty();
  }

  @Test
  void a_command_is_completed_by_keyboard_alone() {
    ana.open(fixture(), "staging");
    ana.type("/di");
    ana.waitForText("#choices", "/diagnose");
    ana.type(Keys.TAB);
    ana.waitForText("#choices", "rabbitmq");
    ana.type(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_UP);
    WebElement box = ana.driver.findElement(By.id("text"));
    assertThat(box.getAttribute("aria-expanded")).isEqualTo("true");
    WebElement active =
        ana.driver.findElement(By.id(requireNonNull(box.getAttribute("aria-activedescendant"))));
    assertThat(active.getText()).contains("rabbitmq");
    ana.type(Keys.ENTER);
    assertThat(box.getDomProperty("value")).isEqualTo("/diagnose rabbitmq ");
    ana.waitForText("#choices", "prod");
    ana.type(Keys.ESCAPE);
    assertThat(box.getAttribute("aria-expanded")).isEqualTo("false");
    ana.type("prod", Keys.ESCAPE, Keys.ENTER);
    ana.waitForText("#sent", "Sent: /diagnose rabbitmq prod");
    assertThat(box.getDomProperty("value")).isEmpty();
    assertThat(fixture().intake.received)
        .singleElement()
        .isInstanceOfSatisfying(
            Inbound.Command.class,
            command -> assertThat(command.text()).isEqualTo("/diagnose rabbitmq prod"));
    ana.type(Keys.ARROW_UP);
    assertThat(box.getDomProperty("value")).isEqualTo("/diagnose rabbitmq prod");
    assertThat(ana.complaints()).isEmpty();
  }

  @Test
  void a_wrong_phrase_keeps_the_dialog_open_and_the_right_one_closes_it() {
    fixture().console.post(PROD, "d/1", SampleCards.diskAlarm());
    ana.open(fixture(), "prod");
    fixture().intake.answer =
        in ->
            in instanceof Inbound.Click click && "PROD".equals(click.inputs().get("phrase"))
                ? new Receipt(true, Optional.empty(), "")
                : new Receipt(
                    true,
                    Optional.of(
                        new Problem(ErrorCode.PHRASE_WRONG, "That is not it.", "Try again.")),
                    "");
    ana.button("Purge a queue… loses messages").click();
    ana.waitFor("#ask[open]");
    ana.driver.findElement(By.cssSelector("#ask input[value^=transcode]")).click();
    ana.driver.findElement(By.name("in.reason")).sendKeys("disk full");
    ana.driver.findElement(By.name("in.phrase")).sendKeys("prod", Keys.ENTER);
    ana.waitForText("#ask", "That is not it.");
    WebElement phrase = ana.driver.findElement(By.name("in.phrase"));
    assertThat(phrase.getDomProperty("value")).isEqualTo("prod");
    phrase.clear();
    phrase.sendKeys("PROD", Keys.ENTER);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ana.driver.findElements(By.cssSelector("#ask[open]")).isEmpty());
    Inbound.Click last = (Inbound.Click) fixture().intake.received.getLast();
    assertThat(last.inputs())
        .isEqualTo(
            Map.of("queues", "transcode_jobs (8,412)", "reason", "disk full", "phrase", "PROD"));
    assertThat(fixture().intake.received).hasSize(2);
  }

  @Test
  void a_dialog_without_a_tick_asks_for_one_and_sends_nothing() {
    fixture().console.post(PROD, "d/1", SampleCards.diskAlarm());
    ana.open(fixture(), "prod");
    ana.button("Purge a queue… loses messages").click();
    ana.waitFor("#ask[open]");
    ana.driver.findElement(By.name("in.reason")).sendKeys("disk full");
    ana.driver.findElement(By.name("in.phrase")).sendKeys("PROD", Keys.ENTER);
    ana.waitForText("#ask", "Please choose.");
    assertThat(fixture().intake.received).isEmpty();
    ana.driver.findElement(By.id("ask-cancel")).click();
    assertThat(ana.driver.findElements(By.cssSelector("#ask[open]"))).isEmpty();
  }

  @Test
  void a_double_click_is_one_click() {
    fixture().console.post(STAGING, "d/1", SampleCards.drill());
    ana.open(fixture(), "staging");
    ana.driver.executeScript(
        "const b = [...document.querySelectorAll('button')].find(e => e.textContent === 'Undo"
            + " now'); b.click(); setTimeout(() => b.click(), 120); setTimeout(() =>"
            + " document.body.dataset.clicked = 'yes', 400);");
    ana.waitFor("body[data-clicked]");
    ana.waitForText("#sent", "Sent: Undo now");
    assertThat(fixture().intake.received).hasSize(1);
  }

  @Test
  void a_refusal_is_told_to_its_sender_alone_until_put_away() {
    ben.signIn(fixture(), TwoPeople.BEN);
    ana.open(fixture(), "prod");
    ben.open(fixture(), "prod");
    fixture().intake.answer =
        in ->
            new Receipt(
                true,
                Optional.of(new Problem(ErrorCode.APPROVAL_OWN, "You asked for it.", "Ask Ben.")),
                "");
    ana.send("/approve 7");
    ana.waitForText("#notes", "You asked for it.");
    ana.waitForText("#notes", "Ask Ben.");
    fixture().console.whisper(PROD, TwoPeople.BEN, "only for Ben");
    ben.waitForText("#notes", "only for Ben");
    assertThat(ben.driver.findElement(By.id("notes")).getText()).doesNotContain("You asked");
    assertThat(ana.driver.findElement(By.id("notes")).getText()).doesNotContain("only for Ben");
    ana.driver.findElement(By.cssSelector("#notes button")).click();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ana.driver.findElement(By.id("notes")).getText().isEmpty());
  }

  @Test
  void what_is_unfolded_and_typed_survives_an_update() {
    Posted.Done done = (Posted.Done) fixture().console.post(PROD, "d/1", SampleCards.diskAlarm());
    ana.open(fixture(), "prod");
    String card = "#m-" + done.message().id();
    ana.driver.findElement(By.cssSelector(card + " .detail summary")).click();
    ana.type("half a comm");
    fixture().console.edit(done.message(), "d/1", withVerdict("MEMORY ALARM"));
    ana.waitForText(card, "MEMORY ALARM");
    assertThat(ana.driver.findElements(By.cssSelector(card + " .detail[open]"))).hasSize(1);
    assertThat(ana.driver.findElement(By.id("text")).getDomProperty("value"))
        .isEqualTo("half a comm");
    ana.waitForText("#announce", "");
    assertThat(ana.driver.findElement(By.id("announce")).getDomProperty("textContent"))
        .contains("prod, rabbitmq, MEMORY ALARM");
  }

  private static Card withVerdict(String verdict) {
    var card = SampleCards.diskAlarm();
    return new Card(
        card.environment(),
        card.tone(),
        card.title(),
        verdict,
        card.aside(),
        card.fields(),
        card.progress(),
        card.details(),
        card.buttons(),
        card.footer());
  }

  @Test
  void a_command_can_be_sent_into_a_thread() {
    Posted.Done done = (Posted.Done) fixture().console.post(PROD, "d/1", SampleCards.diskAlarm());
    ana.open(fixture(), "prod");
    ana.button("Reply").click();
    ana.waitForText("#into", "DISK ALARM");
    ana.send("/diagnose rabbitmq");
    ana.waitForText("#sent", "Sent");
    assertThat(fixture().intake.received.getFirst().where()).isEqualTo(done.thread());
    fixture().console.post(done.thread(), "d/2", SampleCards.healthy());
    ana.waitForText("#m-" + done.message().id(), "1 in the thread");
  }

  @Test
  void a_lost_line_says_so_and_comes_back_with_what_was_missed() {
    Posted.Done done = (Posted.Done) fixture().console.post(PROD, "o/1", SampleCards.approval());
    ana.open(fixture(), "prod");
    ana.driver.executeCdpCommand("Network.enable", Map.of());
    offline(true);
    fixture().host.close();
    ana.waitForText("#link", "No connection");
    fixture().console.edit(done.message(), "o/1", SampleCards.approved());
    fixture().console.post(PROD, "o/2", SampleCards.refusal());
    fixture().startAgain();
    offline(false);
    ana.waitForText("#messages", "approved by Ben");
    ana.waitForText("#messages", "REFUSED");
    assertThat(ana.driver.findElements(By.cssSelector(".item"))).hasSize(2);
    assertThat(ana.driver.findElement(By.id("link")).getText()).isEmpty();
  }

  private void offline(boolean off) {
    ana.driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", off, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  @Test
  void without_an_answer_the_person_is_told_and_the_text_is_kept() {
    ana.open(fixture(), "prod");
    ana.driver.executeCdpCommand("Network.enable", Map.of());
    offline(true);
    ana.send("/halt all");
    ana.waitForText("#trouble", "Not sent: no answer");
    assertThat(ana.driver.findElement(By.id("text")).getDomProperty("value"))
        .isEqualTo("/halt all");
    offline(false);
    ana.type(Keys.ENTER);
    ana.waitForText("#sent", "Sent: /halt all");
    assertThat(ana.driver.findElement(By.id("trouble")).getText()).isEmpty();
  }

  @Test
  void an_approval_can_be_decided_on_a_phone_without_scrolling() {
    fixture().console.post(PROD, "d/1", SampleCards.diskAlarm());
    Posted.Done done = (Posted.Done) fixture().console.post(PROD, "o/1", SampleCards.approval());
    ana.screen(390, 844, false);
    ana.open(fixture(), "prod");
    Object fits =
        ana.driver.executeScript(
            "const card = document.getElementById(arguments[0]).getBoundingClientRect();"
                + " const room = document.getElementById('scroll').getBoundingClientRect();"
                + " return card.top >= room.top && card.bottom <= room.bottom"
                + " && document.documentElement.scrollWidth <= 390;",
            "m-" + done.message().id());
    assertThat(fits).isEqualTo(true);
  }

  @Test
  void a_slash_goes_to_the_command_box() {
    ana.open(fixture(), "prod");
    ana.driver.findElement(By.id("scroll")).click();
    ana.driver.findElement(By.tagName("body")).sendKeys("/");
    assertThat(ana.driver.switchTo().activeElement().getAttribute("id")).isEqualTo("text");
    assertThat(ana.driver.findElement(By.id("text")).getDomProperty("value")).isEqualTo("/");
  }

  @Test
  void times_count_by_themselves_and_what_a_person_wrote_stands_above_the_card() {
    Instant until = Instant.now().plusSeconds(90).truncatedTo(ChronoUnit.SECONDS);
    Card card =
        SampleCards.expiring(until)
            .answering(new Card.Said("Ana", "/restart worker-transcode prod", Instant.now()));
    Posted.Done done = (Posted.Done) fixture().console.post(PROD, "o/1", card);
    ana.open(fixture(), "prod");
    String item = "#m-" + done.message().id();
    assertThat(ana.driver.findElement(By.cssSelector(item)).getText())
        .startsWith("A\nAna ")
        .contains("/restart worker-transcode prod\nPROD");
    String left = ana.driver.findElement(By.cssSelector(item + " time[data-count]")).getText();
    assertThat(left).matches("in \\d+ s");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            !ana.driver
                .findElement(By.cssSelector(item + " time[data-count]"))
                .getText()
                .equals(left));
    assertThat(ana.complaints()).isEmpty();
  }

  @Test
  void lines_to_type_unfold_in_their_field() {
    Card card = SampleCards.expiring(Instant.now().plusSeconds(90));
    Posted.Done done = (Posted.Done) fixture().console.post(PROD, "o/1", card);
    ana.open(fixture(), "prod");
    WebElement fold =
        ana.driver.findElement(By.cssSelector("#m-" + done.message().id() + " .fields .fold"));
    assertThat(fold.getText()).isEqualTo("3 lines");
    fold.findElement(By.tagName("summary")).click();
    assertThat(fold.getText()).contains("docker compose");
    assertThat(ana.driver.findElements(By.cssSelector("#m-" + done.message().id() + " .detail")))
        .isEmpty();
  }

  @Test
  void an_empty_channel_says_what_to_try() {
    ana.open(fixture(), "staging");
    assertThat(ana.driver.findElement(By.cssSelector(".empty")).getText())
        .contains("Nothing is open", "/diagnose");
    ana.button("/diagnose").click();
    assertThat(ana.driver.findElement(By.id("text")).getDomProperty("value"))
        .isEqualTo("/diagnose ");
    fixture().console.post(STAGING, "d/1", SampleCards.healthy());
    ana.waitForText("#messages", "HEALTHY");
    assertThat(ana.driver.findElement(By.cssSelector(".empty")).isDisplayed()).isFalse();
  }

  @Test
  void another_channel_with_something_new_is_marked() {
    fixture().console.post(STAGING, "d/1", SampleCards.healthy());
    ana.open(fixture(), "prod");
    ana.open(fixture(), "staging");
    ana.open(fixture(), "prod");
    assertThat(ana.driver.findElement(By.id("rail")).getText()).doesNotContain("new");
    fixture().console.post(STAGING, "d/2", SampleCards.drill());
    ana.waitForText("#to-staging", "new");
    fixture().console.post(ConsoleFixture.channel("inc-7"), "d/3", SampleCards.refusal());
    ana.waitForText("#rail", "inc-7");
    fixture().console.post(PROD, "d/4", SampleCards.refusal());
    ana.waitForText("#messages", "REFUSED");
    ana.driver.findElement(By.id("to-staging")).click();
    ana.waitForText("#messages", "INJECTED");
    assertThat(ana.driver.findElement(By.id("to-prod")).getText()).doesNotContain("new");
  }

  @Test
  void somebody_who_reads_above_is_not_moved_but_told() {
    for (int i = 0; i < 6; i++) {
      fixture().console.post(PROD, "d/" + i, SampleCards.diskAlarm());
    }
    ana.open(fixture(), "prod");
    ana.driver.executeScript("document.getElementById('scroll').scrollTop = 0");
    fixture().console.post(PROD, "o/1", SampleCards.approval());
    ana.waitForText("#more", "New below");
    assertThat(scrollTop()).isZero();
    ana.driver.findElement(By.id("more")).click();
    assertThat(scrollTop()).isPositive();
    assertThat(ana.driver.findElement(By.id("more")).isDisplayed()).isFalse();
    fixture().console.post(PROD, "o/2", SampleCards.refusal());
    ana.waitForText("#messages", "REFUSED");
    assertThat(ana.driver.findElement(By.id("more")).isDisplayed()).isFalse();
  }

  private long scrollTop() {
    Object top = ana.driver.executeScript("return document.getElementById('scroll').scrollTop");
    return requireNonNull((Number) top).longValue();
  }

  @Test
  void a_page_of_every_kind_of_card_makes_the_browser_complain_about_nothing() {
    ConsolePreview.fill(fixture());
    for (String channel : List.of("staging", "prod", "inc-142")) {
      ana.open(fixture(), channel);
      ana.driver.executeScript("document.querySelectorAll('details').forEach(d => d.open = true)");
    }
    assertThat(ana.complaints()).isEmpty();
  }
}
