package dev.twokey.operation;

import static java.util.Objects.requireNonNull;

import dev.twokey.action.Preview;
import dev.twokey.action.Risk;
import dev.twokey.approval.Approvals;
import dev.twokey.approval.DenialEvent.Denied;
import dev.twokey.approval.Denials;
import dev.twokey.approval.Resolution;
import dev.twokey.approval.Review;
import dev.twokey.approval.Rule;
import dev.twokey.diagnosis.Wave;
import dev.twokey.engine.Context;
import dev.twokey.engine.Decision;
import dev.twokey.guard.GlassEvent;
import dev.twokey.guard.GlassUses;
import dev.twokey.guard.Judgement;
import dev.twokey.guard.RiskRules;
import dev.twokey.guard.Verdict;
import dev.twokey.incident.Channel;
import dev.twokey.incident.ChannelEvent;
import dev.twokey.incident.IncidentDecider;
import dev.twokey.incident.IncidentEvent;
import dev.twokey.incident.OpenIncidents;
import dev.twokey.incident.OpenIncidentsEvent;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Target;
import dev.twokey.people.PersonId;
import dev.twokey.plan.Draft;
import dev.twokey.plan.Plan;
import dev.twokey.plan.PlanHash;
import dev.twokey.plan.PlanText;
import dev.twokey.plan.Step;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way from a request to the authority to run: draft, plan, evidence, verdict, confirmation,
 * signatures.
 */
final class Asking {
  /** How long a confirmation is waited for. */
  static final Duration CONFIRM_WITHIN = Duration.ofMinutes(10);

  /** How old evidence may be at the start where the policy does not say. */
  static final Duration FRESH = Duration.ofSeconds(30);

  private final Operation state;
  private final Context<Known> context;
  private final Evidence evidence;
  private final KeyProofs proofs;

  Asking(Operation state, Context<Known> context) {
    this.state = state;
    this.context = context;
    this.evidence = new Evidence(context, state);
    this.proofs = new KeyProofs(state, context);
  }

  Decision<OperationEvent> ask(OperationInput.Ask ask) {
    Request request = ask.request();
    if (!(state.phase() instanceof Phase.None)) {
      return refuse(
          request.by(),
          "ask",
          ErrorCode.STATE_WRONG,
          "This was asked for already.",
          "Look at its card.");
    }
    Channel channel = context.look(Channel.FAMILY, Channel.stream(request.where()));
    Draft draft = request.draft();
    boolean production =
        context
            .known()
            .inventory()
            .environment(draft.environment())
            .map(Environment::production)
            .orElse(true);
    if (channel.incident().isPresent() || !production || draft.risk() == Risk.READ) {
      return Decision.of(requested(ask, channel.incident()));
    }
    String incident = context.freshId();
    Decision<OperationEvent> decision = opened(ask, incident);
    return draft.drill().isPresent()
        ? decision
        : decision.and(
            OpenIncidents.stream(draft.environment()),
            new OpenIncidentsEvent.Listed(incident, draft.title()));
  }

  /** A change in production belongs to an incident: where none is open it opens one. */
  private static Decision<OperationEvent> opened(OperationInput.Ask ask, String incident) {
    Request request = ask.request();
    Draft draft = request.draft();
    return Decision.of(requested(ask, Optional.of(incident)))
        .and(
            IncidentDecider.stream(incident),
            new IncidentEvent.IncidentOpened(
                draft.title(),
                draft.environment(),
                request.by(),
                request.where(),
                true,
                request.demo()))
        .and(
            Channel.stream(request.where()),
            new ChannelEvent.IncidentBound(incident, draft.environment()));
  }

  private static List<OperationEvent> requested(OperationInput.Ask ask, Optional<String> incident) {
    List<OperationEvent> events = new ArrayList<>();
    events.add(new OperationEvent.Requested(ask.request(), incident));
    ask.task().ifPresent(task -> events.add(new OperationEvent.DoneFor(task)));
    return events;
  }

  Decision<OperationEvent> drafted(List<Preview> previews) {
    Draft draft = state.request().draft();
    List<Step.Act> acts = draft.acts();
    Map<String, Preview.Ready> seen = new LinkedHashMap<>();
    for (int i = 0; i < acts.size(); i++) {
      switch (previews.get(i)) {
        case Preview.Ready ready -> seen.put(acts.get(i).id(), ready);
        case Preview.Impossible(var why) -> {
          return Decision.of(
              new OperationEvent.Ended(Ending.REFUSED, Optional.empty(), Optional.of(why)));
        }
      }
    }
    List<Denied> earlier = earlier(draft, seen);
    Plan plan = new Plan(draft, seen, evidence.rules(earlier).map(RiskRules::canonical).orElse(""));
    String text = PlanText.write(plan);
    return Decision.of(
        new OperationEvent.Planned(
            text, PlanHash.of(text).hex(), evidence.firstWave(plan, context.now()), earlier));
  }

