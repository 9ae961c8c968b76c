package dev.twokey.chat;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Something a person can press.
 *
 * @param id opaque; means something to the server only
 * @param label what it does
 * @param style how it looks
 * @param dialog what is asked before the press counts
 */
public record Button(String id, String label, Style style, Optional<Dialog> dialog) {
  /** How a button looks. */
  public enum Style {
    PLAIN,
    PRIMARY,
    DANGER
  }

  public Button {
    requireNonNull(id, "id");
    requireNonNull(label, "label");
    requireNonNull(style, "style");
    requireNonNull(dialog, "dialog");
  }

  /** Returns a button without a dialog. */
  public static Button of(String id, String label, Style style) {
    return new Button(id, label, style, Optional.empty());
  }

  /**
   * What is asked in a dialog.
   *
   * @param title of the dialog
   * @param text what the person should know first
   * @param inputs what is typed or chosen
   * @param confirm the label of the button that sends it
   */
  public record Dialog(String title, String text, List<Input> inputs, String confirm) {
    public Dialog {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * One input of a dialog.
   *
   * @param name under which the answer comes back
   * @param label for people
   * @param hint an example; never the phrase that must be typed
   * @param required whether it may stay empty
   * @param choices what can be ticked; empty for a text. Several ticks come back separated by line
   *     breaks
   */
  public record Input(
      String name, String label, String hint, boolean required, List<String> choices) {
    public Input {
      choices = List.copyOf(choices);
    }
  }
}
