package dev.twokey.chatops;

import dev.twokey.chat.Button;
import dev.twokey.chat.Button.Style;
import dev.twokey.chat.Card;
import dev.twokey.chat.Card.Detail;
import dev.twokey.chat.Tone;
import dev.twokey.diagnosis.Diagnosis;
import dev.twokey.diagnosis.DiagnosisEvent.Question;
import dev.twokey.diagnosis.Findings;
import dev.twokey.diagnosis.Findings.CauseFinding;
import dev.twokey.diagnosis.Findings.CheckFinding;
import dev.twokey.diagnosis.Findings.Holding;
import dev.twokey.diagnosis.Findings.ImpactFinding;
import dev.twokey.diagnosis.Findings.OfferFinding;
import dev.twokey.problem.DurationText;
import dev.twokey.problem.Problem;
import dev.twokey.runbook.TaskList;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The card of a diagnosis: what is wrong, how we know, what it hurts, what to do, what not to do.
 */
public final class DiagnosisCards {
  private static final int WHY_MAX = 90;
  private static final int WHYS_MAX = 2;
  private static final int OFFERS_MAX = 5;
  private static final List<String> SEVERITIES = List.of("CRITICAL", "HIGH", "MEDIUM", "LOW");
  private static final String NOT_AFFECTED = "NONE";

  private final Diagnosis diagnosis;
  private final Question question;
  private final Facts facts;
  private final Instant now;

  /**
   * The outage that a diagnosis looks into.
   *
   * @param started when the fault began
   * @param postmortemAfter from which length on a postmortem is due; empty if the runbook says none
   * @param afterwards lists of the runbook for the time after it
   */
  public record Outage(
      Instant started, Optional<Duration> postmortemAfter, List<TaskList> afterwards) {
    public Outage {
      afterwards = List.copyOf(afterwards);
    }
  }

  private DiagnosisCards(Diagnosis diagnosis, Question question, Facts facts, Instant now) {
    this.diagnosis = diagnosis;
    this.question = question;
    this.facts = facts;
    this.now = now;
  }

  /**
   * Returns the card of a diagnosis as it is now.
   *
   * @param outage of the incident in which it was asked; empty if there is none
   */
  public static Card card(Diagnosis diagnosis, Optional<Outage> outage, Facts facts, Instant now) {
    Optional<Question> question = diagnosis.question();
    if (question.isEmpty()) {
      return new CardDraft(Optional.empty(), Tone.NEUTRAL, diagnosis.id(), "nothing was asked")
          .done();
    }
    DiagnosisCards cards = new DiagnosisCards(diagnosis, question.get(), facts, now);
    return cards
        .card(outage)
        .answering(
            Words.said(
                facts.name(question.get().by(), now), question.get().text(), diagnosis.asked()));
  }

  private Card card(Optional<Outage> outage) {
    return diagnosis
        .refused()
        .map(this::refused)
        .or(() -> diagnosis.findings().map(f -> found(f, outage)))
        .orElseGet(this::checking);
  }

  private Card refused(Problem why) {
    return draft(Tone.BAD, "REFUSED")
        .says(why.what())
        .field("You can", why.advice())
        .foot(foot(List.of()))
        .done();
  }

  private Card checking() {
    int wanted = diagnosis.wave().map(w -> w.calls().size()).orElse(0);
    return draft(Tone.NEUTRAL, "CHECKING")
        .aside("asked " + Words.time(diagnosis.asked(), now))
        .says(
            Words.dots(
                wanted == 0 ? "" : Words.count(wanted, "reading") + " under way",
                diagnosis.took().isEmpty() ? "" : diagnosis.took().size() + " made"))
        .foot(foot(List.of()))
        .done();
  }

