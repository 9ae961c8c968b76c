package dev.twokey.chat.slack;

import static org.awaitility.Awaitility.await;

import dev.twokey.chat.ChatPlatform;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.GuardedIntake;
import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake;
import dev.twokey.chat.Standing;
import dev.twokey.people.Account;
import dev.twokey.problem.Secret;
import dev.twokey.testkit.slack.FakeSlack;
import dev.twokey.testkit.slack.SlackPerson;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** The adapter on a fake Slack with two people in one channel. */
final class SlackFixture implements AutoCloseable {
  static final Conversation OPS = new Conversation("slack", "C01", Optional.empty());
  static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration JOURNAL = Duration.ofSeconds(2);

  final FakeSlack slack;
  final SlackPerson ana;
  final SlackPerson ben;
  final List<Standing> turnedAway = new CopyOnWriteArrayList<>();
  final List<Integer> others = new CopyOnWriteArrayList<>();
  final SlackAdapter adapter;

  private SlackFixture(FakeSlack slack, Intake intake, Duration journal) {
    this.slack = slack.channel("C01", "ops").channel("C02", "other");
    ana = slack.member("U01", "ana");
    ben = slack.member("U02", "ben");
    adapter =
        new SlackAdapter(
            settings(slack, journal), guarded(intake), InstantSource.system(), others::add);
  }

  static SlackFixture start(Intake intake) {
    return start(FakeSlack.start(), intake, JOURNAL);
  }

  static SlackFixture start(FakeSlack slack, Intake intake, Duration journal) {
    SlackFixture fixture = new SlackFixture(slack, intake, journal);
    fixture.adapter.start();
    await().atMost(SOON).until(() -> fixture.adapter.openLines() == 2);
    return fixture;
  }

  static SlackSettings settings(FakeSlack slack, Duration journal) {
    return new SlackSettings(
        slack.apiUrl(),
        new Secret(FakeSlack.BOT_TOKEN),
        new Secret(FakeSlack.APP_TOKEN),
        "/twokey",
        new SlackSettings.Patience(
            journal, Duration.ofSeconds(5), Duration.ofMillis(20), Duration.ofMillis(200)));
  }

  ChatPlatform chat() {
    return adapter.chat();
  }

  /** Another adapter on the same Slack, as after a new start: it remembers nothing. */
  SlackAdapter anew(Intake intake) {
    return new SlackAdapter(
        settings(slack, JOURNAL), guarded(intake), InstantSource.system(), others::add);
  }

  static Account account(SlackPerson person) {
    return new Account("slack", person.account());
  }

  private GuardedIntake guarded(Intake intake) {
    return new GuardedIntake() {
      @Override
      public CompletionStage<Receipt> receive(Inbound inbound) {
        return intake.receive(inbound);
      }

      @Override
      public CompletionStage<Receipt> turnAway(Inbound inbound, Standing standing) {
        turnedAway.add(standing);
        return intake.receive(inbound);
      }
    };
  }

  @Override
  public void close() {
    adapter.close();
    slack.close();
  }
}
