package dev.twokey.chat.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.model.view.ViewState;
import dev.twokey.chat.Button;
import dev.twokey.chat.Button.Dialog;
import dev.twokey.chat.Button.Input;
import dev.twokey.chat.Card;
import dev.twokey.chat.Conversation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The dialogs of buttons as modals. Those of the newest cards are known. Safe for threads. */
final class Dialogs {
  private static final int CARDS_MAX = 5_000;
  private static final int TITLE_MAX = 24;
  private static final int TYPED_MAX = 2_000;
  private static final int HINT_MAX = 150;
  private static final int BOXES_MAX = 10;
  private static final int CHOICES_MAX = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, List<Button>> cards = new LinkedHashMap<>(16, 0.75f, true);

  /** What a modal is for. */
  record About(Conversation where, String button) {}

  /** Remembers the dialogs of a card; the one before it has none any more. */
  synchronized void put(String channel, String ts, Card card) {
    cards.put(
        channel + "/" + ts, card.buttons().stream().filter(b -> b.dialog().isPresent()).toList());
    if (cards.size() > CARDS_MAX) {
      cards.remove(cards.keySet().iterator().next());
    }
  }

  /** Returns what a button of a message asks first. */
  synchronized Optional<Dialog> of(String channel, String ts, String button) {
    @Nullable List<Button> buttons = cards.get(channel + "/" + ts);
    return buttons == null
        ? Optional.empty()
        : buttons.stream().filter(b -> b.id().equals(button)).findFirst().flatMap(Button::dialog);
  }

  /** Returns a modal as Slack takes it. */
  static ObjectNode modal(Dialog dialog, About about) {
    ObjectNode view = empty(dialog.title());
    view.put("callback_id", SlackActions.DIALOG);
    view.set("submit", Blocks.plain(dialog.confirm(), TITLE_MAX));
    view.set("close", Blocks.plain("Cancel", TITLE_MAX));
    view.put("private_metadata", written(about));
    ArrayNode blocks = view.putArray("blocks");
    RichText text = new RichText();
    // titles and buttons of modals have room for 24 characters: what is cut stands here
    if (dialog.title().length() > TITLE_MAX) {
      text.bold(dialog.title()).text("\n");
    }
    text.text(Blocks.cut(dialog.text(), Blocks.TEXT_MAX - 500));
    if (dialog.confirm().length() > TITLE_MAX) {
      text.text("\n").italic(dialog.confirm());
    }
    if (!text.isEmpty()) {
      blocks.add(text.block());
    }
    dialog.inputs().forEach(input -> blocks.add(block(input)));
    if (blocks.isEmpty()) {
      blocks.add(new RichText().text(dialog.confirm()).block());
    }
    return view;
  }

  /** Returns a modal that only says something. */
  static ObjectNode saying(String title, String text) {
    ObjectNode view = empty(title);
    view.set("close", Blocks.plain("Close", TITLE_MAX));
    view.putArray("blocks")
        .add(new RichText().text(Blocks.cut(text, Blocks.TEXT_MAX - 500)).block());
    return view;
  }

  /** Returns what was typed and ticked, several ticks separated by line breaks. */
  static Map<String, String> inputs(ViewState state) {
    Map<String, String> inputs = new LinkedHashMap<>();
    state
        .getValues()
        .forEach((name, values) -> {
          ViewState.@Nullable Value value = values.get(SlackActions.VALUE);
          if (value != null) {
            inputs.put(name, typed(value));
          }
        });
    return inputs;
  }

  private static String typed(ViewState.Value value) {
    if (value.getSelectedOptions() != null) {
      return value.getSelectedOptions().stream()
          .map(ViewState.SelectedOption::getValue)
          .collect(Collectors.joining("\n"));
    } else if (value.getSelectedOption() != null) {
      return value.getSelectedOption().getValue();
    }
    return value.getValue() == null ? "" : value.getValue();
  }

  /** Reads what a modal is for; empty where it is none of ours. */
  static Optional<About> about(@Nullable String written) {
    try {
      JsonNode json = JSON.readTree(written == null ? "{}" : written);
      String channel = json.path("channel").asText("");
      String button = json.path("button").asText("");
      Optional<String> thread =
          Optional.of(json.path("thread").asText("")).filter(t -> !t.isEmpty());
      return channel.isEmpty() || button.isEmpty()
          ? Optional.empty()
          : Optional.of(new About(new Conversation(SlackChat.NAME, channel, thread), button));
    } catch (IOException e) {
      return Optional.empty(); // not what we wrote
    }
  }

  private static String written(About about) {
    return Blocks.object()
        .put("channel", about.where().channel())
        .put("thread", about.where().thread().orElse(""))
        .put("button", about.button())
        .toString();
  }

  private static ObjectNode empty(String title) {
    ObjectNode view = Blocks.object().put("type", "modal");
    view.set("title", Blocks.plain(title, TITLE_MAX));
    return view;
  }

  private static ObjectNode block(Input input) {
    ObjectNode block =
        Blocks.object()
            .put("type", "input")
            .put("block_id", input.name())
            .put("optional", !input.required());
    block.set("label", Blocks.plain(input.label(), TYPED_MAX));
    ObjectNode element = block.putObject("element").put("action_id", SlackActions.VALUE);
    if (input.choices().isEmpty()) {
      element.put("type", "plain_text_input").put("max_length", TYPED_MAX);
      if (!input.hint().isEmpty()) {
        element.set("placeholder", Blocks.plain(input.hint(), HINT_MAX));
      }
    } else {
      boolean few = input.choices().size() <= BOXES_MAX;
      element.put("type", few ? "checkboxes" : "multi_static_select");
      ArrayNode options = element.putArray("options");
      input.choices().stream()
          .limit(CHOICES_MAX)
          .forEach(choice -> {
            ObjectNode option = options.addObject().put("value", Blocks.cut(choice, HINT_MAX));
            option.set("text", Blocks.plain(choice, Blocks.LABEL_MAX));
          });
    }
    return block;
  }
}
