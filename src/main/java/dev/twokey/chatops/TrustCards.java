package dev.twokey.chatops;

import dev.twokey.approval.Review;
import dev.twokey.chat.Button.Style;
import dev.twokey.chat.Card;
import dev.twokey.chat.Tone;
import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import dev.twokey.trust.Acceptance;
import dev.twokey.trust.Difference;
import dev.twokey.trust.Proposal;
import dev.twokey.trust.Signers;
import dev.twokey.trust.Trust;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The cards of the root of trust: what waits, what changed, and which files can't be used. */
public final class TrustCards {
  private static final String TITLE = "roster and policy";
  private static final int LINES_MAX = 12;
  private static final int LINE_MAX = 300;

  private final String environment;
  private final Facts facts;
  private final Instant now;

  /**
   * Makes them for a channel.
   *
   * @param environment whose channel it is
   */
  public TrustCards(String environment, Facts facts, Instant now) {
    this.environment = environment;
    this.facts = facts;
    this.now = now;
  }

  private CardDraft draft(Tone tone, String verdict) {
    return new CardDraft(Optional.of(facts.tag(environment)), tone, TITLE, verdict);
  }

  // ---- what waits

  /** Returns the card of a change that would widen power. */
  public Card proposal(Proposal p, Trust trust) {
    CardDraft card =
        switch (p.fate()) {
          case WAITING -> waiting(p, trust);
          case ACCEPTED -> draft(Tone.GOOD, "ACCEPTED").says("The files are what holds now.");
          case REJECTED -> left(p, "DENIED");
          case EXPIRED -> left(p, "EXPIRED: nobody signed in a day");
          case WITHDRAWN ->
              draft(Tone.NEUTRAL, "WITHDRAWN")
                  .says("The files changed again, or something else was accepted.");
        };
    differences(card, p.differences(), p.waits() ? "Would change" : "Was to change");
    card.field("Signed", Tone.NEUTRAL, reviews(p));
    return card.foot("change " + p.hash().substring(0, 8), facts.record()).done();
  }

  private CardDraft waiting(Proposal p, Trust trust) {
    List<Person> may = maySign(p, trust);
    int missing = Signers.QUORUM - (int) p.reviews().stream().filter(Review::approves).count();
    CardDraft card =
        draft(Tone.ATTENTION, "WAITS for " + Words.count(missing, "signature"))
            .aside("expires " + Words.time(p.until(), now) + " (" + Words.in(p.until(), now) + ")")
            .says("The files give more power than was accepted. Until it is, nothing of it holds.")
            .field(
                "May sign",
                may.size() < missing
                    ? "too few; on the bot's host run: twokey accept-config"
                    : String.join(", ", may.stream().map(Person::name).toList())
                        + Words.DOT
                        + "or the host, by twokey accept-config");
    return card.button(Buttons.of(new Press.ApproveTrust(p.hash()), "Approve", Style.DANGER))
        .button(
            Buttons.asking(
                new Press.DenyTrust(p.hash()),
                "Deny…",
                Style.PLAIN,
                "Deny this change of roster or policy",
                "What holds stays as it is; the files keep the change until somebody edits them.",
                "Deny",
                Buttons.reason("Why")));
  }

  private List<Person> maySign(Proposal p, Trust trust) {
    List<PersonId> signed = p.reviews().stream().map(Review::by).toList();
    return Signers.of(trust.root(), now).stream().filter(s -> !signed.contains(s.id())).toList();
  }

  private CardDraft left(Proposal p, String verdict) {
    return draft(Tone.ATTENTION, verdict)
        .says("The files differ from what holds. Take the change out of them, or ask again.")
        .button(Buttons.of(new Press.AskTrustAgain(p.hash()), "Ask again", Style.PLAIN));
  }

  private List<String> reviews(Proposal p) {
    return p.reviews().stream()
        .map(r ->
            facts.name(r.by(), now)
                + (r.approves() ? " approved " : " denied ")
                + Words.time(r.at(), now)
                + (r.reason().isBlank() ? "" : ": “" + r.reason() + "”"))
        .toList();
  }

  // ---- what changed

  /** Returns the card of a change that holds. */
  public Card change(Trust.Change change) {
    CardDraft card =
        change
            .by()
            .map(by -> draft(Tone.ATTENTION, "CHANGED, accepted by " + who(by)))
            .orElseGet(() -> draft(Tone.NEUTRAL, "CHANGED, at once: it gives nobody more"))
            .aside(Words.time(change.at(), now));
    differences(card, change.differences(), "Changed");
    return card.foot(facts.record()).done();
  }

  private String who(Acceptance by) {
    return switch (by) {
      case Acceptance.ByPeople(var people) ->
          Words.and(people.stream().map(p -> facts.name(p, now)).toList());
      case Acceptance.ByHost(var user) -> "the host (user " + user + "), with nobody's key";
      case Acceptance.ByDemo _ -> "the demo itself";
    };
  }

  private static void differences(CardDraft card, List<Difference> all, String label) {
    List<String> wider = says(all.stream().filter(Difference::widens));
    List<String> other = says(all.stream().filter(d -> !d.widens()));
    card.field(label + ", more power", Tone.ATTENTION, shown(wider));
    card.field(label + (wider.isEmpty() ? "" : " too"), Tone.NEUTRAL, shown(other));
    if (wider.size() > LINES_MAX || other.size() > LINES_MAX) {
      card.detail(new Card.Detail.Text("All changes", String.join("\n", says(all.stream()))));
    }
  }

  private static List<String> says(Stream<Difference> differences) {
    return differences.map(d -> Words.cut(d.says(), LINE_MAX)).toList();
  }

  private static List<String> shown(List<String> lines) {
    return lines.size() <= LINES_MAX
        ? lines
        : Stream.concat(
                lines.stream().limit(LINES_MAX - 1),
                Stream.of("and " + (lines.size() - LINES_MAX + 1) + " more, see below"))
            .toList();
  }

  // ---- what can't be used

  /** Returns the card of files that can't be used; without problems they can be again. */
  public Card broken(List<String> problems) {
    return problems.isEmpty()
        ? draft(Tone.GOOD, "all files can be used again").foot(facts.record()).done()
        : draft(Tone.BAD, "FILES CAN'T BE USED, the old ones stay")
            .field("Mend", Tone.BAD, shown(problems))
            .foot("./twokey lint tells all", facts.record())
            .done();
  }
}
