package dev.twokey.testkit.slack;

import java.util.List;

/** An answer with {@code ok: false}. */
final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<String> messages;

  ApiError(String code) {
    this(code, List.of());
  }

  ApiError(String code, List<String> messages) {
    super(code);
    this.messages = List.copyOf(messages);
  }

  String code() {
    return String.valueOf(getMessage());
  }

  /** Returns what is wrong in detail, as {@code response_metadata.messages} has it. */
  List<String> messages() {
    return messages;
  }
}