  /** Returns who denied one of these acts on the same target lately; each denial once. */
  private List<Denied> earlier(Draft draft, Map<String, Preview.Ready> seen) {
    Map<String, Denied> found = new LinkedHashMap<>();
    for (Step.Act act : draft.acts()) {
      for (Target target : requireNonNull(seen.get(act.id()), act.id()).targets()) {
        context
            .look(Denials.FAMILY, Denials.stream(target))
            .of(List.of(act.call().action()), context.now())
            .forEach(d -> found.put(d.operation(), d));
      }
    }
    return found.values().stream().sorted(Comparator.comparing(d -> d.review().at())).toList();
  }

  Decision<OperationEvent> weighed(Wave wave, Map<String, Reading> readings) {
    OperationEvent.EvidenceRead read = evidence.read(wave, readings);
    List<OperationEvent> events = new ArrayList<>();
    events.add(read);
    if (read.next().calls().isEmpty()) {
      Operation after = Evolution.evolve(state, read, context.now());
      List<Judgement> judgements = new Judging(after, context).judge(false);
      events.add(new OperationEvent.Judged(judgements, false));
      events.addAll(afterJudgement(judgements, Optional.empty()));
    }
    return Decision.of(events);
  }

  /** What follows from the judgements; the confirmation comes before the signatures. */
  private List<OperationEvent> afterJudgement(
      List<Judgement> judgements, Optional<OperationInput.Confirm> confirmed) {
    Instant now = context.now();
    Optional<Problem> denial = Judging.denial(judgements);
    if (denial.isPresent()) {
      return List.of(new OperationEvent.Ended(Ending.REFUSED, Optional.empty(), denial));
    }
    Optional<String> phrase =
        judgements.stream()
            .flatMap(j ->
                j.verdict() instanceof Verdict.NeedsConfirmation(var p, _)
                    ? Optional.of(p).stream()
                    : Optional.<String>empty().stream())
            .max(Comparator.comparingInt(String::length));
    Optional<Rule> rule = Judging.rule(judgements);
    if (confirmed.isEmpty() && phrase.isPresent()) {
      return List.of(new OperationEvent.ConfirmationAsked(phrase.get(), now.plus(CONFIRM_WITHIN)));
    } else if (rule.isPresent()) {
      return askToSign(rule.get(), now);
    }
    Authority authority =
        confirmed
            .<Authority>map(c -> new Authority.Confirmed(c.by(), c.passkey()))
            .orElseGet(Authority.NotAsked::new);
    return List.of(authorised(authority, now.plus(CONFIRM_WITHIN)));
  }

  /** Those whose turn it is are called in the same append, so that a restart calls nobody twice. */
  private List<OperationEvent> askToSign(Rule rule, Instant now) {
    List<PersonId> may =
        Approvals.eligible(rule, state.request().by(), context.known().roster(), now).stream()
            .map(p -> p.id())
            .toList();
    Instant until = now.plus(rule.pending());
    List<Summons.Stage> stages =
        Summoning.stages(context.known().policy().escalation(), now, until);
    List<OperationEvent> events = new ArrayList<>();
    events.add(new OperationEvent.ApprovalAsked(rule, may, until, stages));
    events.addAll(
        new Summoning(state, context).due(rule, new Summons(List.of(), stages, Optional.empty())));
    return events;
  }

  private OperationEvent authorised(Authority authority, Instant startBy) {
    Duration fresh = evidence.rules().flatMap(RiskRules::freshEvidence).orElse(FRESH);
    return new OperationEvent.Authorised(
        authority, startBy, evidence.firstWave(state.plan(), context.now().minus(fresh)));
  }

