package dev.twokey.chatops;

import dev.twokey.chat.Button.Style;
import dev.twokey.chat.Card;
import dev.twokey.chat.Tone;
import dev.twokey.incident.Halt;
import dev.twokey.journal.StreamId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The cards of the halt switch: one for each halt and channel, edited when it is released. */
public final class HaltCards {
  private static final String SWITCH = "halt switch";

  private HaltCards() {}

  /**
   * Returns the marker of the card of a halt in the n-th of its channels; 0 is where it was typed.
   */
  public static StreamId marker(String scope, Instant halted, int n) {
    return new StreamId(
        Halt.STREAM.family(), scope + "@" + halted.toEpochMilli() + (n == 0 ? "" : "#" + n));
  }

  /** Returns the cards of the halts in some scopes, by their markers. */
  public static Map<StreamId, Placed> cards(
      Halt halt, Predicate<String> scopes, Facts facts, Instant now) {
    Map<StreamId, Placed> cards = new LinkedHashMap<>();
    halt.released()
        .forEach((scope, release) -> {
          if (scopes.test(scope)) {
            place(scope, release.was(), released(scope, release, facts, now), facts, now, cards);
          }
        });
    halt.halts()
        .forEach((scope, halting) -> {
          if (scopes.test(scope)) {
            place(scope, halting, halted(scope, halting, facts, now), facts, now, cards);
          }
        });
    return cards;
  }

  private static void place(
      String scope,
      Halt.Halting halting,
      Card card,
      Facts facts,
      Instant now,
      Map<StreamId, Placed> cards) {
    for (int i = 0; i < halting.where().size(); i++) {
      Card shown =
          i > 0
              ? card
              : card.answering(
                  Words.said(facts.name(halting.by(), now), halting.text(), halting.at()));
      cards.put(marker(scope, halting.at(), i), new Placed(halting.where().get(i), shown));
    }
  }

  private static Card halted(String scope, Halt.Halting halting, Facts facts, Instant now) {
    CardDraft card =
        draft(scope, facts, Tone.BAD, "HALTED: " + words(scope))
            .aside("since " + Words.since(halting.at(), now))
            .says(
                scope.startsWith("drills:")
                    ? "No drill starts there, and one that runs is undone now."
                    : "No change starts there, and what runs is stopped after its present step.")
            .field("Goes on", "undo, verification and all that only reads")
            .field("Who", who(halting, facts, now))
            .field(
                "Release",
                halting
                    .signed()
                    .map(p -> facts.name(p, now) + " signed it; one more person has to")
                    .orElse("two people sign it: " + command(scope)),
                "or the first on call alone, from "
                    + Words.until(halting.at().plus(Halt.ALONE_AFTER), now)
                    + " on");
    return card.button(release(scope)).foot(facts.record()).done();
  }

  private static Card released(String scope, Halt.Release release, Facts facts, Instant now) {
    String signers =
        release.was().signed().map(p -> facts.name(p, now) + " and ").orElse("")
            + facts.name(release.by(), now);
    return draft(scope, facts, Tone.GOOD, "RELEASED: " + words(scope))
        .aside("halted for " + Words.span(release.was().at(), release.at()))
        .says("Changes are possible again. What was stopped stays stopped: ask for it again.")
        .field("Halted", who(release.was(), facts, now))
        .field("Released", signers + " " + Words.time(release.at(), now))
        .foot(facts.record())
        .done();
  }

  private static CardDraft draft(String scope, Facts facts, Tone tone, String verdict) {
    int colon = scope.indexOf(':');
    return new CardDraft(
        Optional.of(scope.substring(colon + 1)).filter(_ -> isInOne(scope)).map(facts::tag),
        tone,
        SWITCH,
        verdict);
  }

  private static String who(Halt.Halting halting, Facts facts, Instant now) {
    String reason = halting.reason().isBlank() ? "no reason given" : "“" + halting.reason() + "”";
    return facts.name(halting.by(), now) + " " + Words.time(halting.at(), now) + ": " + reason;
  }

  private static dev.twokey.chat.Button release(String scope) {
    return Buttons.asking(
        new Press.RunCommand(command(scope)),
        "Release…",
        Style.PLAIN,
        "Release " + words(scope),
        "Two people must sign a release, each for themselves; it counts as one of the two. It is on"
            + " record.",
        "Sign the release");
  }

  private static String command(String scope) {
    int colon = scope.indexOf(':');
    String word = colon < 0 ? scope : scope.substring(0, colon);
    return "/release " + word + (isInOne(scope) ? " " + scope.substring(colon + 1) : "");
  }

  private static boolean isInOne(String scope) {
    return scope.startsWith("drills:") || scope.startsWith("environment:");
  }

  /** Returns a scope in words, such as {@code drills in staging}. */
  static String words(String scope) {
    int colon = scope.indexOf(':');
    if (colon < 0) {
      return "all changes everywhere";
    }
    String name = scope.substring(colon + 1);
    return switch (scope.substring(0, colon)) {
      case "environment" -> "all changes in " + name;
      case "drills" -> "drills of " + name;
      default -> "the operation " + name;
    };
  }
}
