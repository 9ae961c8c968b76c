package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.Audience;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.people.Account;
import dev.twokey.people.Proven;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prod is typed and shown where the policy says so, through the whole bot. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ChannelStoryTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder = Path.of("");

  private static Optional<ErrorCode> refusal(Receipt receipt) {
    return receipt.refusal().map(Problem::code);
  }

  @Test
  void what_is_typed_elsewhere_is_told_where_it_may_be_typed_and_nothing_of_prod_is_shown()
      throws Exception {
    StoryFiles files = StoryFiles.in(folder);
    files.edit(
        files.folders().config().resolve("policy.yaml"),
        "  prod:\n",
        "  prod:\n    channel: {only: [console:prod]}\n");
    try (StoryBot story = StoryBot.start(files)) {
      for (String command :
          new String[] {
            "/diagnose rabbitmq prod", "/restart worker-search prod stuck", "/gameday prod E"
          }) {
        Receipt elsewhere = story.send("ana", StoryBot.STAGING, command);
        assertThat(refusal(elsewhere)).as(command).contains(ErrorCode.CHANNEL_REFUSED);
        assertThat(elsewhere.refusal().orElseThrow().advice())
            .isEqualTo("Type it in console:prod.");
      }
      assertThat(refusal(story.send("ana", StoryBot.STAGING, "/halt environment prod"))).isEmpty();
      assertThat(refusal(story.send("ana", StoryBot.STAGING, "/diagnose rabbitmq staging")))
          .isEmpty();

      String shown = story.type("ana", StoryBot.PROD, "/diagnose rabbitmq prod");
      story.await(shown, SOON, c -> StoryBot.text(c).contains("rabbitmq"));
    }
  }

  @Test
  void a_message_from_a_channel_that_is_shared_with_another_team_gets_nothing_of_prod()
      throws Exception {
    StoryFiles files = StoryFiles.in(folder);
    try (StoryBot story = StoryBot.start(files)) {
      Conversation shared = new Conversation("console", "shared", Optional.empty());
      Receipt receipt =
          story
              .bot()
              .desk()
              .receive(
                  new Inbound.Command(
                      shared,
                      new Account("console", "ana"),
                      "/diagnose rabbitmq prod",
                      "k1",
                      new Proven.ByChat(),
                      Audience.OTHERS))
              .toCompletableFuture()
              .get(SOON.toSeconds(), TimeUnit.SECONDS);

      assertThat(refusal(receipt)).contains(ErrorCode.CHANNEL_REFUSED);
      assertThat(receipt.refusal().orElseThrow().what()).contains("shared with another team");
    }
  }
}