  Decision<OperationEvent> confirm(OperationInput.Confirm confirm) {
    if (!(state.phase() instanceof Phase.Confirming(var phrase, var until))) {
      return refuse(
          confirm.by(),
          "confirm",
          ErrorCode.STATE_WRONG,
          "Nothing waits for a confirmation here: " + Progress.words(state) + ".",
          "Look at the card.");
    } else if (!confirm.by().equals(state.request().by())) {
      return refuse(
          confirm.by(),
          "confirm",
          ErrorCode.ROLE_MISSING,
          "Only " + state.request().by() + ", who asked for it, can confirm it.",
          "Ask for it yourself if it is needed.");
    } else if (!confirm.hash().equals(state.hash().hex())) {
      return refuse(
          confirm.by(),
          "confirm",
          ErrorCode.APPROVAL_STALE,
          "The card you pressed shows another plan than the one that waits now.",
          "Read the newest card, then decide.");
    } else if (context.now().isAfter(until)) {
      return expired(confirm.by(), "confirm");
    } else if (!confirm.typed().strip().equals(phrase)) {
      return refuse(
          confirm.by(),
          "confirm",
          ErrorCode.PHRASE_WRONG,
          confirm.typed().isBlank()
              ? "'" + phrase + "' was not typed."
              : "What was typed is not '" + phrase + "'.",
          "Type it exactly so into the dialog; nothing has started.");
    }
    boolean alone = Judging.rule(state.judgements()).isEmpty();
    if (alone && proofs.wanted() && !proofs.hold(confirm.by(), confirm.passkey(), context.now())) {
      return Decision.of(
          new OperationEvent.InputRefused(confirm.by(), "confirm", KeyProofs.missing()));
    }
    return Decision.of(afterJudgement(state.judgements(), Optional.of(confirm)));
  }

  Decision<OperationEvent> sign(Review review) {
    if (!(state.phase() instanceof Phase.Approving approving)) {
      return refuse(
          review.by(),
          word(review),
          ErrorCode.STATE_WRONG,
          "This no longer waits for a signature: " + Progress.words(state) + ".",
          "Look at the card for what became of it.");
    } else if (context.now().isAfter(approving.until())) {
      return approving.glass().isPresent()
          ? refuse(
              review.by(),
              word(review),
              ErrorCode.APPROVAL_EXPIRED,
              "The request for a second key expired; the glass is broken, and it starts at "
                  + approving.glass().get().startsAt()
                  + ".",
              "If it must not run, stop it on the card.")
          : expired(review.by(), word(review));
    }
    Rule rule = approving.rule();
    PersonId requester = state.request().by();
    Optional<Problem> objection =
        Approvals.objection(
                rule,
                requester,
                proofs.against(review),
                review,
                state.hash().hex(),
                context.known().roster())
            .or(() -> proofs.objection(review, rule.signatures()));
    if (objection.isPresent()) {
      return Decision.of(
          new OperationEvent.InputRefused(review.by(), word(review), objection.get()));
    }
    List<Review> all = new ArrayList<>(proofs.counting(state.reviews()));
    all.add(review);
    List<OperationEvent> events = new ArrayList<>();
    events.add(new OperationEvent.Reviewed(review));
    return switch (Approvals.resolve(
        rule, requester, state.hash().hex(), all, context.known().roster(), context.now())) {
      case Resolution.Approved(var by, _) when proofs.lacking(all, by) -> Decision.of(events);
      case Resolution.Approved(var by, var at) -> {
        events.add(
            authorised(new Authority.Approved(by, at), context.now().plus(rule.startWithin())));
        yield Decision.of(events);
      }
      case Resolution.Denied(var denial) -> denied(events, rule, denial);
      case Resolution.Pending _ -> Decision.of(events);
    };
  }

  /** Ends it, and lets the targets remember: the next request of the same shows it. */
  private Decision<OperationEvent> denied(List<OperationEvent> events, Rule rule, Review denial) {
    events.add(
        new OperationEvent.Ended(
            Ending.DENIED,
            Optional.of(denial.by()),
            Optional.of(
                new Problem(
                    ErrorCode.APPROVAL_DENIED,
                    denial.by() + " denied it: " + denial.reason(),
                    "Mend what was said, then ask again; the denial is shown with the next"
                        + " request."))));
    Decision<OperationEvent> decision = Decision.of(events);
    Plan plan = state.plan();
    for (Target target : plan.targets()) {
      List<String> actions =
          plan.draft().acts().stream()
              .filter(a -> plan.seen(a).targets().contains(target))
              .map(a -> a.call().action())
              .distinct()
              .toList();
      decision =
          decision.and(Denials.stream(target), new Denied(state.id(), denial, rule, actions));
    }
    return decision;
  }

  private static String word(Review review) {
    return review.approves() ? "approve" : "deny";
  }

