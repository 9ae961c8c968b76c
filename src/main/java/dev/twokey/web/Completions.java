package dev.twokey.web;

import static java.util.Objects.requireNonNull;

import dev.twokey.chat.Conversation;
import dev.twokey.people.Account;
import java.util.List;

/** The port that completes what somebody types into the command box. */
public interface Completions {
  /**
   * Returns suggestions, best first; at most twelve are shown. An empty text asks for what a
   * newcomer would try first. Called at every key, so it must not do I/O.
   */
  List<Suggestion> complete(Account by, Conversation where, String text);

  /**
   * One suggestion.
   *
   * @param text the whole text of the box after taking it; ends with a blank where more follows
   * @param label what is shown, such as {@code worker-transcode}
   * @param detail what it is, such as {@code workload in staging}; may be empty
   */
  record Suggestion(String text, String label, String detail) {
    public Suggestion {
      requireNonNull(text, "text");
      requireNonNull(label, "label");
      requireNonNull(detail, "detail");
    }
  }
}
