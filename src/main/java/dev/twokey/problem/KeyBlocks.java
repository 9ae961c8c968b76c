package dev.twokey.problem;

import java.util.Optional;

/** Private keys as files hold them, whole or cut off. */
final class KeyBlocks implements SecretShape {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final int TITLE_MAX = 60;

  @Override
  public Optional<Hit> next(String text, int from) {
    int at = text.indexOf(BEGIN, from);
    while (at >= 0) {
      int title = at + BEGIN.length();
      if (title(text, title).contains("PRIVATE KEY")) {
        return Optional.of(new Hit(at, end(text, title), "key"));
      }
      at = text.indexOf(BEGIN, title);
    }
    return Optional.empty();
  }

  private static String title(String text, int from) {
    String near = text.substring(from, Math.min(text.length(), from + TITLE_MAX));
    int dashes = near.indexOf(DASHES);
    return dashes < 0 ? "" : near.substring(0, dashes);
  }

  private static int end(String text, int title) {
    int last = text.indexOf(END, title);
    if (last < 0) {
      return text.length();
    }
    int dashes = text.indexOf(DASHES, last + END.length());
    return dashes < 0 ? text.length() : dashes + DASHES.length();
  }
}
