package dev.twokey.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of what was typed.
 *
 * @param start where it begins in the text
 * @param end where it has ended
 * @param text without the quotes; of {@code name=value} the value
 * @param quoted whether it stood in quotes
 * @param name what stood before the {@code =}; empty if there is none
 */
record Word(int start, int end, String text, boolean quoted, Optional<String> name) {
  private static final Pattern NAMED = Pattern.compile("([A-Za-z][A-Za-z0-9_-]{0,31})=");

  /**
   * Splits a text at its spaces. Quotes hold words together where they stand at both ends of one;
   * phones make curly ones, which count too. An apostrophe inside a word is a letter.
   */
  static List<Word> split(String text) {
    List<Word> words = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      if (isSpace(text.charAt(i))) {
        i++;
      } else {
        Word word = at(text, i);
        words.add(word);
        i = word.end();
      }
    }
    return words;
  }

  /** Returns it as it was typed. */
  String raw(String text) {
    return text.substring(start, end);
  }

  private static Word at(String text, int start) {
    Matcher named = NAMED.matcher(text).region(start, text.length());
    Optional<String> name = named.lookingAt() ? Optional.of(named.group(1)) : Optional.empty();
    int begin = name.isPresent() ? named.end() : start;
    int close = closingQuote(text, begin);
    if (close > 0) {
      return new Word(start, close + 1, text.substring(begin + 1, close), true, name);
    }
    int end = begin;
    while (end < text.length() && !isSpace(text.charAt(end))) {
      end++;
    }
    return new Word(start, end, text.substring(begin, end), false, name);
  }

  /** Returns where the quote that begins here is closed, at the end of a word; 0 if nowhere. */
  private static int closingQuote(String text, int begin) {
    if (begin >= text.length() || quote(text.charAt(begin)) == 0) {
      return 0;
    }
    for (int i = begin + 1; i < text.length(); i++) {
      boolean last = i + 1 == text.length() || isSpace(text.charAt(i + 1));
      if (last && quote(text.charAt(i)) == quote(text.charAt(begin))) {
        return i;
      }
    }
    return 0;
  }

  private static char quote(char c) {
    return switch (c) {
      case '"', '\u201c', '\u201d', '\u201e' -> '"';
      case '\'', '\u2018', '\u2019' -> '\'';
      default -> 0;
    };
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
