package dev.twokey.chatops;

import dev.twokey.chat.Button;
import dev.twokey.chat.Card;
import dev.twokey.chat.Card.Detail;
import dev.twokey.chat.Card.EnvironmentTag;
import dev.twokey.chat.Card.Field;
import dev.twokey.chat.Card.Progress;
import dev.twokey.chat.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A card in the making. What is empty is left out. */
final class CardDraft {
  private final Optional<EnvironmentTag> environment;
  private final Tone tone;
  private final String title;
  private final String verdict;
  private final List<Field> fields = new ArrayList<>();
  private final List<Detail> details = new ArrayList<>();
  private final List<Button> buttons = new ArrayList<>();
  private final List<String> foot = new ArrayList<>();
  private Optional<Progress> progress = Optional.empty();
  private String aside = "";

  CardDraft(Optional<EnvironmentTag> environment, Tone tone, String title, String verdict) {
    this.environment = environment;
    this.tone = tone;
    this.title = title;
    this.verdict = verdict;
  }

  CardDraft aside(String... parts) {
    aside = Words.dots(parts);
    return this;
  }

  /** Adds lines without a label. */
  CardDraft says(String... lines) {
    return field("", lines);
  }

  CardDraft field(String label, String... lines) {
    return field(label, Tone.NEUTRAL, List.of(lines));
  }

  CardDraft field(String label, Tone how, List<String> lines) {
    List<String> shown = lines.stream().filter(line -> !line.isBlank()).toList();
    if (!shown.isEmpty()) {
      fields.add(new Field(label, how, shown));
    }
    return this;
  }

  CardDraft progress(Progress shown) {
    progress = Optional.of(shown);
    return this;
  }

  CardDraft detail(Detail detail) {
    details.add(detail);
    return this;
  }

  CardDraft button(Button button) {
    buttons.add(button);
    return this;
  }

  CardDraft button(Optional<Button> button) {
    button.ifPresent(buttons::add);
    return this;
  }

  CardDraft foot(String... parts) {
    foot.addAll(List.of(parts));
    return this;
  }

  Card done() {
    return new Card(
        environment,
        tone,
        title,
        verdict,
        aside,
        fields,
        progress,
        details,
        buttons,
        Words.dots(foot));
  }
}
