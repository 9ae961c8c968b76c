package dev.twokey.timeline;

import dev.twokey.action.Outcome;
import dev.twokey.guard.Judgement;
import dev.twokey.guard.Verdict;
import dev.twokey.journal.Recorded;
import dev.twokey.operation.Ending;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.Request;
import dev.twokey.plan.PlanHash;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Gives words to what happens to an operation. What an entry sums up later has no row. */
final class OperationRows {
  private static final String TWOKEY = "twokey";

  private OperationRows() {}

  static Optional<Row> row(OperationStory story, OperationEvent event, Recorded recorded) {
    Instant at = recorded.at();
    return switch (event) {
      case OperationEvent.Requested e -> Optional.of(requested(story, e.request()));
      case OperationEvent.Planned e -> Optional.of(planned(story, e));
      case OperationEvent.DoneFor _ -> Optional.empty();
      case OperationEvent.EvidenceRead e -> read(story, e);
      case OperationEvent.Judged e -> Optional.of(judged(story, e));
      case OperationEvent.ConfirmationAsked e -> Optional.of(confirmationAsked(story, e));
      case OperationEvent.ApprovalAsked e -> Optional.of(approvalAsked(story, e, at));
      case OperationEvent.SignersCalled e -> CallRows.called(story, e);
      case OperationEvent.PagerCalled e -> Optional.of(CallRows.paged(story, e));
      case OperationEvent.PagerAnswered e -> Optional.of(CallRows.answered(story, e));
      case OperationEvent.Reviewed e -> Optional.of(reviewed(story, e));
      case OperationEvent.GlassBroken e -> Optional.of(glassBroken(story, e));
      case OperationEvent.Authorised e -> Optional.of(authorised(story, e, at));
      case OperationEvent.StepBegan e -> Optional.of(stepBegan(story, e));
      case OperationEvent.StepEnded e -> Optional.of(stepEnded(story, e));
      case OperationEvent.StepLost e -> Optional.of(stepLost(story, e));
      case OperationEvent.CausesSeen _ -> Optional.empty();
      case OperationEvent.LookBegan _ -> {
        story.looked();
        yield Optional.empty();
      }
      case OperationEvent.LookEnded e -> Optional.of(lookEnded(story, e));
      case OperationEvent.UndoRests e -> Optional.of(undoRests(story, e));
      case OperationEvent.UndoBegan e -> Optional.of(undoBegan(story, e));
      case OperationEvent.Doubted e -> Optional.of(doubted(story, e));
      case OperationEvent.Settled e -> Optional.of(settled(story, e));
      case OperationEvent.AbortAsked e -> Optional.of(abortAsked(story, e));
      case OperationEvent.LateOutcome e -> Optional.of(lateOutcome(story, e));
      case OperationEvent.Ended e -> Optional.of(ended(story, e));
      case OperationEvent.InputRefused e -> Optional.of(inputRefused(story, e));
    };
  }

  private static Row requested(OperationStory story, Request request) {
    String reason = request.draft().reason();
    return Row.of(
        request.by(),
        Kind.REQUEST,
        story.title() + ": asked for" + (story.isDrill() ? " (a drill)" : ""),
        "typed: " + request.text(),
        reason.isBlank() ? "" : "reason: " + reason,
        "by the account " + request.account() + " in " + request.where());
  }

  private static Row planned(OperationStory story, OperationEvent.Planned e) {
    PlanHash hash = new PlanHash(e.hash());
    story.planned(hash);
    return Row.of(TWOKEY, Kind.PLAN, story.title() + ": planned, plan " + hash.code())
        .because(PlanLines.of(e.plan()));
  }

