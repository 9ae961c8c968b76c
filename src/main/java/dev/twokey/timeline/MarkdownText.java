package dev.twokey.timeline;

import java.util.Locale;

/**
 * Turns plain text into Markdown that shows it as it is: no emphasis, code, link, picture, HTML,
 * table cell, mention or formula comes out of what people typed. Control characters, and those that
 * turn the direction of writing, become {@code �}, for they could hide what was typed.
 */
public final class MarkdownText {
  private static final String MARKUP = "\\`*_[]<>&|~$";
  private static final char REPLACEMENT = '\uFFFD';
  private static final char ZERO_WIDTH_SPACE = '\u200B';
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private MarkdownText() {}

  /** Returns text for the middle of a line: it has no line breaks. */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + text.length() / 8);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean halfOfLineBreak = c == '\r' && i < text.length() && text.charAt(i) == '\n';
      if (halfOfLineBreak) {
        // the \n after it is what counts
      } else if (c < 128 && MARKUP.indexOf(c) >= 0) {
        out.append('\\').append((char) c);
      } else if (c == '@' && i < text.length() && Character.isLetterOrDigit(text.codePointAt(i))) {
        out.append('@').append(ZERO_WIDTH_SPACE);
      } else if (c == ':' && text.startsWith("//", i)) {
        out.append(":\\/\\/");
        i += 2;
      } else if (c == '.' && endsWithWww(text, i - 1)) {
        out.append("\\.");
      } else {
        plain(c, out);
      }
    }
    return out.toString();
  }

  private static void plain(int c, StringBuilder out) {
    if (c == '\t') {
      out.append(' ');
    } else if (c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029) {
      out.append(" ⏎ ");
    } else if (isHidden(c)) {
      out.append(REPLACEMENT);
    } else {
      out.appendCodePoint(c);
    }
  }

  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.SURROGATE -> true;
      case Character.FORMAT -> c != ZERO_WIDTH_JOINER && c != ZERO_WIDTH_NON_JOINER;
      default -> false;
    };
  }

  private static boolean endsWithWww(String text, int end) {
    return end >= 3 && text.substring(end - 3, end).toLowerCase(Locale.ROOT).equals("www");
  }
}
