package dev.twokey.chatops;

import dev.twokey.chat.Button.Style;
import dev.twokey.chat.Card;
import dev.twokey.chat.Tone;
import dev.twokey.people.PersonId;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The card of a request that was answered at once: help, lists, refusals. */
public final class AnswerCards {
  private static final int SUGGESTIONS_MAX = 10;
  private static final int LINES_ON_CARD_MAX = 25;

  private AnswerCards() {}

  /** Returns the card of what became of a request. */
  public static Card card(RequestStream.Taken taken, Facts facts) {
    return switch (taken.event()) {
      case RequestEvent.RequestAnswered answer ->
          answered(answer, facts)
              .answering(Words.said(name(answer, facts, taken.at()), answer.text(), taken.at()));
      case RequestEvent.CommandPassedOn passed ->
          passedOn(passed, facts)
              .answering(
                  Words.said(facts.name(passed.person(), taken.at()), passed.text(), taken.at()));
    };
  }

  /** Returns who asked; the account of somebody whom nobody knows. */
  private static String name(RequestEvent.RequestAnswered answer, Facts facts, Instant at) {
    return answer
        .person()
        .map(p -> facts.name(new PersonId(p), at))
        .orElse(answer.account().toString());
  }

  private static Card answered(RequestEvent.RequestAnswered answer, Facts facts) {
    CardDraft card =
        answer.why().map(why -> refused(answer, why, facts)).orElseGet(() -> told(answer, facts));
    suggestions(card, answer.suggestions());
    return card.foot(facts.record()).done();
  }

  private static Card passedOn(RequestEvent.CommandPassedOn passed, Facts facts) {
    Optional<Problem> why = passed.why();
    CardDraft card =
        new CardDraft(
            passed.environment().map(facts::tag),
            why.isPresent() ? Tone.BAD : Tone.NEUTRAL,
            why.isPresent() ? Words.cut(passed.text(), 60) : passed.says(),
            why.isPresent() ? "REFUSED" : "");
    why.ifPresent(w -> refusal(card, w));
    return card.foot(facts.record()).done();
  }

  private static CardDraft refused(RequestEvent.RequestAnswered answer, Problem why, Facts facts) {
    CardDraft card = draft(answer, facts, Tone.BAD, Words.cut(answer.text(), 60), "REFUSED");
    return refusal(card, why).field("", Tone.NEUTRAL, answer.lines());
  }

  private static CardDraft refusal(CardDraft card, Problem why) {
    return card.says(why.what()).field(why.advice().endsWith("?") ? "" : "You can", why.advice());
  }

  private static CardDraft told(RequestEvent.RequestAnswered answer, Facts facts) {
    CardDraft card = draft(answer, facts, Tone.NEUTRAL, answer.title(), "");
    List<String> lines = answer.lines();
    if (lines.size() <= LINES_ON_CARD_MAX) {
      return card.field("", Tone.NEUTRAL, lines);
    }
    return card.detail(new Card.Detail.Text(answer.title(), String.join("\n", lines)));
  }

  private static void suggestions(CardDraft card, List<String> suggestions) {
    suggestions.stream()
        .limit(SUGGESTIONS_MAX)
        .forEach(text -> card.button(Buttons.typing(text, text, Style.PLAIN)));
    if (suggestions.size() > SUGGESTIONS_MAX) {
      card.field("More", String.join(" · ", suggestions.stream().skip(SUGGESTIONS_MAX).toList()));
    }
  }

  private static CardDraft draft(
      RequestEvent.RequestAnswered answer, Facts facts, Tone tone, String title, String verdict) {
    return new CardDraft(answer.environment().map(facts::tag), tone, title, verdict);
  }
}
