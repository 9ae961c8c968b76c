package dev.twokey.chatops;

import dev.twokey.chat.Button;
import dev.twokey.chat.Button.Style;
import dev.twokey.chat.Card;
import dev.twokey.chat.Card.Progress;
import dev.twokey.chat.Card.Step;
import dev.twokey.chat.Card.StepState;
import dev.twokey.chat.Tone;
import dev.twokey.checklist.Checklist;
import dev.twokey.checklist.ChecklistEvent.Opening;
import dev.twokey.checklist.Mark;
import dev.twokey.checklist.News;
import dev.twokey.checklist.News.Standing;
import dev.twokey.checklist.Task;
import dev.twokey.runbook.Link;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The card of a checklist: what is done and by whom, what is seen now, what comes next. */
public final class ChecklistCards {
  private static final int TASKS_WITH_BUTTONS_MAX = 4;
  private static final int LABEL_MAX = 40;
  private static final int NOTE_MAX = 90;

  private final Checklist list;
  private final Checklist.Opened opened;
  private final Facts facts;
  private final Instant now;

  private ChecklistCards(Checklist list, Checklist.Opened opened, Facts facts, Instant now) {
    this.list = list;
    this.opened = opened;
    this.facts = facts;
    this.now = now;
  }

  /** Returns the card of a checklist as it is now. */
  public static Card card(Checklist list, Facts facts, Instant now) {
    return list.opened()
        .map(o -> new ChecklistCards(list, o, facts, now).card())
        .orElseGet(() ->
            new CardDraft(Optional.empty(), Tone.NEUTRAL, list.id(), "nothing was opened").done());
  }

  private Card card() {
    Opening opening = opened.opening();
    CardDraft card =
        new CardDraft(
            Optional.of(facts.tag(opening.environment())), tone(), opening.title(), verdict());
    card.aside("opened by " + facts.name(opening.by(), now), Words.time(opened.at(), now));
    card.progress(new Progress(list.tasks().stream().map(this::step).toList(), ""));
    if (list.isOpen()) {
      seen(card);
      buttons(card);
    }
    list.closed()
        .filter(c -> c.by().isPresent())
        .ifPresent(c ->
            card.field(
                "Closed",
                "by "
                    + facts.name(c.by().orElseThrow(), now)
                    + " "
                    + Words.time(c.at(), now)
                    + (c.reason().isBlank() ? "" : ": “" + c.reason() + "”")));
    if (list.closed().filter(c -> c.by().isPresent()).isEmpty()) {
      last().ifPresent(card::button);
    }
    return card.foot(
            opening.runbook(), "list " + list.id(), opening.demo() ? "demo" : "", facts.record())
        .done();
  }

  private Tone tone() {
    return list.isDone() ? Tone.GOOD : list.isOpen() ? Tone.ATTENTION : Tone.NEUTRAL;
  }

  private String verdict() {
    int all = list.counted().size();
    String count = list.settled() + " of " + all + " done";
    return list.isDone() ? "ALL DONE, " + count : list.isOpen() ? count : "CLOSED, " + count;
  }

  // ---- the tasks

  private Step step(Task task) {
    String text = "  ".repeat(task.level()) + text(task);
    Optional<Mark> mark = list.mark(task);
    if (mark.isPresent()) {
      boolean own = list.marks().containsKey(task.key());
      return new Step(text, state(mark.get()), own ? note(mark.get()) : "");
    } else if (list.isSettled(task)) {
      return new Step(text, StepState.DONE, "");
    }
    return new Step(text, open(task), Words.cut(note(task) + " ", NOTE_MAX));
  }

  private static StepState state(Mark mark) {
    return switch (mark.how()) {
      case DONE -> StepState.DONE;
      case SKIPPED, NOT_NEEDED -> StepState.SKIPPED;
    };
  }

  private String note(Mark mark) {
    String at = Words.time(mark.at(), now);
    String lines = String.join(", ", mark.lines());
    String who = mark.by().map(p -> facts.name(p, now)).orElse("twokey");
    return Words.cut(
        switch (mark.how()) {
          case DONE -> Words.dots(who + " " + at, lines);
          case SKIPPED -> "left out by " + who + " " + at + ": “" + lines + "”";
          case NOT_NEEDED -> "not needed: " + lines + " (" + at + ")";
        },
        NOTE_MAX);
  }

  private StepState open(Task task) {
    boolean unknown = list.news(task).filter(n -> n.standing() == Standing.UNKNOWN).isPresent();
    if (unknown) {
      return StepState.UNKNOWN;
    }
    return list.isOpen() && isNext(task) ? StepState.RUNNING : StepState.WAITING;
  }

