package dev.twokey.fuzz;

import java.util.Random;

/** Damages a text as transmissions, editors and attackers do. */
final class Wounds {
  private static final String[] PIECES = {
    "\u0000",
    "\ud83d",
    "\u202e",
    "\u200b",
    "{",
    "[",
    "\"",
    "'",
    ": ",
    "\n",
    "${",
    "&a *a",
    "9".repeat(30),
    "-",
    "%",
    "\\u0000"
  };

  private Wounds() {}

  static String of(String text, Random random) {
    int at = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), at + random.nextInt(30));
    String piece = PIECES[random.nextInt(PIECES.length)];
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(0, at) + text.substring(to);
      case 2 -> text.substring(0, at) + piece + text.substring(at);
      default -> text.substring(0, to) + text.substring(at);
    };
  }
}