  private static Optional<Row> read(OperationStory story, OperationEvent.EvidenceRead e) {
    List<String> causes = story.read(e);
    return causes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Row.of(
                TWOKEY,
                Kind.CAUSE,
                story.title() + ": the runbook names " + Words.list(causes, ""),
                e.line()));
  }

  private static Row judged(OperationStory story, OperationEvent.Judged e) {
    List<String> lines = new ArrayList<>();
    e.judgements().stream().map(OperationRows::line).forEach(lines::add);
    lines.addAll(ReadingText.lines(story.judged(e.judgements())));
    long denials = e.judgements().stream().filter(j -> j.verdict() instanceof Verdict.Deny).count();
    String when = e.atExecution() ? "right before the start" : "on the plan";
    String what = denials == 0 ? "none refuses" : Words.count(denials, "guard") + " refused";
    return Row.of(TWOKEY, Kind.GUARD, story.title() + ": guards judged " + when + ": " + what)
        .because(lines);
  }

  private static String line(Judgement judgement) {
    String says =
        switch (judgement.verdict()) {
          case Verdict.Allow(var text) -> "allows" + (text.isBlank() ? "" : ": " + text);
          case Verdict.Deny(var why) -> "REFUSES: " + why.line();
          case Verdict.NeedsApproval(var rule) -> "wants " + rule.says();
          case Verdict.NeedsConfirmation(var phrase, var text) ->
              (phrase.isEmpty() ? "wants a confirmation" : "wants a typed phrase")
                  + (text.isBlank() ? "" : ": " + text);
          case Verdict.NotAsked _ -> "not asked for";
        };
    return "guard " + judgement.guard() + " " + says;
  }

  private static Row confirmationAsked(OperationStory story, OperationEvent.ConfirmationAsked e) {
    String how = e.phrase().isEmpty() ? "a confirmation" : "the typed phrase " + e.phrase();
    return Row.of(
        TWOKEY,
        Kind.CONFIRMATION,
        story.title() + ": waits for " + how,
        "until " + Words.utc(e.until()));
  }

  private static Row approvalAsked(
      OperationStory story, OperationEvent.ApprovalAsked e, Instant at) {
    story.askedFor(new Signing.Asked(e.rule(), e.asked(), at));
    return Row.of(
        TWOKEY,
        Kind.APPROVAL,
        story.title() + ": asks for " + e.rule().says(),
        "may sign: " + Words.list(e.asked(), "nobody"),
        "until " + Words.utc(e.until()));
  }

  private static Row reviewed(OperationStory story, OperationEvent.Reviewed e) {
    var review = e.review();
    story.reviewed(review);
    String took =
        story
            .asked()
            .map(a -> "after " + Words.span(Duration.between(a.at(), review.at())))
            .orElse("");
    return Row.of(
        review.by(),
        Kind.APPROVAL,
        story.title() + ": " + (review.approves() ? "signed" : "denied"),
        review.reason().isBlank() ? "" : "reason: " + review.reason(),
        "by the account " + review.through(),
        "plan hash " + review.planHash(),
        took);
  }

  private static Row glassBroken(OperationStory story, OperationEvent.GlassBroken e) {
    return Row.of(
            e.by(),
            Kind.BREAK_GLASS,
            story.title() + ": BROKE THE GLASS, to be reviewed afterwards",
            "reason: " + e.reason(),
            "anyone could stop it until " + Words.utc(e.startsAt()))
        .marked(Mark.REVIEW);
  }

  private static Row authorised(OperationStory story, OperationEvent.Authorised e, Instant at) {
    story.authorised(e.authority(), at);
    Signing signing = story.signing();
    Row row =
        Row.of(
            TWOKEY,
            signing.reviewDue() ? Kind.BREAK_GLASS : Kind.APPROVAL,
            story.title() + ": may run, " + signing.authorityText(),
            signing.toSecondKey().map(d -> "second key after " + Words.span(d)).orElse(""),
            story.plan().map(p -> "plan hash " + p.hex()).orElse(""),
            "must start by " + Words.utc(e.startBy()));
    return signing.reviewDue() ? row.marked(Mark.REVIEW) : row;
  }

  private static Row stepBegan(OperationStory story, OperationEvent.StepBegan e) {
    story.began();
    boolean undo = e.cursor().lastly();
    return Row.of(
        TWOKEY,
        undo ? Kind.UNDO : Kind.STEP,
        story.title() + ": began " + (undo ? "the undo " : "") + story.step(e.step()),
        "run by the replica " + e.owner().host());
  }

  private static Row stepEnded(OperationStory story, OperationEvent.StepEnded e) {
    Kind kind = e.cursor().lastly() ? Kind.UNDO : Kind.STEP;
    return outcome(story.title() + ": " + story.step(e.step()) + " ", e.outcome(), kind);
  }

  private static Row outcome(String subject, Outcome outcome, Kind kind) {
    return switch (outcome) {
      case Outcome.Succeeded(var evidence) -> Row.of(TWOKEY, kind, subject + "was done", evidence);
      case Outcome.Refused(var why) -> problem(kind, subject + "was refused by the system", why);
      case Outcome.Failed(var why) -> problem(kind, subject + "failed", why);
      case Outcome.Unknown(var why) ->
          problem(Kind.UNKNOWN, subject + "has an unknown outcome", why).marked(Mark.REVIEW);
    };
  }

  private static Row problem(Kind kind, String what, Problem why) {
    return Row.of(TWOKEY, kind, what, why.line(), "code " + why.code().label());
  }

  private static Row stepLost(OperationStory story, OperationEvent.StepLost e) {
    return Row.of(
            TWOKEY,
            Kind.UNKNOWN,
            story.title() + ": the process that ran " + story.step(e.step()) + " is gone")
        .marked(Mark.REVIEW);
  }

  private static Row lookEnded(OperationStory story, OperationEvent.LookEnded e) {
    story.looked();
    Kind kind = e.cursor().lastly() ? Kind.UNDO : Kind.STEP;
    // a step without a verification is over with nothing seen
    String seen = e.line().isEmpty() ? " asks for no verification" : " was verified";
    String how = e.held() ? seen : " was NOT verified";
    return Row.of(TWOKEY, kind, story.title() + ": " + story.step(e.step()) + how, e.line());
  }

  private static Row undoRests(OperationStory story, OperationEvent.UndoRests e) {
    return problem(
        Kind.UNDO,
        story.title()
            + ": the undo "
            + story.step(e.cursor())
            + " did not work, next try at "
            + Words.utc(e.until()),
        e.why());
  }

  private static Row undoBegan(OperationStory story, OperationEvent.UndoBegan e) {
    return Row.of(
        TWOKEY,
        Kind.UNDO,
        story.title() + ": the steps are over (" + words(e.ending()) + "), the undo begins",
        e.why().map(Problem::line).orElse(""));
  }

  private static Row doubted(OperationStory story, OperationEvent.Doubted e) {
    story.looked();
    return Row.of(
            TWOKEY,
            Kind.UNKNOWN,
            story.title()
                + ": the outcome of "
                + story.step(e.step())
                + " is UNKNOWN, a person must say",
            e.verified())
        .marked(Mark.REVIEW);
  }

  private static Row settled(OperationStory story, OperationEvent.Settled e) {
    return Row.of(
        e.by(),
        Kind.UNKNOWN,
        story.title()
            + ": settled the unknown outcome: it was "
            + (e.done() ? "done" : "not done"));
  }

  private static Row abortAsked(OperationStory story, OperationEvent.AbortAsked e) {
    return Row.of(
        e.by(), Kind.STOP, story.title() + ": wanted it stopped", "reason: " + e.reason());
  }

  private static Row lateOutcome(OperationStory story, OperationEvent.LateOutcome e) {
    return outcome(
        story.title() + ": news that came too late to matter: '" + e.step() + "' ",
        e.outcome(),
        Kind.STEP);
  }

  private static Row ended(OperationStory story, OperationEvent.Ended e) {
    story.ended(e.ending());
    List<String> lines = new ArrayList<>();
    e.why()
        .ifPresent(why -> {
          lines.add(why.line());
          lines.add("code " + why.code().label());
        });
    boolean refused = isRefusal(e.ending());
    if (e.ending() == Ending.REFUSED) {
      story.judgements().stream()
          .filter(j -> j.verdict() instanceof Verdict.Deny)
          .map(OperationRows::line)
          .forEach(lines::add);
    }
    Row row =
        Row.of(
                e.by().<Object>map(p -> p).orElse(TWOKEY),
                Kind.END,
                story.title() + ": ended, " + words(e.ending()))
            .because(lines);
    return refused ? row.marked(Mark.REFUSED) : row;
  }

  /** Tells an attempt that came to nothing; what was tried and failed is no refusal. */
  private static boolean isRefusal(Ending ending) {
    return switch (ending) {
      case REFUSED, DENIED, EXPIRED, SUPERSEDED -> true;
      case SUCCEEDED, WITHDRAWN, FAILED, ABORTED, NOT_DONE, TAKEN_OVER -> false;
    };
  }

  private static Row inputRefused(OperationStory story, OperationEvent.InputRefused e) {
    return Row.of(
            e.by(),
            Kind.REFUSAL,
            story.title() + ": '" + e.input() + "' was refused",
            e.why().line(),
            "code " + e.why().code().label())
        .marked(Mark.REFUSED);
  }

  static String words(Ending ending) {
    return ending.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