  private String note(Task task) {
    Optional<News> news = list.news(task);
    if (news.isEmpty() || task.is(Link.Kind.CHECK)) {
      return list.isOpen() && task.is(Link.Kind.CHECK) && isNext(task) && news.isEmpty()
          ? list.watching() ? "is being read" : "is not read"
          : "";
    }
    String lines = String.join(", ", news.get().lines());
    return switch (news.get().standing()) {
      case UNKNOWN -> "can't tell: " + lines;
      case FAILS -> task.is(Link.Kind.CAUSE) ? "not needed as it is: " + lines : lines;
      case HOLDS, SHOWN -> lines;
    };
  }

  private boolean isNext(Task task) {
    return list.next().filter(task::equals).isPresent();
  }

  private static String text(Task task) {
    return task.text().replace("`", "");
  }

  // ---- what is seen now

  private void seen(CardDraft card) {
    list.tasks().stream()
        .filter(t -> t.is(Link.Kind.CHECK) && !list.isSettled(t))
        .flatMap(t -> list.news(t).stream().map(n -> new Told(t, n)))
        .forEach(told ->
            card.field(
                Words.words(told.task().names()),
                tone(told.news().standing()),
                told.news().lines()));
    if (!list.stopped().isEmpty()) {
      card.field("Not read now", Tone.ATTENTION, List.of(list.stopped()));
    }
  }

  private record Told(Task task, News news) {}

  private static Tone tone(Standing standing) {
    return switch (standing) {
      case HOLDS -> Tone.GOOD;
      case FAILS, UNKNOWN -> Tone.ATTENTION;
      case SHOWN -> Tone.NEUTRAL;
    };
  }

  // ---- what can be done now

  private void buttons(CardDraft card) {
    List<Button> buttons = new ArrayList<>();
    list.ready().stream()
        .map(t -> of(t, buttons.isEmpty()))
        .filter(b -> !b.isEmpty())
        .limit(TASKS_WITH_BUTTONS_MAX)
        .forEach(buttons::addAll);
    buttons.forEach(card::button);
    list.next().ifPresent(t -> card.button(skip(t)));
    if (!list.watching()) {
      card.button(Buttons.of(new Press.Watch(list.id()), "Read again", Style.PLAIN));
    }
    card.button(
        Buttons.asking(
            new Press.CloseList(list.id()),
            "Close…",
            Style.PLAIN,
            "Close the list",
            "What is open stays open; the record keeps who closed it and why.",
            "Close",
            Buttons.reason("Why")));
  }

  private List<Button> of(Task task, boolean first) {
    boolean due = isNext(task) || task.level() > 0;
    Style style = first && due ? Style.PRIMARY : Style.PLAIN;
    Optional<Standing> standing = list.news(task).map(News::standing);
    Optional<Link.Kind> kind = task.link().map(Link::kind);
    Button done = Buttons.of(new Press.Tick(list.id(), task.key()), label("Done", task), style);
    if (kind.isEmpty()) {
      return List.of(done);
    }
    return switch (kind.get()) {
      case CHECK ->
          standing.filter(s -> s == Standing.SHOWN).isPresent() ? List.of(done) : List.of();
      case CAUSE -> List.of(done);
      case ACTION ->
          standing.filter(s -> s == Standing.HOLDS).isPresent()
              ? List.of(doing(task, Words.words(task.names()), style))
              : List.of();
      case TASKS -> List.of(doing(task, label("Open", task), style));
      case RUNBOOK -> List.of(typing("/runbook " + task.names(), label("Open", task), style), done);
      case DRILL ->
          List.of(
              typing(
                  "/gameday " + opened.opening().environment() + " " + task.names(),
                  label("Run", task),
                  Style.DANGER),
              done);
      case FORBID -> List.of();
    };
  }

  private Button doing(Task task, String label, Style style) {
    return Buttons.of(new Press.DoTask(list.id(), task.key()), label, style);
  }

  private static Button typing(String command, String label, Style style) {
    return Buttons.typing(command, label, style)
        .orElseThrow(
            () -> new IllegalStateException(command + " is too long for a button (this is a bug)"));
  }

  private Button skip(Task task) {
    return Buttons.asking(
        new Press.Skip(list.id(), task.key()),
        label("Leave out", task) + "…",
        Style.PLAIN,
        "Leave a task out",
        text(task),
        "Leave out",
        Buttons.reason("Why"));
  }

  /** What was marked last can be taken back. */
  private Optional<Button> last() {
    return list.tasks().stream()
        .filter(t -> list.marks().containsKey(t.key()))
        .sorted(Comparator.comparing(t -> list.mark(t).map(Mark::at).orElse(Instant.EPOCH)))
        .reduce((_, later) -> later)
        .map(t ->
            Buttons.of(new Press.Reopen(list.id(), t.key()), label("Open again", t), Style.PLAIN));
  }

  private static String label(String what, Task task) {
    return Words.cut(what + ": " + text(task), LABEL_MAX);
  }
}
