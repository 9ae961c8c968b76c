package dev.twokey.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A whole bot in a process of its own, on the files of a story, which is killed as the kernel kills
 * a process that is out of memory. It remembers what the bot acknowledged.
 */
final class StoryProcess {
  private static final Duration STARTED = Duration.ofSeconds(40);
  private static final Duration JOURNALED = Duration.ofSeconds(20);

  private final ObjectMapper json = new ObjectMapper();
  private final Process process;
  private final Writer in;
  private final Map<String, Shown> cards = new LinkedHashMap<>();
  private final Map<String, Receipt> receipts = new LinkedHashMap<>();
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private boolean ready;

  /** A card as it was shown last. */
  record Shown(String verdict, String text, Map<String, String> buttons) {
    String button(String label) {
      return buttons.entrySet().stream()
          .filter(b -> b.getKey().startsWith(label))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElseThrow(() -> new AssertionError("no button " + label + " on " + text));
    }
  }

  /** What a person is told at once. */
  record Receipt(boolean recorded, String subject, String refusal) {}

  /** A line that was sent, and what the bot answered. */
  record Acknowledged(ObjectNode line, Receipt receipt) {}

  private StoryProcess(Process process) {
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofVirtual().name("story-process").start(this::listen);
  }

  /** Starts one, and returns when it takes commands. */
  static StoryProcess start(StoryFiles files) throws IOException, InterruptedException {
    Folders folders = files.folders();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StoryChild.class.getName());
    for (Path folder :
        List.of(
            folders.base(),
            folders.config(),
            folders.runbooks(),
            folders.commands(),
            folders.state())) {
      command.add(folder.toString());
    }
    StoryProcess story =
        new StoryProcess(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    story.await("the bot to start", STARTED, () -> story.ready);
    return story;
  }

  private void listen() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        take(json.readTree(line));
      }
    } catch (IOException _) {
      // it was killed; who waits for a word of it sees that it ended
    }
  }

  private synchronized void take(JsonNode line) {
    if (line.has("card")) {
      Map<String, String> buttons = new LinkedHashMap<>();
      line.path("buttons")
          .forEach(b -> buttons.put(b.path("label").asText(), b.path("id").asText()));
      cards.put(
          line.path("card").asText(),
          new Shown(line.path("verdict").asText(), line.path("text").asText(), buttons));
    } else if (line.has("key")) {
      receipts.put(
          line.path("key").asText(),
          new Receipt(
              line.path("recorded").asBoolean(),
              line.path("subject").asText(),
              line.path("refusal").asText()));
    } else {
      ready = true;
    }
    notifyAll();
  }

  /** A person types a command in a channel; returns the marker of the card that follows. */
  String type(String person, String channel, String text) throws InterruptedException {
    return send(said(person, channel, text)).subject();
  }

  /** A person presses the button of a card whose label begins with that. */
  Receipt press(String person, String channel, String marker, String label)
      throws InterruptedException {
    return press(person, channel, marker, label, Map.of());
  }

  /** The same, and fills in the button's dialog. */
  Receipt press(
      String person, String channel, String marker, String label, Map<String, String> inputs)
      throws InterruptedException {
    ObjectNode line = line(person, channel).put("button", card(marker).button(label));
    ObjectNode filled = line.putObject("inputs");
    inputs.forEach(filled::put);
    return send(line);
  }

  long pid() {
    return process.pid();
  }

  /** Returns the line of a person who types a command in a channel. */
  ObjectNode said(String person, String channel, String text) {
    return line(person, channel).put("text", text);
  }

  private ObjectNode line(String person, String channel) {
    return json.createObjectNode()
        .put("key", UUID.randomUUID().toString())
        .put("person", person)
        .put("channel", channel);
  }

  /** Sends a line, also one that an earlier process got already, and returns what is answered. */
  Receipt send(ObjectNode line) throws InterruptedException {
    String key = line.path("key").asText();
    try {
      in.write(line + "\n");
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await("an answer to " + line, JOURNALED, () -> receipts.containsKey(key));
    Receipt receipt = requireNonNull(receipts.get(key), key);
    synchronized (this) {
      acknowledged.add(new Acknowledged(line, receipt));
    }
    return receipt;
  }

  /** Returns everything that was sent and acknowledged. */
  synchronized List<Acknowledged> acknowledged() {
    return List.copyOf(acknowledged);
  }

  private synchronized Shown card(String marker) {
    return requireNonNull(cards.get(marker), marker);
  }

  /** Waits until the newest card of a marker is as wanted, and returns it. */
  Shown await(String marker, Duration atMost, Predicate<Shown> wanted) throws InterruptedException {
    await(
        "the card of " + marker,
        atMost,
        () -> cards.containsKey(marker) && wanted.test(card(marker)));
    return card(marker);
  }

  private synchronized void await(String what, Duration atMost, BooleanSupplier there)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!there.getAsBoolean()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0 || !process.isAlive()) {
        throw new AssertionError(
            "waited in vain for "
                + what
                + "; the bot "
                + (process.isAlive() ? "runs" : "ended with " + process.exitValue())
                + "; the newest cards: "
                + cards.values().stream().map(Shown::text).toList());
      }
      wait(Math.min(left, 200));
    }
  }

  /** Lets it run for that long; it must not end by itself. */
  void pass(Duration time) throws InterruptedException {
    assertThat(process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
  }

  /** Kills it with signal 9 and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }
}
