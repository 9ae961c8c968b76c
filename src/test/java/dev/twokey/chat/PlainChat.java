package dev.twokey.chat;

import dev.twokey.chat.ChatPlatform.MessageRef;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.people.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A platform without any capability, such as a plain text room: it takes each fallback. */
final class PlainChat implements ChatUnderTest, ChatPlatform {
  private static final int WIDTH = 80;

  private record Line(String id, String marker, String title, String text) {}

  private final Intake intake;
  private final List<Line> lines = new ArrayList<>();
  private int next;

  PlainChat(Intake intake) {
    this.intake = intake;
  }

  @Override
  public Posted post(Conversation where, String marker, Card card) {
    String before =
        lines.stream().anyMatch(l -> l.marker().equals(marker))
            ? "follows " + card.title() + "\n"
            : "";
    String root = where.thread().flatMap(this::find).map(l -> "re: " + l.title() + "\n").orElse("");
    StringBuilder text = new StringBuilder(before + root + CardText.renderAll(card, WIDTH));
    for (Button button : card.buttons()) {
      text.append(button.label()).append(": type /press ").append(button.id()).append('\n');
    }
    return add(where, marker, card.title(), text.toString());
  }

  @Override
  public Posted edit(MessageRef message, String marker, Card card) {
    return find(message.id()).isEmpty() ? new Posted.Gone() : post(message.where(), marker, card);
  }

  @Override
  public Posted whisper(Conversation where, Account to, String text) {
    return add(where, "", "", to.id() + ": " + text);
  }

  @Override
  public Posted attach(Conversation where, String marker, String fileName, String text) {
    return add(where, marker, fileName, fileName + ": http://localhost:1/files/" + marker);
  }

  private Posted add(Conversation where, String marker, String title, String text) {
    String id = String.valueOf(next++);
    lines.add(new Line(id, marker, title, text));
    return new Posted.Done(
        new MessageRef(where.top(), id),
        new Conversation(name(), where.channel(), Optional.of(id)));
  }

  private Optional<Line> find(String id) {
    return lines.stream().filter(l -> l.id().equals(id)).findFirst();
  }

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public Set<ChatCapability> capabilities() {
    return Set.of();
  }

  @Override
  public ChatPlatform platform() {
    return this;
  }

  @Override
  public Conversation channel() {
    return new Conversation("plain", "room", Optional.empty());
  }

  @Override
  public Account ana() {
    return new Account("plain", "ana");
  }

  @Override
  public Account ben() {
    return new Account("plain", "ben");
  }

  @Override
  public List<Shown> shownTo(Account person) {
    return lines.stream()
        .map(l -> new Shown(l.id(), Optional.empty(), l.text(), List.of()))
        .toList();
  }

  @Override
  public String open(Account person, Shown file) {
    throw new UnsupportedOperationException("a plain room has no files");
  }

  @Override
  public void delete(MessageRef message) {
    lines.removeIf(l -> l.id().equals(message.id()));
  }

  @Override
  public void type(Account person, String text, String delivery) {
    Receipt receipt =
        intake
            .receive(new Inbound.Command(channel(), person, text, person + ":" + delivery))
            .toCompletableFuture()
            .join();
    receipt.refusal().ifPresent(problem -> whisper(channel(), person, problem.line()));
  }

  @Override
  public void press(Account person, Shown message, String label, Map<String, String> inputs) {
    throw new UnsupportedOperationException("a plain room has no buttons");
  }
}
