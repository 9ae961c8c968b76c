package dev.twokey.chatops;

import static dev.twokey.chatops.Cast.ANA;
import static dev.twokey.chatops.Cast.BEN;
import static dev.twokey.chatops.Cast.CHI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.action.Preview;
import dev.twokey.chat.Button;
import dev.twokey.chat.Card;
import dev.twokey.chat.CardText;
import dev.twokey.chat.Tone;
import dev.twokey.operation.Fold;
import dev.twokey.operation.OperationEvent;
import dev.twokey.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OperationCardsTest {
  private static final Map<String, Card> CARDS = new TreeMap<>();

  static {
    CARDS.putAll(OperationScenes.all());
    CARDS.putAll(DrillScenes.all());
  }

  static Stream<String> names() {
    return CARDS.keySet().stream();
  }

  private static Card card(Fold fold, Facts facts) {
    return OperationCards.card(fold.state(), facts, fold.now());
  }

  private static Set<String> kinds(Card card) {
    return card.buttons().stream()
        .map(b -> Buttons.decode(b.id()).orElseThrow().getClass().getSimpleName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> lines(Card card, String label) {
    return card.fields().stream()
        .filter(f -> f.label().equals(label))
        .flatMap(f -> f.lines().stream())
        .toList();
  }

  // ---- true of every state

  @ParameterizedTest
  @MethodSource("names")
  void environment_and_verdict_stand_in_the_first_line(String name) {
    Card card = java.util.Objects.requireNonNull(CARDS.get(name));
    String first = CardText.render(card, 200).lines().findFirst().orElseThrow();

    assertThat(card.environment()).isPresent();
    assertThat(card.verdict()).isNotBlank();
    assertThat(first)
        .startsWith(card.environment().get().name().toUpperCase(java.util.Locale.ROOT))
        .contains(card.verdict());
  }

  @ParameterizedTest
  @MethodSource("names")
  void every_button_means_something_and_no_dialog_gives_its_phrase_away(String name) {
    for (Button button : java.util.Objects.requireNonNull(CARDS.get(name)).buttons()) {
      assertThat(Buttons.decode(button.id())).isPresent();
      button.dialog().ifPresent(d -> assertThat(d.inputs()).allMatch(i -> i.hint().isEmpty()));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void buttons_that_decide_stand_only_where_something_waits_for_them(String name) {
    Set<String> kinds = kinds(java.util.Objects.requireNonNull(CARDS.get(name)));
    boolean approving =
        name.matches("(operation|drill)-(approving.*|nobody-can-sign.*|glass-broken)");

    if (!approving) {
      assertThat(kinds).doesNotContain("Approve", "Deny", "BreakGlass");
    }
    if (!name.contains("confirming")) {
      assertThat(kinds).doesNotContain("Confirm");
    }
    if (!name.contains("doubtful")) {
      assertThat(kinds).doesNotContain("SettleDone", "SettleNotDone");
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_demo_says_so(String name) {
    Card card = java.util.Objects.requireNonNull(CARDS.get(name));
    boolean staging = card.environment().orElseThrow().name().equals("staging");

    assertThat(card.footer().contains("demo")).isEqualTo(staging);
  }

  // ---- the second key

  @Test
  void the_approval_is_decidable_on_its_own() {
    Card card = java.util.Objects.requireNonNull(CARDS.get("operation-approving"));

    assertThat(card.fields())
        .extracting(Card.Field::label)
        .containsExactly(
            "Will do",
            "Know first",
            "Because",
            "Checked",
            "Afterwards",
            "Undo",
            "By hand",
            "May sign");
    assertThat(card.aside()).isEqualTo("expires 14:34:00 UTC (in 13 min)");
    assertThat(card.footer()).startsWith("plan ");
    assertThat(card.buttons())
        .extracting(Button::label)
        .containsExactly("Approve", "Deny…", "Withdraw", "Full plan");
  }

  @Test
  void a_denial_asks_for_its_reason() {
    Button deny =
        java.util.Objects.requireNonNull(CARDS.get("operation-approving")).buttons().get(1);

    assertThat(deny.dialog().orElseThrow().inputs())
        .singleElement()
        .satisfies(i -> assertThat(i.name()).isEqualTo(Buttons.REASON))
        .satisfies(i -> assertThat(i.required()).isTrue());
  }

  @Test
  void the_buttons_carry_the_hash_of_the_plan_on_the_card() {
    Fold fold = Restart.approving();
    Press approve =
        Buttons.decode(card(fold, Cast.facts()).buttons().getFirst().id()).orElseThrow();

    assertThat(approve).isEqualTo(new Press.Approve("op-142", fold.state().hash().hex()));
  }

  @Test
  void who_lost_the_role_since_may_not_sign_any_more() {
    Fold fold = Restart.approving();
    Facts onlyChi = Facts.of(Cast.inventory(), Cast.roster(CHI), 1);

    assertThat(lines(card(fold, onlyChi), "May sign"))
        .containsExactly("Chi (asked) · not Ana, who asked");
  }

  @Test
  void who_signed_is_not_asked_again() {
    Card card = java.util.Objects.requireNonNull(CARDS.get("operation-approving-one-of-two"));

    assertThat(lines(card, "Signed")).containsExactly("Ben 14:19:32 UTC");
    assertThat(lines(card, "May sign")).containsExactly("Chi (asked) · not Ana, who asked");
    assertThat(card.verdict()).isEqualTo("needs 1 more key");
  }

  @Test
  void that_nobody_else_can_sign_is_said_at_once() {
    Fold fold = Restart.approving(Restart.plan("prod"), Restart.ONE_APPROVER, List.of());
    Card without = card(fold, Facts.of(Cast.inventory(), Cast.roster(ANA), 1));
    Card with = card(fold, new Facts(Cast.inventory(), Cast.roster(), true, 1));

    assertThat(without.verdict()).isEqualTo("NOBODY ELSE CAN SIGN");
    assertThat(without.tone()).isEqualTo(Tone.BAD);
    assertThat(kinds(without)).containsExactlyInAnyOrder("Withdraw", "ShowPlan");
    assertThat(kinds(with)).containsExactlyInAnyOrder("BreakGlass", "Withdraw", "ShowPlan");
  }

  @Test
  void one_signer_is_not_enough_for_a_quorum_of_two() {
    Fold fold = Restart.approving(Restart.plan("prod"), Restart.TWO_APPROVERS, List.of(BEN));
    Card card = card(fold, Facts.of(Cast.inventory(), Cast.roster(BEN), 1));

    assertThat(card.verdict()).isEqualTo("NOBODY ELSE CAN SIGN");
    assertThat(kinds(card)).contains("Approve", "Deny");
  }

  @Test
  void the_glass_is_never_offered_for_what_destroys_nor_while_somebody_can_sign() {
    Facts possible = new Facts(Cast.inventory(), Cast.roster(), true, 1);
    Facts ben = new Facts(Cast.inventory(), Cast.roster(BEN), true, 1);
    Fold purge = Restart.approving(Restart.purge(), Restart.ONE_APPROVER, List.of());

    assertThat(kinds(card(purge, possible))).doesNotContain("BreakGlass");
    assertThat(kinds(card(Restart.approving(), ben))).doesNotContain("BreakGlass");
  }

  @Test
  void broken_glass_can_be_stopped_by_anybody_and_still_be_signed() {
    Fold fold = Restart.approving();
    Fold broken =
        fold.with(new OperationEvent.GlassBroken(ANA, "it burns", fold.now().plusSeconds(60)));
    Card card = card(broken, Cast.facts());

    assertThat(card.buttons().getFirst().label()).isEqualTo("Stop it");
    assertThat(kinds(card)).containsExactlyInAnyOrder("Abort", "Approve", "Deny", "ShowPlan");
    assertThat(card.aside()).contains("starts 14:20:02 UTC (in 60 s)");
  }

  @Test
  void the_phrase_stands_in_the_text_of_the_dialog_alone() {
    Card card = java.util.Objects.requireNonNull(CARDS.get("operation-confirming-phrase"));
    Button.Dialog dialog = card.buttons().getFirst().dialog().orElseThrow();

    assertThat(dialog.text()).contains("Type KILL-PROD");
    assertThat(dialog.inputs()).singleElement().satisfies(i -> assertThat(i.hint()).isEmpty());
    assertThat(card.buttons().getFirst().id()).doesNotContain("KILL");
  }

  @Test
  void what_was_read_stands_on_the_card_with_its_age_and_the_rest_below() {
    Card card = java.util.Objects.requireNonNull(CARDS.get("operation-approving-mitigation"));

    assertThat(lines(card, "Read"))
        .hasSize(5)
        .startsWith("transcode_jobs has 8,412 waiting, 0 consumers · 14:18:58 UTC (9 s ago)")
        .endsWith("and 1 more, below");
    assertThat(card.details())
        .singleElement()
        .satisfies(d -> assertThat(((Card.Detail.Table) d).rows()).hasSize(5));
  }

  // ---- long and odd content

  @Test
  void long_lines_to_type_go_below_the_card() {
    Plan plan = withByHand("printf '" + "x".repeat(200) + "' | nc -U '/run/supervisor'");
    Card card = card(Restart.approving(plan, Restart.ONE_APPROVER, List.of(BEN)), Cast.facts());

    assertThat(lines(card, "By hand")).containsExactly("1 line, below");
    assertThat(card.details())
        .singleElement()
        .satisfies(d -> assertThat(((Card.Detail.Text) d).text()).contains("nc -U"));
  }

  private static Plan withByHand(String byHand) {
    Plan plan = Restart.plan("prod");
    Preview.Ready seen = java.util.Objects.requireNonNull(plan.seen().get("act"));
    return new Plan(
        plan.draft(),
        Map.of(
            "act",
            new Preview.Ready(
                seen.targets(),
                seen.how(),
                Stream.iterate(1, i -> i + 1).limit(9).map(i -> "change " + i).toList(),
                seen.fingerprint(),
                seen.undo(),
                byHand)),
        plan.rules());
  }

  @Test
  void many_changes_are_counted_and_left_to_the_full_plan() {
    Card card =
        card(Restart.approving(withByHand("x"), Restart.ONE_APPROVER, List.of(BEN)), Cast.facts());

    assertThat(lines(card, "Will do"))
        .containsExactly(
            "restart unit worker-transcode",
            "change 1",
            "change 2",
            "change 3",
            "change 4",
            "and 5 more, see the full plan");
  }

  @Test
  void people_who_left_the_roster_keep_their_ids() {
    Facts empty =
        Facts.of(
            Cast.inventory(),
            new dev.twokey.people.FileRoster(List.of(), List.of(), java.util.Optional.empty()),
            1);
    Fold done = Restart.succeeded();

    assertThat(lines(card(done, empty), "Who").getFirst()).contains("asked by ana", "by ben");
  }

  @Test
  void an_environment_that_is_gone_is_grey() {
    Facts nowhere = Facts.of(new dev.twokey.inventory.Inventory(Map.of()), Cast.roster(BEN), 1);

    assertThat(card(Restart.approving(), nowhere).environment().orElseThrow().color())
        .isEqualTo("grey");
  }

  @Test
  void times_of_another_day_carry_their_date() {
    Fold done = Restart.succeeded();
    Card later =
        OperationCards.card(done.state(), Cast.facts(), done.now().plus(Duration.ofDays(2)));

    assertThat(later.aside()).startsWith("2026-11-22T14:21:20Z");
  }

  @Test
  void what_ended_before_it_began_can_be_asked_again_as_it_was_typed() {
    for (String name : List.of("denied", "expired", "withdrawn", "superseded", "refused")) {
      assertThat(java.util.Objects.requireNonNull(CARDS.get("operation-" + name)).buttons())
          .singleElement()
          .satisfies(b ->
              assertThat(Buttons.decode(b.id()))
                  .contains(new Press.RunCommand("/restart worker-transcode prod")));
    }
  }

  @Test
  void every_reason_of_a_refusal_is_told() {
    assertThat(lines(java.util.Objects.requireNonNull(CARDS.get("drill-refused")), ""))
        .anyMatch(l -> l.contains("game_master"))
        .anyMatch(l -> l.contains("31 h old"));
  }
}
