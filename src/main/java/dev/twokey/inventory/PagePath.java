package dev.twokey.inventory;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The path of a page, which stays below the address that a connection names, whatever it holds: a
 * runbook names no host.
 */
public final class PagePath {
  /** What a person writes instead. */
  public static final String ADVICE =
      "Write a path such as /healthz: it begins with one /, and has no blank, \\, # or step up"
          + " (..); the address stands in the connection.";

  private static final int LENGTH_MAX = 2_000;
  private static final Pattern PLAIN = Pattern.compile("/(?!/)[!-~&&[^\\\\#]]*+");

  private PagePath() {}

  /** Returns whether a text is such a path. */
  public static boolean fits(String text) {
    return text.length() <= LENGTH_MAX && PLAIN.matcher(text).matches() && !stepsUp(text);
  }

  /** A step up would leave the folder that a connection's address ends with. */
  private static boolean stepsUp(String text) {
    int query = text.indexOf('?');
    String path = query < 0 ? text : text.substring(0, query);
    String plain = path.toLowerCase(Locale.ROOT).replace("%2e", ".").replace("%5c", "/");
    for (String part : plain.replace("%2f", "/").split("/", -1)) {
      if (part.equals("..") || part.equals(".")) {
        return true;
      }
    }
    return false;
  }
}
