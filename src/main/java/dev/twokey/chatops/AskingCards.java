package dev.twokey.chatops;

import dev.twokey.action.Risk;
import dev.twokey.approval.Approvals;
import dev.twokey.approval.Review;
import dev.twokey.approval.Rule;
import dev.twokey.chat.Button;
import dev.twokey.chat.Button.Style;
import dev.twokey.chat.Card;
import dev.twokey.chat.Card.Detail;
import dev.twokey.chat.Tone;
import dev.twokey.guard.RiskRules;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.operation.Summons;
import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import dev.twokey.plan.Draft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The card of a plan that waits for somebody: decidable on the first screen of a phone. */
final class AskingCards {
  private final Operation operation;
  private final Facts facts;
  private final Instant now;
  private final PlanParts plan;
  private final GuardParts guards;
  private final AuthorityParts who;

  AskingCards(Operation operation, Facts facts, Instant now) {
    this.operation = operation;
    this.facts = facts;
    this.now = now;
    this.plan = new PlanParts(operation.plan());
    this.guards = new GuardParts(operation.judgements());
    this.who = new AuthorityParts(operation, facts, now);
  }

  // ---- the requester must say so again

  Card confirming(Phase.Confirming phase) {
    CardDraft card =
        draft(Tone.ATTENTION, OperationCards.title(operation), who.requester() + " must confirm")
            .aside(expires(phase.until()));
    body(card);
    card.field(
        "Then",
        guards.wantsSecondKey()
            ? "another person has to sign before anything runs"
            : "it runs at once");
    return card.button(confirm(phase.phrase()))
        .button(withdraw())
        .button(fullPlan())
        .foot(OperationCards.foot(operation, facts))
        .done();
  }

  private Button confirm(String phrase) {
    boolean second = guards.wantsSecondKey();
    Press press = new Press.Confirm(operation.id(), operation.hash().hex());
    String label = second ? "Confirm" : "Run it";
    Style style = isDestroying() ? Style.DANGER : Style.PRIMARY;
    if (phrase.isEmpty()) {
      return Buttons.of(press, label, style);
    }
    String text =
        OperationCards.title(operation)
            + " in "
            + environment()
            + ". Type "
            + phrase
            + (second ? " to ask for the second key." : " to run it.");
    return Buttons.asking(
        press,
        label + "…",
        style,
        "Confirm for " + environment(),
        text,
        label,
        new Button.Input(Buttons.PHRASE, "The phrase", "", true, List.of()));
  }

  // ---- others must sign

  Card approving(Phase.Approving phase) {
    Rule rule = phase.rule();
    List<Person> canSign = canSign(rule);
    int missing = missing(rule, List.of());
    boolean nobody =
        missing(rule, canSign.stream().map(Person::id).toList()) > 0 && phase.glass().isEmpty();
    CardDraft card =
        draft(nobody ? Tone.BAD : Tone.ATTENTION, asks(), verdict(phase, missing, nobody));
    card.aside(
        phase
            .glass()
            .map(g -> "starts " + Words.until(g.startsAt(), now))
            .orElseGet(() -> expires(phase.until())));
    phase.glass().ifPresent(glass -> broken(card, glass));
    if (nobody) {
      nobody(card, rule, missing);
    }
    body(card);
    card.field("Wanted", rule.demands().isEmpty() ? "" : rule.says());
    card.field("Signed", String.join(", ", who.signatures()));
    passkey(card, canSign);
    card.field("May sign", canSign.isEmpty() ? "" : maySign(phase, canSign));
    card.field("Called", Tone.NEUTRAL, SummonsParts.lines(operation.summons(), facts, now));
    buttons(card, phase, canSign, nobody);
    return card.foot(OperationCards.foot(operation, facts)).done();
  }

  /** Where the rules want a passkey the card says so, until one key was given by one. */
  private void passkey(CardDraft card, List<Person> canSign) {
    boolean given =
        operation.reviews().stream().anyMatch(r -> r.approves() && r.passkey().isPresent());
    if (!RiskRules.wantPasskey(operation.plan().rules()) || given) {
      return;
    }
    List<String> could =
        canSign.stream()
            .filter(p -> facts.doors().withPasskeys().contains(p.id()))
            .map(Person::name)
            .toList();
    card.field(
        "By passkey",
        Tone.ATTENTION,
        List.of(
            "one key must be given by passkey, in the console: "
                + (could.isEmpty()
                    ? "nobody who may sign has one yet (/enroll)"
                    : String.join(", ", could) + (could.size() == 1 ? " has one" : " have one")),
            facts.doors().signIn()));
  }

