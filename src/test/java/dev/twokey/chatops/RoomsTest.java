package dev.twokey.chatops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.Audience;
import dev.twokey.chat.Card;
import dev.twokey.chat.CardText;
import dev.twokey.chat.ChatCapability;
import dev.twokey.chat.ChatPlatform;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Tone;
import dev.twokey.engine.Runner;
import dev.twokey.guard.Policy;
import dev.twokey.guard.PolicyReader;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.InventoryReader;
import dev.twokey.journal.StreamId;
import dev.twokey.people.Account;
import dev.twokey.people.FileRoster;
import dev.twokey.problem.Problems;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Nothing of production is shown where it must not be, whoever sends it there. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RoomsTest {
  private static final Inventory INVENTORY =
      InventoryReader.read(
          Map.of("staging.yaml", "color: blue", "prod.yaml", "color: red"), new Problems());
  private static final Conversation OPS = new Conversation("slack", "C01", Optional.empty());
  private static final Conversation RANDOM = new Conversation("slack", "C02", Optional.of("1.2"));

  private final Slack slack = new Slack();

  /** A platform that remembers what it was given. */
  private static final class Slack implements ChatPlatform {
    private final List<String> shown = new ArrayList<>();
    private Audience audience = Audience.OURS;

    @Override
    public String name() {
      return "slack";
    }

    @Override
    public Set<ChatCapability> capabilities() {
      return Set.of(ChatCapability.AUDIENCE);
    }

    @Override
    public Audience audience(Conversation where) {
      return audience;
    }

    @Override
    public Posted post(Conversation where, String marker, Card card) {
      shown.add(CardText.renderAll(card, 100));
      return new Posted.Done(new MessageRef(where, marker), where);
    }

    @Override
    public Posted edit(MessageRef message, String marker, Card card) {
      return post(message.where(), marker, card);
    }

    @Override
    public Posted whisper(Conversation where, Account to, String text) {
      throw new AssertionError("nothing is whispered");
    }

    @Override
    public Posted attach(Conversation where, String marker, String fileName, String text) {
      throw new AssertionError("nothing is attached");
    }
  }

  private static Policy policy(String channel) {
    Problems problems = new Problems();
    Policy policy =
        PolicyReader.read(
            "policy.yaml",
            "environments: {staging: {}, prod: {" + channel + "read: {role: responder}}}",
            FileRoster.empty(),
            INVENTORY,
            problems);
    assertThat(problems.hasErrors()).as("%s", problems.findings()).isFalse();
    return policy;
  }

  private String shown(Policy policy, String environment, Conversation where) {
    Runner atOnce =
        new Runner() {
          @Override
          public Runnable start(String name, Runnable body) {
            body.run();
            return () -> {};
          }

          @Override
          public Runnable at(Instant when, Runnable body) {
            throw new AssertionError("nothing is tried again");
          }
        };
    Outbox outbox = new Outbox(atOnce, InstantSource.fixed(Instant.EPOCH), Deliveries.inMemory());
    outbox.add(slack);
    outbox.behind((name, at, audience) -> Rooms.hidden(policy, INVENTORY, name, at, audience));
    outbox.show(
        new StreamId("operation", "1"),
        where,
        new CardDraft(
                Optional.of(new Card.EnvironmentTag(environment, "red")),
                Tone.NEUTRAL,
                "the queue has 8,412 jobs",
                "")
            .done());
    return slack.shown.getLast();
  }

  @Test
  void a_card_is_shown_where_the_policy_names_no_channel() {
    assertThat(shown(policy(""), "prod", RANDOM)).contains("8,412");
  }

  @Test
  void a_card_is_shown_in_the_threads_of_the_channels_that_the_policy_names_and_nowhere_else() {
    Policy policy = policy("channel: {only: [slack:C01]}, ");

    assertThat(shown(policy, "prod", OPS)).contains("8,412");
    assertThat(shown(policy, "prod", RANDOM))
        .doesNotContain("8,412")
        .contains("Not shown here", "slack:C02", "Type it in slack:C01.");
  }

  @Test
  void a_card_of_production_is_not_shown_where_another_team_reads_along() {
    slack.audience = Audience.OTHERS;

    assertThat(shown(policy("channel: {only: [slack:C01]}, "), "prod", OPS))
        .doesNotContain("8,412")
        .contains("shared with another team");
    assertThat(shown(policy(""), "staging", OPS)).contains("8,412");
  }
}
