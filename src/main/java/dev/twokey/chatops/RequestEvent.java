package dev.twokey.chatops;

import dev.twokey.chat.Conversation;
import dev.twokey.journal.Event;
import dev.twokey.journal.StreamId;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.problem.Problem;
import java.util.List;
import java.util.Optional;

/** What becomes of a request that opens no stream of its own. */
public sealed interface RequestEvent extends Event {
  /** Returns where it was sent. */
  Conversation where();

  /** Returns why it had no effect. */
  Optional<Problem> why();

  /**
   * It was answered.
   *
   * @param account who sent it
   * @param person who that is; empty if nobody knows
   * @param where it was sent
   * @param text what was sent, redacted
   * @param environment it is about; empty if none
   * @param title of the answer
   * @param lines of the answer
   * @param suggestions commands that can be pressed
   * @param why it has no effect; empty for an answer such as help
   * @param incident the one of the channel
   */
  record RequestAnswered(
      Account account,
      Optional<String> person,
      Conversation where,
      String text,
      Optional<String> environment,
      String title,
      List<String> lines,
      List<String> suggestions,
      Optional<Problem> why,
      Optional<String> incident)
      implements RequestEvent {
    public RequestAnswered {
      lines = List.copyOf(lines);
      suggestions = List.copyOf(suggestions);
    }

    @Override
    public Optional<Problem> refusal() {
      return why;
    }
  }

  /**
   * A typed command had its effect, or none, in a stream that was there before. It is kept so that
   * the channel shows who typed what; the effect itself stands in that stream.
   *
   * @param account who sent it
   * @param person who that is
   * @param where it was sent
   * @param text what was sent, redacted
   * @param environment it is about; empty if none
   * @param stream where its effect is on record
   * @param says what it did, in a few words
   * @param why it had no effect; empty if it had one
   */
  record CommandPassedOn(
      Account account,
      PersonId person,
      Conversation where,
      String text,
      Optional<String> environment,
      StreamId stream,
      String says,
      Optional<Problem> why)
      implements RequestEvent {}
}