  Decision<OperationEvent> breakGlass(OperationInput.BreakGlass glass) {
    if (!(state.phase() instanceof Phase.Approving approving) || approving.glass().isPresent()) {
      return refuse(
          glass.by(),
          "break-glass",
          ErrorCode.STATE_WRONG,
          "Nothing waits for a second key here.",
          "Look at the card.");
    }
    Optional<Problem> objection = new Judging(state, context).glassObjection(glass);
    if (objection.isPresent()) {
      return Decision.of(
          new OperationEvent.InputRefused(glass.by(), "break-glass", objection.get()));
    }
    Duration delay = context.known().policy().breakGlass().orElseThrow().delay();
    return Decision.<OperationEvent>of(
            new OperationEvent.GlassBroken(
                glass.by(), glass.reason(), context.now().plus(delay), glass.passkey()))
        .and(GlassUses.stream(glass.by()), new GlassEvent.Used(state.id(), glass.reason()));
  }

  Decision<OperationEvent> withdraw(OperationInput.Abort abort) {
    boolean waits = !state.isEnded() && !(state.phase() instanceof Phase.None);
    boolean glass = state.phase() instanceof Phase.Approving a && a.glass().isPresent();
    if (!waits) {
      return refuse(
          abort.by(),
          "withdraw",
          ErrorCode.STATE_WRONG,
          "There is nothing to stop: " + Progress.words(state) + ".",
          "Look at the card.");
    } else if (glass) {
      return Decision.of(
          ended(
              Ending.ABORTED, abort.by(), "stopped while the glass was broken: " + abort.reason()));
    } else if (!abort.by().equals(state.request().by())) {
      return refuse(
          abort.by(),
          "withdraw",
          ErrorCode.ROLE_MISSING,
          "Only " + state.request().by() + ", who asked for it, can withdraw it.",
          "If you may sign it, deny it with a reason.");
    }
    return Decision.of(ended(Ending.WITHDRAWN, abort.by(), "withdrawn by " + abort.by()));
  }

  /** Ends what has not begun; what runs goes its way. */
  Decision<OperationEvent> voided(Problem why) {
    return state.isRunning() || state.isEnded() || state.phase() instanceof Phase.None
        ? Decision.nothing()
        : Decision.of(new OperationEvent.Ended(Ending.REFUSED, Optional.empty(), Optional.of(why)));
  }

  Decision<OperationEvent> woken(boolean glass) {
    return switch (state.phase()) {
      case Phase.Approving a
          when glass
              && a.glass().isPresent()
              && !context.now().isBefore(a.glass().get().startsAt()) -> {
        Phase.Glass g = a.glass().get();
        yield Decision.of(
            authorised(
                new Authority.BrokenGlass(g.by(), g.reason(), g.asked(), g.passkey()),
                context.now().plus(a.rule().startWithin())));
      }
      case Phase.Approving a when !context.now().isBefore(a.until()) && a.glass().isEmpty() ->
          Decision.of(expiry("Nobody signed it in time."));
      case Phase.Confirming(_, var until) when !context.now().isBefore(until) ->
          Decision.of(expiry("It was not confirmed in time."));
      case Phase.None _,
          Phase.Drafting _,
          Phase.Weighing _,
          Phase.Confirming _,
          Phase.Approving _,
          Phase.Proving _,
          Phase.Acting _,
          Phase.Looking _,
          Phase.Resting _,
          Phase.Doubtful _,
          Phase.Ended _ ->
          Decision.nothing();
    };
  }

  private Decision<OperationEvent> expired(PersonId by, String input) {
    return Decision.of(
        List.of(
            new OperationEvent.InputRefused(
                by,
                input,
                new Problem(
                    ErrorCode.APPROVAL_EXPIRED,
                    "This expired before you pressed.",
                    "Ask for it again.")),
            expiry("It was not signed in time.")));
  }

  private static OperationEvent expiry(String what) {
    return new OperationEvent.Ended(
        Ending.EXPIRED,
        Optional.empty(),
        Optional.of(
            new Problem(
                ErrorCode.APPROVAL_EXPIRED,
                what,
                "Ask for it again; its evidence is too old by now.")));
  }

  private static OperationEvent ended(Ending ending, PersonId by, String what) {
    return new OperationEvent.Ended(
        ending, Optional.of(by), Optional.of(new Problem(ErrorCode.CANCELLED, what + ".", "")));
  }

  private static Decision<OperationEvent> refuse(
      PersonId by, String input, ErrorCode code, String what, String advice) {
    return Decision.of(new OperationEvent.InputRefused(by, input, new Problem(code, what, advice)));
  }
}
