package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import dev.twokey.web.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

/**
 * Two people, each in a browser of their own, at the console of a whole bot on the real lab. No
 * page is loaded again: what one does appears at the other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConsoleStoryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What messages say that stand beside a card and tell of it. */
  private static final List<String> BESIDE =
      List.of("journal #", "YOUR KEY IS NEEDED", "settled, nothing to do any more");

  private static final String CARDS = "#messages > .item";

  private StoryFiles files;
  private Served served;
  private Browser ana;
  private Browser ben;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    files = StoryFiles.in(folder);
    ana = new Browser();
    ben = new Browser();
    serve();
  }

  private void serve() throws IOException, InterruptedException {
    Bot bot = Bot.open(files.folders(), true).bot().orElseThrow();
    served = Served.start(bot, files.folders(), 0, "ana", "demo: you hold both keys");
    ana.signIn(link("ana"));
    ben.signIn(link("ben"));
  }

  @AfterAll
  void stop() throws IOException {
    ana.close();
    ben.close();
    served.close();
  }

  private String link(String person) {
    Bot bot = served.bot();
    Person found =
        bot.setup().roster().person(new PersonId(person), bot.clock().instant()).orElseThrow();
    return served.link(found);
  }

  @Test
  void a_restart_in_prod_waits_for_the_other_person_and_both_see_it_verified() {
    both("prod");

    ana.send("/restart worker-transcode prod it lags");
    sees(ana, "restart worker-transcode", "needs a second key");
    assertThat(card(ana, "needs a second key").getText())
        .contains("Ana", "/restart worker-transcode prod it lags", "PROD", "May sign");
    sees(ben, "restart worker-transcode", "needs a second key");

    press(ana, "needs a second key", "Approve");
    ana.waitForText("#notes", "You asked for this, so you can't be its second key.");
    assertThat(ben.driver.findElement(By.id("notes")).getText()).isEmpty();

    press(ben, "needs a second key", "Approve");
    for (Browser each : List.of(ana, ben)) {
      sees(each, "restart worker-transcode", "DONE and verified");
      assertThat(card(each, "DONE and verified").getText())
          .contains("approved by Ben", "a new process in each instance");
      assertThat(buttons(card(each, "DONE and verified"))).doesNotContain("Approve");
    }
  }

  @Test
  void a_drill_in_prod_wants_its_phrase_typed_right() {
    both("prod");

    ana.send("/gameday prod E");
    sees(ana, "Ana must confirm");
    press(ana, "Ana must confirm", "Confirm…");
    ana.waitFor("#ask[open] input[type=text]").sendKeys("kill-prod");
    ana.driver.findElement(By.cssSelector("#ask button")).click();
    ana.waitForText("#ask .wrong", "Type it exactly so");
    assertThat(ana.driver.findElement(By.id("ask")).isDisplayed()).isTrue();

    WebElement input = ana.driver.findElement(By.cssSelector("#ask input[type=text]"));
    input.clear();
    input.sendKeys("KILL-PROD", org.openqa.selenium.Keys.ENTER);
    sees(ben, "Ana asks: drill E", "needs a second key");

    press(ana, "Ana asks: drill E", "Withdraw");
    sees(ben, "WITHDRAWN");
  }

  @Test
  void a_running_drill_is_stopped_by_its_button_and_undone() {
    both("staging");

    ana.send("/gameday staging E");
    sees(ana, "drill E", "broken yet", "INJECTED");
    press(ana, "drill E", "Stop");
    sees(ben, "drill E", "STOPPED", "NOT INJECTED");
    assertThat(card(ben, "drill E").getText()).contains("Run it again");
  }

  @Test
  void a_halt_stands_in_the_channel_until_two_people_have_released_it() {
    both("staging");

    ana.send("/halt drills staging a real outage");
    sees(ben, "HALTED: drills of staging");
    assertThat(card(ben, "HALTED").getText())
        .contains("/halt drills staging a real outage", "“a real outage”", "undo");

    release(ana);
    sees(ben, "Ana signed it; one more person has to");
    release(ben);
    sees(ana, "RELEASED: drills of staging");
    assertThat(card(ana, "RELEASED").getText()).contains("Ana and Ben");
  }

  @Test
  void what_was_refused_stands_below_what_was_typed() {
    both("staging");

    ben.send("/diagnose rabitmq");
    sees(ana, "/diagnose rabitmq", "REFUSED");
    assertThat(card(ana, "/diagnose rabitmq").getText()).contains("Ben");
    assertThat(ben.driver.findElement(By.id("notes")).getText()).doesNotContain("rabitmq");
  }

  @Test
  void after_a_new_start_the_channel_shows_what_it_showed_before() throws Exception {
    both("staging");
    ana.send("/runbook");
    sees(ana, "/runbook");
    ben.send("/help");
    sees(ana, "/help");
    List<String> before = said(ana);

    served.close();
    serve();
    both("staging");

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(said(ana)).isEqualTo(before));
  }

  // ---- hands and eyes

  /** Returns who said what in the channel, in order. */
  private static List<String> said(Browser browser) {
    return browser.driver.findElements(By.cssSelector("#messages .said")).stream()
        .map(WebElement::getText)
        .toList();
  }

  private void both(String channel) {
    ana.open(served.url() + "/channels/" + channel);
    ben.open(served.url() + "/channels/" + channel);
  }

  private void release(Browser by) {
    press(by, "HALTED", "Release…");
    by.waitFor("#ask[open] form");
    by.driver.findElement(By.cssSelector("#ask button")).click();
  }

  /** Waits until the newest message that holds the text shows one of the others too, if any. */
  private static void sees(Browser browser, String about, String... oneOf) {
    List<String> wanted = oneOf.length == 0 ? List.of(about) : List.of(oneOf);
    await()
        .atMost(PATIENCE)
        .ignoreException(StaleElementReferenceException.class)
        .untilAsserted(() ->
            assertThat(card(browser, about).getText())
                .satisfies(text -> assertThat(wanted).as(text).anyMatch(text::contains)));
  }

  /** Returns the newest card that holds a text; calls and heads of the journal are no cards. */
  private static WebElement card(Browser browser, String text) {
    return browser.driver.findElements(By.cssSelector(CARDS)).stream()
        .filter(m -> m.getText().contains(text) && BESIDE.stream().noneMatch(m.getText()::contains))
        .reduce((_, last) -> last)
        .orElseThrow(() ->
            new AssertionError(
                "no card says "
                    + text
                    + ": "
                    + browser.driver.findElement(By.id("messages")).getText()));
  }

  private static List<String> buttons(WebElement card) {
    return card.findElements(By.tagName("button")).stream().map(WebElement::getText).toList();
  }

  /** Presses the button of a card whose label begins so. */
  private static void press(Browser browser, String about, String label) {
    await()
        .atMost(PATIENCE)
        .ignoreException(StaleElementReferenceException.class)
        .untilAsserted(() -> {
          List<WebElement> found =
              card(browser, about).findElements(By.cssSelector(".buttons button")).stream()
                  .filter(b -> b.getText().startsWith(label))
                  .toList();
          assertThat(found).as("buttons %s about %s", label, about).isNotEmpty();
          browser.driver.executeScript("arguments[0].click()", found.getFirst());
        });
  }
}