  private String asks() {
    return who.requester() + " asks: " + OperationCards.title(operation);
  }

  private static String verdict(Phase.Approving phase, int missing, boolean nobody) {
    if (phase.glass().isPresent()) {
      return "GLASS BROKEN: runs with one key unless somebody stops it";
    } else if (nobody) {
      return "NOBODY ELSE CAN SIGN";
    }
    int signed = phase.rule().signatures() - missing;
    return missing == 1 && signed == 0
        ? "needs a second key"
        : "needs " + Words.count(missing, "more key");
  }

  private void broken(CardDraft card, Phase.Glass glass) {
    card.field(
        "Glass",
        Tone.BAD,
        List.of(
            "broken by "
                + facts.name(glass.by(), now)
                + " "
                + Words.time(glass.asked(), now)
                + ": “"
                + glass.reason()
                + "”",
            "Anybody can stop it until it starts. It is reviewed afterwards."));
  }

  private void nobody(CardDraft card, Rule rule, int missing) {
    String wanted =
        Words.count(missing, "more signature")
            + (rule.demands().isEmpty() ? " of role " + rule.of() : "")
            + (missing == 1 ? " is" : " are")
            + " needed";
    String way =
        glassMayBreak()
            ? "Break the glass if it can't wait, or withdraw it."
            : "There is no break-glass for this. Give somebody the role, or withdraw it.";
    card.field(
        "Stuck",
        Tone.BAD,
        List.of(
            wanted
                + "; nobody on the roster who has not signed can give it, and "
                + who.requester()
                + ", who asked, can't.",
            way));
  }

  private void buttons(
      CardDraft card, Phase.Approving phase, List<Person> canSign, boolean nobody) {
    String hash = operation.hash().hex();
    if (phase.glass().isPresent()) {
      card.button(Buttons.of(new Press.Abort(operation.id()), "Stop it", Style.DANGER));
    }
    if (nobody && glassMayBreak()) {
      card.button(breakGlass(hash));
    }
    if (!canSign.isEmpty()) {
      card.button(
          Buttons.of(
              new Press.Approve(operation.id(), hash),
              "Approve",
              isDestroying() ? Style.DANGER : Style.PRIMARY));
      card.button(
          Buttons.asking(
              new Press.Deny(operation.id(), hash),
              "Deny…",
              Style.PLAIN,
              "Deny: " + OperationCards.title(operation),
              "It ends at once. "
                  + who.requester()
                  + " is told why, and so is who signs next time.",
              "Deny",
              Buttons.reason("Why")));
    }
    if (phase.glass().isEmpty()) {
      card.button(withdraw());
    }
    card.button(fullPlan());
  }

  /**
   * Break-glass is never for what can't be made good, nor for a drill, nor for what somebody denied
   * lately, whatever the policy says.
   */
  private boolean glassMayBreak() {
    return facts.breakGlassPossible()
        && !isDestroying()
        && !operation.isDrill()
        && operation.earlierDenials().isEmpty();
  }

  private Button breakGlass(String hash) {
    return Buttons.asking(
        new Press.BreakGlass(operation.id(), hash),
        "Break the glass…",
        Style.DANGER,
        "One key instead of two in " + environment(),
        "It starts after a delay, in which anybody can stop it. Everybody is told, and it is"
            + " reviewed afterwards. Type the code of the plan: it stands at the end of the card.",
        "Break the glass",
        new Button.Input(Buttons.CODE, "Code of the plan", "", true, List.of()),
        Buttons.reason("Why it can't wait for a second person"));
  }

  // ---- who may sign

  private Set<PersonId> signedBy() {
    return operation.reviews().stream()
        .filter(Review::approves)
        .map(Review::by)
        .collect(Collectors.toSet());
  }

  /** Returns how many signatures are missing when these people have signed too. */
  private int missing(Rule rule, List<PersonId> more) {
    List<PersonId> people = Stream.concat(signedBy().stream(), more.stream()).toList();
    return Approvals.missing(rule, people, facts.roster(), now);
  }

