package dev.twokey.chat;

import dev.twokey.chat.Button.Dialog;
import dev.twokey.chat.Button.Input;
import dev.twokey.chat.Button.Style;
import dev.twokey.chat.Card.Detail;
import dev.twokey.chat.Card.EnvironmentTag;
import dev.twokey.chat.Card.Field;
import dev.twokey.chat.Card.Progress;
import dev.twokey.chat.Card.Step;
import dev.twokey.chat.Card.StepState;
import java.util.List;
import java.util.Optional;

/** The cards of the conformance suite. */
final class ConformanceCards {
  private ConformanceCards() {}

  static Card card(String verdict, String line) {
    return with(verdict, line, List.of());
  }

  static Card withButton() {
    return with("ASKS", "x", List.of(Button.of("b-approve", "Approve", Style.PRIMARY)));
  }

  static Card withDialog() {
    Dialog dialog =
        new Dialog(
            "Purge queues",
            "Their messages are lost.",
            List.of(
                new Input("queues", "Queues", "", true, List.of("a", "b", "c")),
                new Input("reason", "Reason", "", true, List.of())),
            "Ask for a second key");
    return with(
        "ASKS", "x", List.of(new Button("b-purge", "Purge…", Style.DANGER, Optional.of(dialog))));
  }

  static Card everything() {
    return new Card(
        Optional.of(new EnvironmentTag("staging", "blue")),
        Tone.ATTENTION,
        "drill E",
        "INJECTED",
        "an aside",
        List.of(Field.of("Reads", "one", "two")),
        Optional.of(
            new Progress(
                List.of(
                    new Step("stop the broker", StepState.DONE, "4 s"),
                    new Step("undo", StepState.WAITING, "")),
                "the timer is armed")),
        List.of(
            new Detail.Text("Log", "a log"),
            new Detail.Table("Queues", List.of("queue", "depth"), List.of(List.of("a", "1")))),
        List.of(),
        "text of the footer");
  }

  private static Card with(String verdict, String line, List<Button> buttons) {
    return new Card(
        Optional.of(new EnvironmentTag("prod", "red")),
        Tone.BAD,
        "rabbitmq",
        verdict,
        "",
        List.of(Field.of("free", line)),
        Optional.empty(),
        List.of(),
        buttons,
        "record #1");
  }
}
