package dev.twokey.chatops;

import dev.twokey.chat.Conversation;
import dev.twokey.journal.Event;
import dev.twokey.people.Account;
import dev.twokey.problem.Problem;
import java.util.List;
import java.util.Optional;

/** What becomes of a request that opens no stream of its own: it is answered at once. */
public sealed interface RequestEvent extends Event {
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
}
