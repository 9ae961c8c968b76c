package dev.twokey.chat;

import static java.util.Objects.requireNonNull;

import dev.twokey.people.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The one message of an operation, diagnosis or drill: edited in place, decidable on the first
 * screen of a phone. All text is plain; renderers neutralise what a platform would take for markup
 * or a mention.
 *
 * @param environment stands first in every rendering; empty where a card belongs to none
 * @param tone of the whole card
 * @param title what it is about, such as {@code rabbitmq}
 * @param verdict the state in a few words, such as {@code DISK ALARM on rabbit@mq1}; on the first
 *     line
 * @param aside a short fact for the right end of the first line, such as {@code 9 of 11 checks read
 *     · 1.3 s}
 * @param fields label and text, in order of importance
 * @param progress what is happening now
 * @param details longer parts that a platform may fold or put into the thread
 * @param buttons what can be done, best first
 * @param footer provenance: file and commit, plan code, record number
 * @param said what a person wrote, to which this is the answer; empty where nobody wrote anything
 * @param mentions whom the platform notifies when the card is posted; an edit notifies nobody
 */
public record Card(
    Optional<EnvironmentTag> environment,
    Tone tone,
    String title,
    String verdict,
    String aside,
    List<Field> fields,
    Optional<Progress> progress,
    List<Detail> details,
    List<Button> buttons,
    String footer,
    Optional<Said> said,
    List<Mention> mentions) {
  public Card {
    requireNonNull(environment, "environment");
    requireNonNull(tone, "tone");
    requireNonNull(title, "title");
    requireNonNull(verdict, "verdict");
    requireNonNull(aside, "aside");
    fields = List.copyOf(fields);
    requireNonNull(progress, "progress");
    details = List.copyOf(details);
    buttons = List.copyOf(buttons);
    requireNonNull(footer, "footer");
    requireNonNull(said, "said");
    mentions = List.copyOf(mentions);
  }

  /** Makes a card that answers no words of a person and calls nobody. */
  public Card(
      Optional<EnvironmentTag> environment,
      Tone tone,
      String title,
      String verdict,
      String aside,
      List<Field> fields,
      Optional<Progress> progress,
      List<Detail> details,
      List<Button> buttons,
      String footer) {
    this(
        environment,
        tone,
        title,
        verdict,
        aside,
        fields,
        progress,
        details,
        buttons,
        footer,
        Optional.empty(),
        List.of());
  }

  /** Returns the same card as the answer to what a person wrote. */
  public Card answering(Said words) {
    return new Card(
        environment,
        tone,
        title,
        verdict,
        aside,
        fields,
        progress,
        details,
        buttons,
        footer,
        Optional.of(words),
        mentions);
  }

  /** Returns the same card with these people called. */
  public Card calling(List<Mention> people) {
    return new Card(
        environment,
        tone,
        title,
        verdict,
        aside,
        fields,
        progress,
        details,
        buttons,
        footer,
        said,
        people);
  }

  /**
   * Somebody who must look at it.
   *
   * @param name for people
   * @param account of the platform where the card stands; empty where they have none there, and are
   *     named only
   */
  public record Mention(String name, Optional<Account> account) {
    public Mention {
      requireNonNull(name, "name");
      requireNonNull(account, "account");
    }
  }

  /**
   * The environment as word and colour.
   *
   * @param name such as {@code prod}
   * @param color such as {@code red}
   */
  public record EnvironmentTag(String name, String color) {}

  /**
   * What a person wrote, as the journal has it. Platforms that show it anyway leave it out.
   *
   * @param by the person's name
   * @param text redacted, such as {@code /diagnose rabbitmq}
   * @param at when it was taken in
   */
  public record Said(String by, String text, Instant at) {
    public Said {
      requireNonNull(by, "by");
      requireNonNull(text, "text");
      requireNonNull(at, "at");
    }
  }

  /**
   * One labelled line or several.
   *
   * @param label such as {@code Ruled out}
   * @param tone of this field
   * @param lines at least one
   */
  public record Field(String label, Tone tone, List<String> lines) {
    public Field {
      requireNonNull(label, "label");
      requireNonNull(tone, "tone");
      lines = List.copyOf(lines);
    }

    /** Returns a neutral field. */
    public static Field of(String label, String... lines) {
      return new Field(label, Tone.NEUTRAL, List.of(lines));
    }
  }

  /**
   * What is happening.
   *
   * @param steps in order
   * @param line the newest line of the running step, such as {@code transcode_jobs has 41 left}
   */
  public record Progress(List<Step> steps, String line) {
    public Progress {
      steps = List.copyOf(steps);
    }
  }

  /**
   * A step of a progress.
   *
   * @param text for people
   * @param state how far it is
   * @param note a time or a result; may be empty
   */
  public record Step(String text, StepState state, String note) {}

  /** How far a step is. */
  public enum StepState {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    UNKNOWN,
    SKIPPED
  }

  /** A longer part under a heading. */
  public sealed interface Detail {
    /** Returns the heading. */
    String heading();

    /** Text whose line breaks count, shown in a fixed-width font. */
    record Text(String heading, String text) implements Detail {}

    /** A table. Each row has as many cells as there are columns. */
    record Table(String heading, List<String> columns, List<List<String>> rows) implements Detail {
      public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
      }
    }

    /** A picture with a text that says the same. */
    record Image(String heading, String alternative, String svg) implements Detail {}
  }
}
