package dev.twokey.condition;

import dev.cel.runtime.CelEvaluationException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in words for people why an evaluation gave nothing. */
final class Failures {
  private static final Pattern MISSING = Pattern.compile("key '([^']+)' is not present in map");
  private static final Pattern POSITION = Pattern.compile("^evaluation error(?: at [^:]*:\\d+)?: ");

  private final String text;

  Failures(String text) {
    this.text = text;
  }

  Set<String> why(CelEvaluationException e, Set<Reference> references, Bindings bindings) {
    Set<String> why = new TreeSet<>();
    references.forEach(r -> why.addAll(bindings.reasons(r)));
    if (why.isEmpty()) {
      why.add(words(e));
    }
    return why;
  }

  private String words(CelEvaluationException e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    Matcher missing = MISSING.matcher(message);
    if (missing.find()) {
      return "'" + missing.group(1) + "' was not read";
    }
    return Shapes.words(POSITION.matcher(message).replaceFirst("")) + " in '" + text + "'";
  }
}