  private Card found(Findings f, Optional<Outage> outage) {
    List<CauseFinding> holding = f.holding(Holding.HOLDS);
    CardDraft card = draft(tone(f), verdict(f));
    card.aside(f.read() + " of " + f.wanted() + " readings", DurationText.of(f.took()));
    if (!holding.isEmpty()) {
      card.field("", Tone.BAD, holding.getFirst().says());
      card.field(
          "Also holds",
          Tone.ATTENTION,
          holding.stream().skip(1).map(DiagnosisCards::line).toList());
    }
    card.field("Ruled out", names(f.holding(Holding.RULED_OUT)));
    card.field("Can't tell", Tone.ATTENTION, unknown(f));
    card.field("Hurts now", Tone.BAD, hurts(f.impacts()));
    card.field("Not affected", unharmed(f.impacts()));
    card.field("Do not", Tone.ATTENTION, f.forbidden());
    outage.ifPresent(o -> outage(card, o));
    card.detail(checks(f));
    offers(holding).forEach(card::button);
    if (f.verdict() == Findings.Verdict.HEALTHY) {
      outage.stream()
          .flatMap(o -> o.afterwards().stream())
          .forEach(l -> card.button(steps(l.id(), l.title(), Style.PLAIN)));
    }
    return card.button(again(holding.isEmpty())).foot(foot(f.sources())).done();
  }

  // ---- the first line

  private static Tone tone(Findings f) {
    return switch (f.verdict()) {
      case HEALTHY -> Tone.GOOD;
      case FAULTY -> Tone.BAD;
      case CANNOT_TELL -> Tone.ATTENTION;
    };
  }

  private static String verdict(Findings f) {
    return switch (f.verdict()) {
      case HEALTHY -> "HEALTHY";
      case FAULTY -> {
        List<CauseFinding> holding = f.holding(Holding.HOLDS);
        String more = holding.size() == 1 ? "" : " and " + (holding.size() - 1) + " more";
        yield Words.words(holding.getFirst().id()).toUpperCase(Locale.ROOT) + more;
      }
      case CANNOT_TELL -> cannotTell(f);
    };
  }

  /** What only waits for its samples can be told later; what could not be read is said first. */
  private static String cannotTell(Findings f) {
    Optional<String> unread =
        f.holding(Holding.CANNOT_TELL).stream()
            .filter(c -> c.waits().isEmpty())
            .flatMap(c -> c.why().stream())
            .findFirst();
    if (unread.isPresent()) {
      return "CAN'T TELL: " + Words.cut(unread.get(), WHY_MAX);
    }
    return f.holding(Holding.CANNOT_TELL).stream()
        .flatMap(c -> c.waits().map(w -> Words.words(c.id()) + " " + waits(w)).stream())
        .findFirst()
        .map(why -> "CAN'T TELL YET: " + why)
        .orElse("CAN'T TELL");
  }

  // ---- causes

  private static String line(CauseFinding cause) {
    String says = String.join(", ", cause.says());
    return Words.words(cause.id()) + (says.isEmpty() ? "" : ": " + says);
  }

  private static String names(List<CauseFinding> causes) {
    return String.join(", ", causes.stream().map(c -> Words.words(c.id())).toList());
  }

  /** Causes that can't be told for the same reason share a line. */
  private List<String> unknown(Findings f) {
    Map<String, List<String>> byWhy = new LinkedHashMap<>();
    for (CauseFinding cause : f.holding(Holding.CANNOT_TELL)) {
      String why =
          cause
              .waits()
              .map(w -> waits(w) + goesOn())
              .orElseGet(() -> some(List.copyOf(cause.why())));
      byWhy.computeIfAbsent(why, _ -> new ArrayList<>()).add(Words.words(cause.id()));
    }
    return byWhy.entrySet().stream()
        .map(e -> String.join(", ", e.getValue()) + (e.getKey().isEmpty() ? "" : ": " + e.getKey()))
        .toList();
  }

  /** What many items of one thing can't say is told of the first; the details have them all. */
  private static String some(List<String> whys) {
    String first = String.join(", ", whys.stream().limit(WHYS_MAX).toList());
    int more = whys.size() - WHYS_MAX;
    return more > 0 ? first + ", and " + more + " more" : first;
  }

  private static String waits(Findings.Window window) {
    return "needs "
        + DurationText.of(window.wanted())
        + " of samples ("
        + DurationText.of(window.soFar())
        + " so far)";
  }

