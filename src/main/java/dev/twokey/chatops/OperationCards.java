package dev.twokey.chatops;

import dev.twokey.chat.Button;
import dev.twokey.chat.Card;
import dev.twokey.chat.Tone;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import java.time.Instant;
import java.util.Optional;

/**
 * The one card of an operation, from the request to its end. Its buttons are those of its phase and
 * vanish with it. A drill has its own look from its start on, see {@link DrillCards}.
 */
public final class OperationCards {
  private OperationCards() {}

  /** Returns the card of an operation as it is now. */
  public static Card card(Operation operation, Facts facts, Instant now) {
    Card card = unsaid(operation, facts, now);
    return operation
        .asked()
        .map(a ->
            card.answering(
                Words.said(facts.name(a.request().by(), now), a.request().text(), a.at())))
        .orElse(card);
  }

  private static Card unsaid(Operation operation, Facts facts, Instant now) {
    return switch (operation.phase()) {
      case Phase.None _ -> none(operation);
      case Phase.Drafting _ -> planning(operation, facts, now, "its targets are being looked at");
      case Phase.Weighing(var wave) ->
          planning(
              operation,
              facts,
              now,
              wave.isEmpty()
                  ? "the guards look at it"
                  : Words.count(wave.calls().size(), "reading") + " under way for the guards");
      case Phase.Confirming confirming ->
          new AskingCards(operation, facts, now).confirming(confirming);
      case Phase.Approving approving -> new AskingCards(operation, facts, now).approving(approving);
      case Phase.Proving _, Phase.Acting _, Phase.Looking _, Phase.Resting _, Phase.Doubtful _ ->
          operation.isDrill()
              ? DrillCards.running(operation, facts, now)
              : new RunningCards(operation, facts, now).card();
      case Phase.Ended ended ->
          operation.isDrill() && !operation.log().isEmpty()
              ? DrillCards.report(operation, facts, now)
              : new EndedCards(operation, facts, now).card(ended);
    };
  }

  private static Card none(Operation operation) {
    return new CardDraft(Optional.empty(), Tone.NEUTRAL, operation.id(), "nothing was asked")
        .done();
  }

  private static Card planning(Operation operation, Facts facts, Instant now, String what) {
    return draft(operation, facts, Tone.NEUTRAL, title(operation), "PLANNING")
        .aside("asked " + Words.time(operation.asked().orElseThrow().at(), now))
        .says("Nothing is changed yet: " + what + ".")
        .button(Buttons.of(new Press.Withdraw(operation.id()), "Withdraw", Button.Style.PLAIN))
        .foot(foot(operation, facts))
        .done();
  }

  /** Begins the card of an operation. */
  static CardDraft draft(
      Operation operation, Facts facts, Tone tone, String title, String verdict) {
    return new CardDraft(
        Optional.of(facts.tag(operation.request().draft().environment())), tone, title, verdict);
  }

  static String title(Operation operation) {
    return operation.request().draft().title();
  }

  /** Returns where the card comes from, and what to type to name the plan. */
  static String[] foot(Operation operation, Facts facts) {
    return new String[] {
      operation.planned().map(p -> "plan " + p.hash().code()).orElse(""),
      "risk " + operation.request().draft().risk().word(),
      operation.request().demo() ? "demo" : "",
      facts.record()
    };
  }

  /** Returns the button that asks for the same again; empty where no command was typed. */
  static Optional<Button> again(Operation operation) {
    return Buttons.typing(operation.request().text().strip(), "Ask again", Button.Style.PLAIN);
  }
}
