package dev.twokey.chatops;

import dev.twokey.approval.Review;
import dev.twokey.chat.Card;
import dev.twokey.chat.Card.Mention;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Tone;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.operation.Progress;
import dev.twokey.operation.Summons;
import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messages that call people to sign: one for each group that was called, new, since an edit
 * notifies nobody. When the request waits no more they say so.
 */
public final class SummonsCards {
  private final Operation operation;
  private final Facts facts;
  private final Instant now;
  private final AuthorityParts who;

  private SummonsCards(Operation operation, Facts facts, Instant now) {
    this.operation = operation;
    this.facts = facts;
    this.now = now;
    this.who = new AuthorityParts(operation, facts, now);
  }

  /** Returns the messages of an operation, by their markers. */
  public static Map<StreamId, Placed> cards(Operation operation, Facts facts, Instant now) {
    return new SummonsCards(operation, facts, now).all();
  }

  private Map<StreamId, Placed> all() {
    Map<StreamId, Placed> cards = new LinkedHashMap<>();
    if (operation.asked().isEmpty()) {
      return cards;
    }
    Conversation where = operation.request().where().top();
    for (Summons.Call call : operation.summons().calls()) {
      if (!call.people().isEmpty()) {
        cards.put(marker(call.kind()), new Placed(where, card(call, where)));
      }
    }
    operation
        .summons()
        .page()
        .filter(page -> page.why().isPresent() || page.attempt() > 1)
        .ifPresent(
            page -> cards.put(marker(Summons.Kind.PAGER), new Placed(where, pager(page, where))));
    return cards;
  }

  private StreamId marker(Summons.Kind kind) {
    return new StreamId("call", operation.id() + "-" + kind.word());
  }

  private boolean waits() {
    return operation.phase() instanceof Phase.Approving;
  }

  private CardDraft draft(Tone tone, String verdict) {
    return OperationCards.draft(
            operation,
            facts,
            waits() ? tone : Tone.NEUTRAL,
            who.requester() + " asks: " + OperationCards.title(operation),
            waits() ? verdict : "settled, nothing to do any more")
        .foot(OperationCards.foot(operation, facts));
  }

  private Card card(Summons.Call call, Conversation where) {
    if (!(operation.phase() instanceof Phase.Approving approving)) {
      return draft(Tone.NEUTRAL, "").aside(became()).done().calling(mentions(call, where));
    }
    List<PersonId> signed = signed();
    List<PersonId> wanted = call.people().stream().filter(p -> !signed.contains(p)).toList();
    String reason = operation.plan().draft().reason();
    return draft(Tone.ATTENTION, wanted.isEmpty() ? "signed, thank you" : "YOUR KEY IS NEEDED")
        .aside("expires " + Words.until(approving.until(), now))
        .field("Because", reason.isBlank() ? "" : "“" + reason + "”")
        .field("Decide", "on its card: plan " + operation.hash().code())
        .field("Next", SummonsParts.ahead(operation.summons(), now))
        .done()
        .calling(mentions(call, where));
  }

  private String became() {
    return who.brief().isEmpty() ? Progress.words(operation) : who.brief();
  }

  private List<PersonId> signed() {
    return operation.reviews().stream().filter(Review::approves).map(Review::by).toList();
  }

  private List<Mention> mentions(Summons.Call call, Conversation where) {
    return call.people().stream().map(p -> mention(p, where)).toList();
  }

  private Mention mention(PersonId id, Conversation where) {
    Optional<Person> person = facts.roster().person(id, now);
    return new Mention(
        facts.name(id, now),
        person.stream()
            .flatMap(p -> p.accounts().stream())
            .filter(a -> a.platform().equals(where.platform()))
            .findFirst());
  }

  /** Who asked must know that the pager wakes nobody: then a person has to. */
  private Card pager(Summons.Page page, Conversation where) {
    String verdict =
        switch (page.state()) {
          case Summons.Page.State.Arrived _ -> "the pager was reached after all";
          case Summons.Page.State.GivenUp _ -> "THE PAGER CAN'T BE REACHED: call somebody yourself";
          case Summons.Page.State.Calling _, Summons.Page.State.Resting _ ->
              "THE PAGER DID NOT ANSWER, it is tried again";
        };
    Tone tone = page.state() instanceof Summons.Page.State.Arrived ? Tone.NEUTRAL : Tone.BAD;
    return draft(tone, verdict)
        .aside(waits() ? Words.count(page.attempt(), "call") : became())
        .field("Why", page.why().map(w -> w.what()).orElse(""))
        .field("You can", page.why().map(w -> w.advice()).orElse(""))
        .done()
        .calling(List.of(mention(operation.request().by(), where)));
  }
}
