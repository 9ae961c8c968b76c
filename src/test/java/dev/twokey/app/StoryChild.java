package dev.twokey.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.chat.Card;
import dev.twokey.chat.ChatCapability;
import dev.twokey.chat.ChatPlatform;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.people.Account;
import dev.twokey.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The program of {@link StoryProcess}: a whole bot whose only chat is its standard input and
 * output, a line of JSON for each thing that a person does and for each card that is shown.
 */
final class StoryChild implements ChatPlatform {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private final ObjectMapper json = new ObjectMapper();

  private StoryChild() {}

  /** Arguments: base, configuration, runbooks, commands, state. */
  public static void main(String[] args) throws Exception {
    Folders folders =
        new Folders(
            Path.of(args[0]),
            Path.of(args[1]),
            Path.of(args[2]),
            Path.of(args[3]),
            Path.of(args[4]));
    Bot.Opened opened = Bot.open(folders, true);
    if (opened.bot().isEmpty()) {
      throw new IllegalStateException(opened.problems().findings().toString());
    }
    new StoryChild().serve(opened.bot().get());
  }

  private void serve(Bot bot) throws IOException, InterruptedException {
    bot.outbox().add(this);
    bot.start();
    say(json.createObjectNode().put("ready", true));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode asked = json.readTree(line);
      String key = asked.path("key").asText();
      bot.desk().receive(inbound(asked, key)).thenAccept(receipt -> acknowledge(key, receipt));
    }
    bot.close(); // the parent closed our input, or is gone
  }

  private static Inbound inbound(JsonNode asked, String key) {
    Conversation where =
        new Conversation(RecordingChat.NAME, asked.path("channel").asText(), Optional.empty());
    Account by = new Account(RecordingChat.NAME, asked.path("person").asText());
    if (asked.has("text")) {
      return new Inbound.Command(where, by, asked.path("text").asText(), key);
    }
    Map<String, String> inputs = new HashMap<>();
    asked.path("inputs").properties().forEach(e -> inputs.put(e.getKey(), e.getValue().asText()));
    return new Inbound.Click(where, by, asked.path("button").asText(), inputs, key);
  }

  private void acknowledge(String key, Receipt receipt) {
    say(
        json.createObjectNode()
            .put("key", key)
            .put("recorded", receipt.recorded())
            .put("subject", receipt.subject())
            .put("refusal", receipt.refusal().map(Problem::line).orElse("")));
  }

  private static void say(ObjectNode line) {
    OUT.println(line);
  }

  @Override
  public Posted post(Conversation where, String marker, Card card) {
    ObjectNode shown =
        json.createObjectNode()
            .put("card", marker)
            .put("verdict", card.verdict())
            .put("text", StoryBot.text(card));
    ArrayNode buttons = shown.putArray("buttons");
    card.buttons().forEach(b -> buttons.addObject().put("label", b.label()).put("id", b.id()));
    say(shown);
    return new Posted.Done(
        new MessageRef(where, marker),
        new Conversation(NAME, where.channel(), Optional.of(marker)));
  }

  private static final String NAME = RecordingChat.NAME;

  @Override
  public Posted edit(MessageRef message, String marker, Card card) {
    return post(message.where(), marker, card);
  }

  @Override
  public Posted whisper(Conversation where, Account to, String text) {
    return new Posted.Done(
        new MessageRef(where, "whisper"),
        new Conversation(NAME, where.channel(), Optional.of("whisper")));
  }

  @Override
  public Posted attach(Conversation where, String marker, String fileName, String text) {
    return whisper(where, new Account(NAME, marker), fileName);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<ChatCapability> capabilities() {
    return EnumSet.complementOf(EnumSet.of(ChatCapability.MEMORY));
  }
}
