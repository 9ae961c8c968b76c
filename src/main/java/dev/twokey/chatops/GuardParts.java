package dev.twokey.chatops;

import dev.twokey.guard.Judgement;
import dev.twokey.guard.Verdict;
import dev.twokey.problem.Problem;
import java.util.List;
import java.util.stream.Stream;

/** What the guards said, for cards. */
final class GuardParts {
  private static final String CONFIRMATION = "confirmation";
  private static final String NEEDS = "needs";

  private final List<Judgement> judgements;

  GuardParts(List<Judgement> judgements) {
    this.judgements = judgements;
  }

  /** Returns what was looked at and is fine. */
  List<String> checked() {
    List<String> fine =
        judgements.stream()
            .filter(j -> !j.guard().equals(NEEDS))
            .flatMap(j ->
                j.verdict() instanceof Verdict.Allow(var says)
                    ? Stream.of(says)
                    : Stream.<String>empty())
            .toList();
    return List.of(Words.dots(fine));
  }

  /** Returns what the policy does not ask for; empty if it asks for all. */
  String notAsked() {
    List<String> names =
        judgements.stream()
            .filter(j -> j.verdict() instanceof Verdict.NotAsked)
            .map(j -> Words.words(j.guard()))
            .toList();
    return names.isEmpty() ? "" : "not asked for: " + String.join(", ", names);
  }

  /** Returns which conditions of the runbook hold, so that this is the remedy. */
  List<String> reasons() {
    return judgements.stream()
        .filter(j -> j.guard().equals(NEEDS))
        .flatMap(j ->
            j.verdict() instanceof Verdict.Allow(var says)
                ? Stream.of(says)
                : Stream.<String>empty())
        .toList();
  }

  /** Returns what could not be read, which the people take on themselves. */
  List<String> unread() {
    return judgements.stream()
        .filter(j -> !j.guard().equals(CONFIRMATION))
        .flatMap(j ->
            j.verdict() instanceof Verdict.NeedsConfirmation(_, var says)
                ? Stream.of(says)
                : Stream.<String>empty())
        .toList();
  }

  /** Returns why it is refused, by every guard that refuses. */
  List<Problem> denials() {
    return judgements.stream()
        .flatMap(j ->
            j.verdict() instanceof Verdict.Deny(var why) ? Stream.of(why) : Stream.<Problem>empty())
        .toList();
  }

  /** Returns what people would still have to do: type a phrase, sign. */
  List<String> stillNeeded() {
    return judgements.stream()
        .flatMap(j ->
            switch (j.verdict()) {
              case Verdict.NeedsConfirmation(var phrase, _) when !phrase.isEmpty() ->
                  Stream.of("“" + phrase + "” typed");
              case Verdict.NeedsApproval(var rule) -> Stream.of(rule.says() + " by somebody else");
              case Verdict.NeedsConfirmation _,
                  Verdict.Allow _,
                  Verdict.Deny _,
                  Verdict.NotAsked _ ->
                  Stream.<String>empty();
            })
        .toList();
  }

  /** Returns whether somebody else has to sign. */
  boolean wantsSecondKey() {
    return judgements.stream().anyMatch(j -> j.verdict() instanceof Verdict.NeedsApproval);
  }
}