  /** Returns whose signature would help. */
  private List<Person> canSign(Rule rule) {
    Set<PersonId> signed = signedBy();
    int missing = missing(rule, List.of());
    return Approvals.eligible(rule, operation.request().by(), facts.roster(), now).stream()
        .filter(p -> !signed.contains(p.id()))
        .filter(p -> missing == 0 || missing(rule, List.of(p.id())) < missing)
        .toList();
  }

  /**
   * Returns names, who was asked, who is on call, and who can't: {@code Ben, Chi (both asked; on
   * call: Ben) · not Ana}.
   */
  private String maySign(Phase.Approving phase, List<Person> canSign) {
    List<PersonId> ids = canSign.stream().map(Person::id).toList();
    boolean staged = !operation.summons().equals(Summons.NONE);
    List<String> asked =
        names(staged ? List.of() : phase.asked().stream().filter(ids::contains).toList());
    List<String> onCall = names(facts.roster().onCall(now).stream().filter(ids::contains).toList());
    List<String> inside = new ArrayList<>();
    if (asked.size() == ids.size()) {
      inside.add(ids.size() == 1 ? "asked" : ids.size() == 2 ? "both asked" : "all asked");
    } else if (!asked.isEmpty()) {
      inside.add("asked: " + String.join(", ", asked));
    }
    if (!onCall.isEmpty()) {
      inside.add(ids.size() == 1 ? "on call" : "on call: " + String.join(", ", onCall));
    }
    String more = inside.isEmpty() ? "" : " (" + String.join("; ", inside) + ")";
    return String.join(", ", names(ids))
        + more
        + Words.DOT
        + "not "
        + who.requester()
        + ", who asked";
  }

  private List<String> names(List<PersonId> ids) {
    return ids.stream().map(id -> facts.name(id, now)).toList();
  }

  // ---- what is asked

  private void body(CardDraft card) {
    Draft draft = operation.plan().draft();
    if (operation.isDrill()) {
      DrillParts.asking(card, operation.plan());
    } else {
      card.field("Will do", Tone.NEUTRAL, plan.willDo());
    }
    card.field("Know first", Tone.ATTENTION, draft.notes());
    card.field("Because", Tone.NEUTRAL, because());
    card.field("Read", Tone.NEUTRAL, EvidenceParts.lines(operation, now));
    EvidenceParts.all(operation, now).ifPresent(card::detail);
    card.field("Denied before", Tone.ATTENTION, who.denials());
    card.field("Checked", Tone.NEUTRAL, guards.checked());
    card.field("Not read", Tone.ATTENTION, guards.unread());
    if (!operation.isDrill()) {
      card.field("Afterwards", Tone.NEUTRAL, plan.afterwards());
      card.field("Undo", Tone.NEUTRAL, plan.undo());
    }
    byHand(
        card,
        operation.isDrill() ? "Undo by hand" : "By hand",
        operation.isDrill() ? plan.undoByHand() : plan.byHand());
  }

  private static void byHand(CardDraft card, String label, List<String> lines) {
    if (PlanParts.fits(lines)) {
      card.field(label, Tone.NEUTRAL, lines);
    } else {
      card.field(label, Words.count(lines.size(), "line") + ", below")
          .detail(new Detail.Text(label, String.join("\n", lines)));
    }
  }

  private List<String> because() {
    List<String> lines = new ArrayList<>(guards.reasons());
    String reason = operation.plan().draft().reason();
    lines.add(
        Words.dots(
            reason.isBlank() ? who.requester() + " gave no reason" : "“" + reason + "”",
            EvidenceParts.looked(operation, now)));
    return lines;
  }

  // ---- small parts

  private CardDraft draft(Tone tone, String title, String verdict) {
    return OperationCards.draft(operation, facts, tone, title, verdict);
  }

  private String expires(Instant until) {
    return "expires " + Words.until(until, now);
  }

  private String environment() {
    return operation.plan().draft().environment();
  }

  private boolean isDestroying() {
    return operation.plan().draft().risk() == Risk.DESTROY;
  }

  private Button withdraw() {
    return Buttons.of(new Press.Withdraw(operation.id()), "Withdraw", Style.PLAIN);
  }

  private Button fullPlan() {
    return Buttons.of(new Press.ShowPlan(operation.id()), "Full plan", Style.PLAIN);
  }
}
