package dev.twokey.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twokey.chat.ChatPlatform;
import dev.twokey.chat.ChatPlatform.MessageRef;
import dev.twokey.chat.ChatUnderTest;
import dev.twokey.chat.Conversation;
import dev.twokey.people.Account;
import dev.twokey.testkit.slack.SlackPerson;
import java.util.List;
import java.util.Map;

/** Slack as its two people see it. */
record SlackUnderTest(SlackFixture fixture) implements ChatUnderTest {
  @Override
  public ChatPlatform platform() {
    return fixture.chat();
  }

  @Override
  public Conversation channel() {
    return SlackFixture.OPS;
  }

  @Override
  public Account ana() {
    return SlackFixture.account(fixture.ana);
  }

  @Override
  public Account ben() {
    return SlackFixture.account(fixture.ben);
  }

  private SlackPerson person(Account account) {
    return account.equals(ana()) ? fixture.ana : fixture.ben;
  }

  @Override
  public List<Shown> shownTo(Account person) {
    return person(person).sees(channel().channel()).stream()
        .map(seen -> new Shown(seen.ts(), seen.thread(), seen.text(), seen.buttons()))
        .toList();
  }

  private SlackPerson.Seen seen(Account person, Shown shown) {
    return person(person).sees(channel().channel()).stream()
        .filter(s -> s.ts().equals(shown.id()))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String open(Account person, Shown file) {
    return person(person).open(seen(person, file).files().getFirst());
  }

  @Override
  public void delete(MessageRef message) {
    fixture.ana.delete(message.where().channel(), message.id());
  }

  @Override
  public void type(Account person, String text, String delivery) {
    assertThat(person(person).command(channel().channel(), text, delivery)).isTrue();
  }

  @Override
  public void press(Account person, Shown message, String label, Map<String, String> inputs) {
    SlackPerson hands = person(person);
    assertThat(hands.press(seen(person, message), label)).isTrue();
    if (!inputs.isEmpty()) {
      await().atMost(SlackFixture.SOON).until(() -> hands.modal().isPresent());
      assertThat(hands.submit(inputs)).isTrue();
    }
  }
}
