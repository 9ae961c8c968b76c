package dev.twokey.chatops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twokey.chat.Button;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ButtonsTest {
  private static final String OPERATION = "0198f2c4-7a31-7b02-9c11-5d2e8f0a6b77";
  private static final String HASH = "7be241c0".repeat(8);
  private static final String LONGEST_ID = "o".repeat(64);
  private static final String LONGEST_BLOCK = "r".repeat(64) + "." + "b".repeat(64);

  static Stream<Press> presses() {
    return Stream.of(
        new Press.Approve(OPERATION, HASH),
        new Press.Deny(OPERATION, HASH),
        new Press.Confirm(OPERATION, HASH),
        new Press.BreakGlass(OPERATION, HASH),
        new Press.Withdraw(OPERATION),
        new Press.Abort(OPERATION),
        new Press.SettleDone(OPERATION),
        new Press.SettleNotDone(OPERATION),
        new Press.TakeOver(OPERATION),
        new Press.ShowPlan(OPERATION),
        new Press.Mitigate(OPERATION, "rabbitmq_down.purge_queue"),
        new Press.Mitigate(LONGEST_ID, LONGEST_BLOCK),
        new Press.Approve(LONGEST_ID, HASH),
        new Press.Steps(OPERATION, "rabbitmq_down.grow_the_disk"),
        new Press.Tick(OPERATION, "1"),
        new Press.Tick(LONGEST_ID, "120.12.3"),
        new Press.Reopen(OPERATION, "2.1"),
        new Press.Skip(OPERATION, "2.1"),
        new Press.DoTask(OPERATION, "3"),
        new Press.Watch(OPERATION),
        new Press.CloseList(OPERATION),
        new Press.CheckAgain(OPERATION),
        new Press.ApproveTrust(HASH),
        new Press.DenyTrust(HASH),
        new Press.AskTrustAgain(HASH),
        new Press.ApproveGrant(OPERATION, HASH),
        new Press.DenyGrant(OPERATION, HASH),
        new Press.EndGrant(OPERATION),
        new Press.RunCommand("/restart worker-transcode prod \"it's stuck\" é 💥"),
        new Press.RunCommand("/" + "x".repeat(Press.COMMAND_MAX - 1)));
  }

  @ParameterizedTest
  @MethodSource("presses")
  void a_press_comes_back_from_its_id_and_the_id_is_short(Press press) {
    String id = Buttons.encode(press);

    assertThat(Buttons.decode(id)).contains(press);
    assertThat(id.length()).isLessThanOrEqualTo(Buttons.ID_MAX);
  }

  @Test
  void the_ids_of_an_operation_fit_into_the_100_characters_of_a_strict_platform() {
    assertThat(
            presses().filter(p -> p.toString().contains(HASH) && p.toString().contains(OPERATION)))
        .hasSize(6)
        .allSatisfy(p -> assertThat(Buttons.encode(p).length()).isLessThanOrEqualTo(100));
  }

  @Test
  void each_kind_of_press_is_tried_here() {
    assertThat(presses().map(Object::getClass).distinct())
        .hasSize(Press.class.getPermittedSubclasses().length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a/",
        "a/op",
        "a/op/",
        "a/op/short",
        "a/op/!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!",
        "a//e-JBwHviQcB74kHAe-JBwHviQcB74kHAe-JBwHviQcA",
        "a/op/e-JBwHviQcB74kHAe-JBwHviQcB74kHAe-JBwHviQcB",
        "w/op/more",
        "w/../etc",
        "w/op op",
        "m/d",
        "k/d",
        "k/d/0",
        "k/d/1.",
        "k/d/01",
        "k/d/1/2",
        "m/d/UPPER.case",
        "m/d/a.b.c",
        "m/d/a/b",
        "r/no slash",
        "r//two\nlines",
        "z/op",
        "A/op",
        "approve",
      })
  void garbage_means_nothing(String id) {
    assertThat(Buttons.decode(id)).isEmpty();
  }

  @Test
  void an_id_that_is_too_long_means_nothing() {
    assertThat(Buttons.decode("r//" + "x".repeat(Buttons.ID_MAX))).isEmpty();
  }

  /** Whatever is sent, it means nothing or has exactly one spelling; it never throws. */
  @Test
  void random_ids_mean_nothing_or_have_one_spelling() {
    Random random = new Random(142);
    String letters = "adcgwxyntpmsqrkujovl/._-AZ09+= \u0000é";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder id = new StringBuilder();
      int length = random.nextInt(60);
      for (int c = 0; c < length; c++) {
        id.append(letters.charAt(random.nextInt(letters.length())));
      }
      Buttons.decode(id.toString())
          .ifPresent(p -> assertThat(Buttons.encode(p)).isEqualTo(id.toString()));
    }
  }

  @Test
  void a_press_with_an_impossible_id_can_not_be_made() {
    assertThatThrownBy(() -> new Press.Approve("op/7", HASH)).hasMessageContaining("op/7");
    assertThatThrownBy(() -> new Press.Approve("op", "7be2")).hasMessageContaining("7be2");
    assertThatThrownBy(() -> new Press.Mitigate("d", "No Block")).hasMessageContaining("No Block");
    assertThatThrownBy(() -> new Press.RunCommand("restart")).hasMessageContaining("begins with /");
  }

  @Test
  void a_command_too_long_for_a_button_has_none() {
    assertThat(Buttons.typing("/" + "x".repeat(Press.COMMAND_MAX), "Ask again", Button.Style.PLAIN))
        .isEmpty();
    assertThat(Buttons.typing("[approve]", "Ask again", Button.Style.PLAIN)).isEmpty();
    assertThat(Buttons.typing("/help", "Help", Button.Style.PLAIN)).isPresent();
  }

  @Test
  void the_words_of_presses_are_for_the_record() {
    assertThat(List.of(new Press.Approve(OPERATION, HASH), new Press.RunCommand("/help")))
        .extracting(Press::word)
        .containsExactly("approve", "/help");
  }
}
