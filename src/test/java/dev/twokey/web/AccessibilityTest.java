package dev.twokey.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.twokey.web.EntryLinks.Use;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The rules of axe, on every kind of page, light and dark, large and small. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AccessibilityTest {
  private @Nullable ConsoleFixture opened;
  private @Nullable Browser browser;

  @BeforeEach
  void start() throws IOException {
    opened = new ConsoleFixture();
    browser = new Browser();
    ConsolePreview.fill(fixture());
    fixture().console.whisper(ConsoleFixture.PROD, TwoPeople.ANA, "You asked for it yourself.");
  }

  @AfterEach
  void stop() throws IOException {
    browser().close();
    fixture().close();
  }

  private ConsoleFixture fixture() {
    return requireNonNull(opened);
  }

  private Browser browser() {
    return requireNonNull(browser);
  }

  @Test
  void no_page_breaks_a_rule() {
    browser().driver.get(fixture().host.address() + "/channels/prod");
    check("signed out");
    browser().driver.get(fixture().link(TwoPeople.ANA, Use.ONCE));
    check("the door");
    browser().driver.findElement(By.cssSelector("main button")).click();
    for (boolean dark : new boolean[] {false, true}) {
      for (int width : new int[] {1280, 390}) {
        browser().screen(width, 844, dark);
        String look = width + (dark ? " dark" : " light");
        for (String channel : List.of("staging", "prod", "inc-142")) {
          browser().open(fixture(), channel);
          unfold();
          check(channel + " " + look);
        }
        browser().button("Purge a queue… loses messages").click();
        browser().waitFor("#ask[open]");
        check("a dialog " + look);
      }
    }
  }

  @Test
  void the_list_of_completions_breaks_no_rule() {
    browser().signIn(fixture(), TwoPeople.ANA);
    browser().open(fixture(), "staging");
    browser().type("/di");
    browser().waitForText("#choices", "/diagnose");
    browser().type(Keys.ARROW_DOWN);
    check("completions");
  }

  @Test
  void a_bad_page_is_seen_to_be_bad() {
    browser().signIn(fixture(), TwoPeople.ANA);
    browser().open(fixture(), "staging");
    browser()
        .driver
        .executeScript(
            "document.body.insertAdjacentHTML('beforeend', '<img src=\"/static/twokey.svg\">"
                + "<input type=\"text\"><button></button>')");
    assertThat(violations()).extracting(Rule::getId).contains("image-alt", "label", "button-name");
  }

  /** Unfolds all details and waits until they are painted. */
  private void unfold() {
    browser()
        .driver
        .executeAsyncScript(
            "document.querySelectorAll('main details').forEach(d => d.open = true);"
                + " requestAnimationFrame(() => requestAnimationFrame(arguments[0]))");
  }

  private void check(String where) {
    assertThat(violations())
        .as(where)
        .extracting(rule -> rule.getId() + " at " + rule.getNodes().getFirst().getHtml())
        .isEmpty();
  }

  private List<Rule> violations() {
    return new AxeBuilder().analyze(browser().driver).getViolations();
  }
}
