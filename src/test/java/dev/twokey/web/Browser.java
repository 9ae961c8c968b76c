package dev.twokey.web;

import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twokey.people.Account;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium of its own for one person; it can reach this machine only. */
public final class Browser implements AutoCloseable {
  private static final String CHROMIUM = System.getProperty("twokey.chromium", "/usr/bin/chromium");
  private static final String DRIVER =
      System.getProperty("twokey.chromedriver", "/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** For what the methods here do not do. */
  public final ChromeDriver driver;

  private final Path folder;

  /** Starts one with an empty profile. */
  public Browser() throws IOException {
    folder = Files.createTempDirectory("twokey-browser");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(DRIVER))
            .usingAnyFreePort()
            .build();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--user-data-dir=" + folder,
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-default-apps",
        "--disable-domain-reliability",
        "--no-pings",
        "--metrics-recording-only",
        "--window-size=1280,800",
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable("browser", Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    driver = new ChromeDriver(service, options);
  }

  /** Makes the window as large as a screen, and its page as dark as wanted. */
  public void screen(int width, int height, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 700));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  void signIn(ConsoleFixture fixture, Account account) {
    signIn(fixture.link(account, EntryLinks.Use.ONCE));
  }

  /** Comes in by a link. */
  public void signIn(String link) {
    driver.get(link);
    driver.findElement(By.cssSelector("main button")).click();
    waitFor("#command");
  }

  /** Opens a channel and waits until its stream runs. */
  void open(ConsoleFixture fixture, String channel) {
    open(fixture.host.address() + "/channels/" + channel);
  }

  /** Opens a channel by its address and waits until its stream runs. */
  public void open(String address) {
    driver.get(address);
    waitFor("#command");
    await()
        .atMost(PATIENCE)
        .until(() -> driver.executeScript("return document.body.dataset.live") != null);
  }

  /** Waits for an element. */
  public WebElement waitFor(String css) {
    await().atMost(PATIENCE).until(() -> !driver.findElements(By.cssSelector(css)).isEmpty());
    return driver.findElement(By.cssSelector(css));
  }

  /** Waits until the first such element shows a text. */
  public void waitForText(String css, String text) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(driver.findElement(By.cssSelector(css)).getText()).contains(text));
  }

  /** Returns the button with that label. */
  public WebElement button(String label) {
    return driver.findElements(By.tagName("button")).stream()
        .filter(b -> b.getText().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no button " + label));
  }

  void type(CharSequence... keys) {
    driver.findElement(By.id("text")).sendKeys(keys);
  }

  /** Types a command and sends it, whatever is suggested. */
  public void send(String command) {
    type(command, Keys.ESCAPE, Keys.ENTER);
  }

  /** Returns what the browser complained about since the last call; it logs each breach. */
  public List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  void forgetComplaints() {
    List<String> forgotten = complaints();
    assertThat(forgotten).isNotNull();
  }

  /** Leaves the page, so that it asks no more of a console that is about to close. */
  public void leave() {
    driver.get("about:blank");
  }

  @Override
  public void close() throws IOException {
    driver.quit();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
