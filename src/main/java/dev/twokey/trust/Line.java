package dev.twokey.trust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The name of one fact of a {@link Root}, such as {@code person/ben/role/approver}. Each part has
 * one spelling, whatever characters it holds.
 *
 * @param parts at least one
 */
record Line(List<String> parts) {
  static final String PERSON = "person";
  static final String ON_CALL = "on_call";
  static final String ENVIRONMENT = "environment";
  static final String POLICY = "policy";
  static final String FREEZE = "freeze";
  static final String SELF = "twokey";
  static final String CALENDAR = "freeze_calendar";
  static final String BREAK_GLASS = "break_glass";
  static final String ESCALATION = "escalation";
  static final String CONNECTION = "connection";

  static final String ACCOUNT = "account";
  static final String ROLE = "role";
  static final String NAME = "name";
  static final String CHANNEL = "channel";
  static final String TELL = "tell";
  static final String FACT = "fact";
  static final String CREDENTIAL = "credential";

  Line {
    parts = List.copyOf(parts);
  }

  static Line of(String... parts) {
    return new Line(Arrays.asList(parts));
  }

  static Line read(String key) {
    List<String> parts = new ArrayList<>();
    for (String part : key.split("/", -1)) {
      parts.add(unescape(part));
    }
    return new Line(parts);
  }

  String part(int index) {
    return parts.get(index);
  }

  /** Returns the kind of fact: the first part. */
  String kind() {
    return parts.getFirst();
  }

  /** Returns what a fact below a person, connection or the like is called; empty for their own. */
  String below() {
    int head = headLength();
    return parts.size() > head ? parts.get(head) : "";
  }

  boolean isHead() {
    return headLength() > 0 && parts.size() == headLength();
  }

  /** Returns the fact without which this one means nothing. */
  Optional<Line> head() {
    int length = headLength();
    return length > 0 && parts.size() > length
        ? Optional.of(new Line(parts.subList(0, length)))
        : Optional.empty();
  }

  private int headLength() {
    return switch (kind()) {
      case PERSON, ENVIRONMENT -> 2;
      case POLICY, CONNECTION -> 3;
      case BREAK_GLASS -> 1;
      default -> 0;
    };
  }

  @Override
  public String toString() {
    return parts.stream().map(Line::escape).collect(Collectors.joining("/"));
  }

  static String escape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || c == '%' || c == '/' || c == '=') {
        out.append(String.format(java.util.Locale.ROOT, "%%%02X", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /**
   * Reads what {@link #escape} wrote.
   *
   * @throws IllegalArgumentException if it did not write it
   */
  static String unescape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' && i + 2 < text.length()) {
        out.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        out.append(c);
      }
    }
    if (!escape(out.toString()).equals(text)) {
      throw new IllegalArgumentException("not the spelling of a fact: '" + text + "'");
    }
    return out.toString();
  }
}
