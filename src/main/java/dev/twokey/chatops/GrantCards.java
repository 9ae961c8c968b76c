package dev.twokey.chatops;

import dev.twokey.chat.Button.Style;
import dev.twokey.chat.Card;
import dev.twokey.chat.Tone;
import dev.twokey.people.Person;
import dev.twokey.problem.DurationText;
import dev.twokey.trust.Grant;
import dev.twokey.trust.Trust;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The card of a role that somebody gets for a time. */
public final class GrantCards {
  private GrantCards() {}

  /** Returns the card of a grant as it is now. */
  public static Card card(Grant grant, Trust trust, Facts facts, Instant now) {
    return switch (grant) {
      case Grant.None(var id) ->
          new CardDraft(Optional.empty(), Tone.NEUTRAL, id, "nothing was asked").done();
      case Grant.Waiting waiting -> waiting(waiting, trust, facts, now);
      case Grant.Held held -> held(held, facts, now);
      case Grant.Over over -> over(over, facts, now);
    };
  }

  private static CardDraft draft(Tone tone, Grant.Waiting w, Facts facts, Instant now, String is) {
    return new CardDraft(Optional.empty(), tone, facts.name(w.to(), now) + " as " + w.role(), is)
        .field(
            "Asked",
            "by " + facts.name(w.by(), now) + ", for " + DurationText.of(w.lasts()),
            "“" + w.reason() + "”");
  }

  private static Card waiting(Grant.Waiting w, Trust trust, Facts facts, Instant now) {
    List<String> may =
        Grant.signers(trust.root(), w.by(), w.to(), now).stream().map(Person::name).toList();
    return draft(Tone.ATTENTION, w, facts, now, "WAITS for 1 signature")
        .aside("expires " + Words.time(w.until(), now) + " (" + Words.in(w.until(), now) + ")")
        .field("May sign", may.isEmpty() ? "nobody now" : String.join(", ", may))
        .button(Buttons.of(new Press.ApproveGrant(w.id(), w.hash()), "Approve", Style.PRIMARY))
        .button(
            Buttons.asking(
                new Press.DenyGrant(w.id(), w.hash()),
                "Deny…",
                Style.PLAIN,
                "Deny the role " + w.role(),
                "Nobody gets it.",
                "Deny",
                Buttons.reason("Why")))
        .button(Buttons.of(new Press.EndGrant(w.id()), "Withdraw", Style.PLAIN))
        .foot(facts.record())
        .done();
  }

  private static Card held(Grant.Held held, Facts facts, Instant now) {
    return draft(Tone.ATTENTION, held.asked(), facts, now, "HELD for a time")
        .aside("until " + Words.time(held.until(), now) + " (" + Words.in(held.until(), now) + ")")
        .field("Signed", "by " + facts.name(held.review().by(), now))
        .button(Buttons.of(new Press.EndGrant(held.id()), "End it now", Style.PLAIN))
        .foot(facts.record())
        .done();
  }

  private static Card over(Grant.Over over, Facts facts, Instant now) {
    String by = over.by().map(p -> " by " + facts.name(p, now)).orElse("");
    String why = over.reason().isBlank() ? "" : "“" + over.reason() + "”";
    String is =
        switch (over.end()) {
          case DENIED -> "DENIED" + by;
          case EXPIRED -> "EXPIRED: nobody signed";
          case ENDED -> "OVER: its time has passed";
          case REVOKED -> "ENDED" + by;
        };
    return draft(Tone.NEUTRAL, over.asked(), facts, now, is)
        .aside(Words.time(over.at(), now))
        .field("Why", why)
        .foot(facts.record())
        .done();
  }
}
