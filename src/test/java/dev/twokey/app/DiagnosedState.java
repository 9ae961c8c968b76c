package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.Button;
import dev.twokey.chat.Card;
import dev.twokey.chat.CardText;
import dev.twokey.diagnosis.Diagnosis;
import dev.twokey.diagnosis.Findings;
import dev.twokey.diagnosis.Findings.CauseFinding;
import dev.twokey.diagnosis.Findings.Holding;
import dev.twokey.journal.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one {@code /diagnose rabbitmq} told: the card that people see, and the findings behind it.
 *
 * @param took from typing to the card
 */
record DiagnosedState(Card card, Findings findings, Duration took) {
  private static final Duration WITHIN = Duration.ofSeconds(15);
  private static final int UNBROKEN = 10_000;

  /**
   * What a card must say. Causes that are neither {@code holding} nor {@code untold} must be ruled
   * out; {@code offers} are all buttons, in order, and are not looked at if there are none.
   */
  record Expected(String verdict, Set<String> holding, Set<String> untold, List<String> offers) {
    static Expected of(String verdict, String... holding) {
      return new Expected(verdict, Set.of(holding), Set.of(), List.of());
    }

    Expected untold(String... causes) {
      return new Expected(verdict, holding, Set.of(causes), offers);
    }

    Expected offers(String... labels) {
      return new Expected(verdict, holding, untold, List.of(labels));
    }
  }

  /** Ana types it in staging; the card must be there in time. */
  static DiagnosedState of(StoryBot story) {
    long began = System.nanoTime();
    String marker = story.type("ana", StoryBot.STAGING, "/diagnose rabbitmq");
    try {
      Card card = story.await(marker, WITHIN, c -> !c.verdict().equals("CHECKING"));
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      Diagnosis state = (Diagnosis) story.bot().board().state(StreamId.parse(marker)).orElseThrow();
      return new DiagnosedState(card, state.findings().orElseThrow(), took);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  String verdict() {
    return card.verdict();
  }

  /** Returns all words of the card, with single blanks and without line breaks. */
  String text() {
    return CardText.renderAll(card, UNBROKEN).replaceAll("\\s+", " ");
  }

  String firstLine() {
    return StoryBot.text(card).lines().findFirst().orElse("").replaceAll("  +", "  ");
  }

  private Set<String> named() {
    return findings.causes().stream().map(CauseFinding::name).collect(Collectors.toSet());
  }

  private Set<String> names(Holding holding) {
    return findings.holding(holding).stream()
        .map(CauseFinding::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  void assertIs(Expected expected) {
    String all = StoryBot.text(card);
    assertThat(firstLine()).as(all).startsWith("STAGING · rabbitmq · " + expected.verdict());
    assertThat(names(Holding.HOLDS)).as(all).isEqualTo(expected.holding());
    assertThat(names(Holding.CANNOT_TELL)).as(all).isEqualTo(expected.untold());
    Set<String> rest = new TreeSet<>(named());
    rest.removeAll(expected.holding());
    rest.removeAll(expected.untold());
    assertThat(names(Holding.RULED_OUT)).as(all).isEqualTo(rest);
    if (!expected.offers().isEmpty()) {
      assertThat(card.buttons())
          .as(all)
          .extracting(Button::label)
          .containsExactlyElementsOf(expected.offers());
    }
    if (!expected.untold().isEmpty()) {
      assertThat(text()).contains("Can't tell");
    }
  }

  DiagnosedState assertSays(String words) {
    assertThat(text()).contains(words);
    return this;
  }

  /** The impact table stands on the card, with what is not affected. */
  DiagnosedState assertHurts() {
    return assertSays("Hurts now DMCA takedown HIGH:")
        .assertSays("Upload to HLS MEDIUM:")
        .assertSays("Not affected Chat, Sign-in, sessions, payments");
  }

  /** Users notice nothing of what holds. */
  DiagnosedState assertHurtsNobody() {
    assertThat(text()).doesNotContain("Hurts now", "Not affected");
    return this;
  }

  void assertTellsNoneOf(List<String> secrets) {
    for (String secret : secrets) {
      assertThat(card.toString() + findings).doesNotContain(secret);
    }
  }
}
