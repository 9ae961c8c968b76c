package dev.twokey.runbook;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What may be an id. Every id is a variable of conditions, so it follows their rules. */
final class Ids {
  private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  /** Names that conditions already know. */
  static final Set<String> RESERVED =
      Set.of(
          "it",
          "each",
          "incident",
          "inventory",
          "now",
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while",
          "int",
          "uint",
          "double",
          "bool",
          "string",
          "bytes",
          "list",
          "map",
          "type",
          "null_type",
          "timestamp",
          "duration",
          "math",
          "strings",
          "cel",
          "none",
          "itself",
          "undo");

  private Ids() {}

  static boolean isSnakeCase(String id) {
    return SNAKE_CASE.matcher(id).matches();
  }

  static String wrong(String id) {
    return "'" + id + "' is not snake_case, so conditions can't name it: a hyphen is a minus.";
  }

  static String advice(String id) {
    String better = slug(id);
    return isSnakeCase(better)
        ? "Write '" + better + "'."
        : "Use small letters, digits and _, and begin with a letter.";
  }

  /** Returns the words of a heading or name in snake_case. */
  static String slug(String words) {
    return words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
  }
}
