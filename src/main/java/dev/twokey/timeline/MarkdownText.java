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

  /** Characters that are shown as they are, whatever stands beside them. */
  private static final boolean[] HARMLESS = harmless();

  private MarkdownText() {}

  private static boolean[] harmless() {
    boolean[] harmless = new boolean[128];
    for (char c = ' '; c < 0x7f; c++) {
      harmless[c] = (MARKUP + "@:.").indexOf(c) < 0;
    }
    return harmless;
  }

  /** Returns text for the middle of a line: it has no line breaks. */
  public static String escape(String text) {
    int i = endOfHarmless(text, 0);
    if (i == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + text.length() / 8);
    out.append(text, 0, i);
    while (i < text.length()) {
      i = escape(text, i, out);
      int end = endOfHarmless(text, i);
      out.append(text, i, end);
      i = end;
    }
    return out.toString();
  }

  /** Long records are mostly such text, and it is copied as a whole. */
  private static int endOfHarmless(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) < HARMLESS.length && HARMLESS[text.charAt(i)]) {
      i++;
    }
    return i;
  }

  /** Writes one character in its harmless form, and returns where the next begins. */
  private static int escape(String text, int at, StringBuilder out) {
    int c = text.codePointAt(at);
    int next = at + Character.charCount(c);
    boolean halfOfLineBreak = c == '\r' && next < text.length() && text.charAt(next) == '\n';
    if (halfOfLineBreak) {
      // the \n after it is what counts
    } else if (c < 128 && MARKUP.indexOf(c) >= 0) {
      out.append('\\').append((char) c);
    } else if (c == '@'
        && next < text.length()
        && Character.isLetterOrDigit(text.codePointAt(next))) {
      out.append('@').append(ZERO_WIDTH_SPACE);
    } else if (c == ':' && text.startsWith("//", next)) {
      out.append(":\\/\\/");
      next += 2;
    } else if (c == '.' && endsWithWww(text, at)) {
      out.append("\\.");
    } else {
      plain(c, out);
    }
    return next;
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
