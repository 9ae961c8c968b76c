package dev.twokey.chat.slack;

import java.util.Optional;
import java.util.function.Function;

/** What became of a call of the Web API. */
sealed interface Answer<T> {
  /** It had its effect. */
  record Ok<T>(T value) implements Answer<T> {}

  /** Slack refuses it, with its code such as {@code message_not_found}; asking again is no use. */
  record Refused<T>(String code) implements Answer<T> {}

  /** It had no effect; later it may. */
  record Later<T>(String why, Optional<Long> millis) implements Answer<T> {}

  /** Nobody knows whether it had its effect. */
  record Unsure<T>(String why) implements Answer<T> {}

  /** Returns what follows from the value, or the same failure. */
  default <B> Answer<B> then(Function<T, Answer<B>> next) {
    return switch (this) {
      case Ok<T>(var value) -> next.apply(value);
      case Refused<T>(var code) -> new Refused<>(code);
      case Later<T>(var why, var millis) -> new Later<>(why, millis);
      case Unsure<T>(var why) -> new Unsure<>(why);
    };
  }

  /** Returns the value as something else, or the same failure. */
  default <B> Answer<B> map(Function<T, B> to) {
    return then(value -> new Ok<>(to.apply(value)));
  }
}