  private String goesOn() {
    return diagnosis.wave().filter(w -> !w.isEmpty()).isPresent() ? ", goes on" : "";
  }

  // ---- impact

  private static List<String> hurts(List<ImpactFinding> impacts) {
    return impacts.stream()
        .filter(i -> !i.severity().equals(NOT_AFFECTED))
        .sorted(Comparator.comparingInt(i -> rank(i.severity())))
        .map(i ->
            i.subsystem()
                + " "
                + i.severity()
                + ": "
                + i.effect()
                + (i.note().isEmpty() ? "" : " (" + i.note() + ")"))
        .toList();
  }

  private static int rank(String severity) {
    int rank = SEVERITIES.indexOf(severity);
    return rank < 0 ? SEVERITIES.size() : rank;
  }

  private static String unharmed(List<ImpactFinding> impacts) {
    return String.join(
        ", ",
        impacts.stream()
            .filter(i -> i.severity().equals(NOT_AFFECTED))
            .map(ImpactFinding::subsystem)
            .toList());
  }

  private void outage(CardDraft card, Outage outage) {
    Duration lasts = Duration.between(outage.started(), now);
    String due =
        outage
            .postmortemAfter()
            .map(after ->
                lasts.compareTo(after) > 0
                    ? "a postmortem is due (over " + DurationText.of(after) + ")"
                    : "a postmortem is due after " + DurationText.of(after))
            .orElse("");
    card.field(
        "Outage",
        Words.dots(DurationText.of(lasts) + " since " + Words.time(outage.started(), now), due));
  }

  // ---- what to do

  private List<Button> offers(List<CauseFinding> holding) {
    List<OfferFinding> offers =
        holding.stream().flatMap(c -> c.offers().stream()).distinct().limit(OFFERS_MAX).toList();
    List<Button> buttons = new ArrayList<>();
    for (OfferFinding offer : offers) {
      offer(offer, buttons.isEmpty()).ifPresent(buttons::add);
    }
    return buttons;
  }

  private Optional<Button> offer(OfferFinding offer, boolean first) {
    Style style =
        offer.risk().equals("destroy") ? Style.DANGER : first ? Style.PRIMARY : Style.PLAIN;
    return switch (offer.kind()) {
      case ACTION ->
          Optional.of(
              Buttons.of(new Press.Mitigate(diagnosis.id(), offer.id()), offer.title(), style));
      case TASK_LIST -> Optional.of(steps(offer.id(), offer.title(), style));
      case RUNBOOK -> Buttons.typing("/runbook " + offer.id(), "Runbook: " + offer.title(), style);
    };
  }

  private Button steps(String list, String title, Style style) {
    return Buttons.of(new Press.Steps(diagnosis.id(), list), title + ": steps", style);
  }

  private Button again(boolean first) {
    return Buttons.of(
        new Press.CheckAgain(diagnosis.id()), "Check again", first ? Style.PRIMARY : Style.PLAIN);
  }

  // ---- details

  private Detail checks(Findings f) {
    List<List<String>> rows = f.checks().stream().map(this::row).toList();
    return new Detail.Table(
        Words.count(f.checks().size(), "check"),
        List.of("check", "normal", "what was seen", "took", "read"),
        rows);
  }

  private List<String> row(CheckFinding check) {
    List<String> seen = check.lines().isEmpty() ? List.copyOf(check.why()) : check.lines();
    return List.of(
        Words.words(check.id()),
        check.ok(),
        String.join("; ", seen),
        check.took().isZero() ? "" : DurationText.of(check.took()),
        check.at().map(at -> Words.time(at, now)).orElse(""));
  }

  private CardDraft draft(Tone tone, String verdict) {
    return new CardDraft(
        Optional.of(facts.tag(question.environment())), tone, question.subject(), verdict);
  }

  private String[] foot(List<String> sources) {
    return new String[] {String.join(", ", sources), question.demo() ? "demo" : "", facts.record()};
  }
}
