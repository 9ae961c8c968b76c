package dev.twokey.chatops;

import dev.twokey.chat.Conversation;
import dev.twokey.command.ParseContext;
import dev.twokey.command.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Completes what somebody types, in the environment that the channel is bound to. */
public final class Suggestions {
  private final Supplier<Setup> setup;
  private final Board board;

  public Suggestions(Supplier<Setup> setup, Board board) {
    this.setup = setup;
    this.board = board;
  }

  /** Returns what can be typed next, best first. */
  public List<Suggestion> complete(Conversation where, String text) {
    Setup now = setup.get();
    Optional<String> bound = Bound.environment(where, board, now.inventory());
    return now.completion()
        .suggest(text, bound.map(ParseContext::bound).orElseGet(ParseContext::free));
  }
}
