package dev.twokey.chatops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.fuzz.FuzzTarget;
import java.util.List;

/** Ids of buttons as they come back from a platform: each press has one spelling. */
public final class ButtonIdsFuzz implements FuzzTarget {
  @Override
  public List<String> seeds() {
    String hash = "ab".repeat(32);
    return List.of(
        Buttons.encode(new Press.Approve("op-1", hash)),
        Buttons.encode(new Press.Withdraw("op-1")),
        Buttons.encode(new Press.Mitigate("dg-1", "rabbitmq_down.restart")),
        Buttons.encode(new Press.ApproveTrust(hash)),
        Buttons.encode(new Press.RunCommand("/diagnose rabbitmq prod")));
  }

  @Override
  public void take(String input) {
    Buttons.decode(input)
        .ifPresent(press -> {
          assertThat(Buttons.encode(press)).isEqualTo(input);
          assertThat(input.length()).isLessThanOrEqualTo(Buttons.ID_MAX);
        });
  }
}
