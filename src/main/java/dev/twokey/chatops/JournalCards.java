package dev.twokey.chatops;

import dev.twokey.chat.Card;
import dev.twokey.chat.Card.Field;
import dev.twokey.chat.Tone;
import dev.twokey.journal.JournalEvent.Outage;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people see of a journal that can't be written. */
public final class JournalCards {
  private static final String TITLE = "journal";
  private static final String NOT_RECORDED = "NOT RECORDED";

  private JournalCards() {}

  /** Returns a card of what holds and is not recorded yet: it says so in front. */
  public static Card unrecorded(Card card) {
    List<Field> fields = new ArrayList<>();
    fields.add(
        new Field(
            NOT_RECORDED,
            Tone.ATTENTION,
            List.of(
                "The journal can't be written. This holds all the same, and is recorded as soon as"
                    + " it can be.",
                "If Twokey is stopped before, it is lost: then look, and say it again.")));
    fields.addAll(card.fields());
    return new Card(
        card.environment(),
        card.tone(),
        card.title(),
        card.verdict(),
        Words.dots(NOT_RECORDED, card.aside()),
        fields,
        card.progress(),
        card.details(),
        card.buttons(),
        card.footer(),
        card.said(),
        card.mentions());
  }

  /** Returns the card that tells everybody that the journal can't be written. */
  public static Card unwritable(Problem why, Instant since, Instant now) {
    return new CardDraft(Optional.empty(), Tone.BAD, TITLE, "CAN'T BE WRITTEN: changes are refused")
        .aside("since " + Words.since(since, now))
        .says(why.what())
        .field("Do now", why.advice())
        .field(
            "Goes on",
            "checks, /halt and the undo of what runs: their cards say not recorded, and they are"
                + " recorded afterwards")
        .field("Refused", "every change, signature and note, until this is over")
        .foot("It goes on by itself; don't restart Twokey before, or what is not recorded is lost.")
        .done();
  }

  /** Returns the card that says that it is over. */
  public static Card over(Outage outage, Instant until, Facts facts, Instant now) {
    return new CardDraft(Optional.empty(), Tone.GOOD, TITLE, "IS WRITTEN AGAIN")
        .aside("after " + Words.span(outage.since(), until))
        .says("Changes are possible again. What was refused meanwhile was not done: ask again.")
        .field("Was", outage.why().what())
        .field("From", Words.time(outage.since(), now) + " until " + Words.time(until, now))
        .field(
            "Meanwhile",
            Words.count(outage.meanwhile(), "decision") + " went on, recorded now",
            Words.count(outage.refused(), "input") + " refused")
        .foot(facts.record())
        .done();
  }
}
