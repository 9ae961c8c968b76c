package dev.twokey.chat.slack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Slack's markup in texts that are no blocks: what people type arrives in it, and what
 * notifications show is read as it.
 */
final class Mrkdwn {
  private static final Pattern ANGLES = Pattern.compile("<([^<>|]*)(?:\\|([^<>]*))?>");

  private Mrkdwn() {}

  /** Returns a text in which no mention, link or channel can be. */
  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Returns what a person typed: links and channels as their text, entities as characters. */
  static String typed(String text) {
    StringBuilder plain = new StringBuilder();
    Matcher angles = ANGLES.matcher(text);
    while (angles.find()) {
      String shown = angles.group(2);
      angles.appendReplacement(
          plain, Matcher.quoteReplacement(shown == null ? angles.group(1) : shown));
    }
    angles.appendTail(plain);
    return entities(plain.toString());
  }

  /** Returns a text with the three characters that Slack escapes. */
  static String entities(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
