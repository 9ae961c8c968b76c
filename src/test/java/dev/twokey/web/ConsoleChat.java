package dev.twokey.web;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import dev.twokey.chat.ChatPlatform;
import dev.twokey.chat.ChatPlatform.MessageRef;
import dev.twokey.chat.ChatUnderTest;
import dev.twokey.chat.Conversation;
import dev.twokey.people.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The console as its two people see it, each in a browser of their own. */
final class ConsoleChat implements ChatUnderTest {
  private static final String POST =
      """
      const [path, text, key, done] = arguments;
      const word = JSON.parse(document.querySelector('.frame').getAttribute('hx-headers'));
      fetch(path, {method: 'POST', headers: word, body: new URLSearchParams({text, key})})
        .then(answer => done(answer.status));
      """;

  private final ConsoleFixture fixture;
  private final Map<Account, Browser> browsers;

  ConsoleChat(ConsoleFixture fixture, Browser ana, Browser ben) {
    this.fixture = fixture;
    this.browsers = Map.of(TwoPeople.ANA, ana, TwoPeople.BEN, ben);
    browsers.forEach((account, browser) -> browser.signIn(fixture, account));
  }

  @Override
  public ChatPlatform platform() {
    return fixture.console;
  }

  @Override
  public Conversation channel() {
    return ConsoleFixture.PROD;
  }

  @Override
  public Account ana() {
    return TwoPeople.ANA;
  }

  @Override
  public Account ben() {
    return TwoPeople.BEN;
  }

  @Override
  public List<Shown> shownTo(Account person) {
    Browser browser = open(person);
    browser.driver.executeScript(
        "document.querySelectorAll('main details').forEach(d => d.open = true)");
    List<Shown> shown = new ArrayList<>();
    for (WebElement item : browser.driver.findElements(By.cssSelector(".item"))) {
      WebElement card = item.findElement(By.xpath("./article"));
      List<WebElement> above = item.findElements(By.xpath("ancestor::li[@class='item']"));
      shown.add(
          new Shown(
              id(item),
              above.stream().findFirst().map(ConsoleChat::id),
              card.getText(),
              card.findElements(By.cssSelector(".buttons button")).stream()
                  .map(WebElement::getText)
                  .toList()));
    }
    for (WebElement note : browser.driver.findElements(By.cssSelector("#notes .note"))) {
      shown.add(
          new Shown(
              requireNonNull(note.getAttribute("id")),
              Optional.empty(),
              note.getText(),
              List.of()));
    }
    return shown;
  }

  @Override
  public String open(Account person, Shown file) {
    Browser browser = open(person);
    return String.valueOf(
        browser.driver.executeAsyncScript(
            "fetch(document.querySelector(arguments[0]).href).then(a => a.text())"
                + ".then(arguments[1])",
            "#m-" + file.id() + " > article a.open"));
  }

  @Override
  public void delete(MessageRef message) {
    fixture.console.remove(message);
  }

  @Override
  public void type(Account person, String text, String delivery) {
    Object status =
        open(person).driver.executeAsyncScript(POST, "/channels/prod/commands", text, delivery);
    if (!Long.valueOf(200).equals(status)) {
      throw new AssertionError("the console answered " + status);
    }
  }

  @Override
  public void press(Account person, Shown message, String label, Map<String, String> inputs) {
    Browser browser = open(person);
    browser.button(label).click();
    if (!inputs.isEmpty()) {
      WebElement form = browser.waitFor("#ask[open] form");
      inputs.forEach((name, value) -> fill(form, name, value));
      form.findElement(By.cssSelector(".buttons button")).click();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !browser.driver.findElement(By.id("sent")).getText().isEmpty());
  }

  private static void fill(WebElement form, String name, String value) {
    List<WebElement> fields = form.findElements(By.name("in." + name));
    for (WebElement field : fields) {
      if (!"checkbox".equals(field.getAttribute("type"))) {
        field.sendKeys(value);
      } else if (value.lines().toList().contains(field.getAttribute("value"))) {
        field.click();
      }
    }
  }

  private Browser open(Account person) {
    Browser browser = requireNonNull(browsers.get(person));
    browser.open(fixture, channel().channel());
    return browser;
  }

  private static String id(WebElement item) {
    return requireNonNull(item.getAttribute("id")).substring("m-".length());
  }
}
